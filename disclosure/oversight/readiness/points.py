"""Is an organisation ready to disclose? Every point is read from what is in the portal, none is typed (LK-28).

The groups are those of the scheme of 000, part two: 健全的组织机构、详细的实施方案、具体的公开目录、明确的公开形式、固定的公开载体、
规范的公开程序、健全的制度体系.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from django.urls import reverse, reverse_lazy
from django.utils.functional import Promise

from catalog.items.channels.models import Carrier
from disclosure.organizations.roles import (
    APPROVE,
    CHECK_SECRECY,
    COLLECT_OPINIONS,
    DRAFT,
    HANDLE_REQUESTS,
    MANAGE_CATALOGUE,
    PUBLISH,
    REVIEW,
    roles_granting,
)
from disclosure.oversight.readiness.sources import Facts
from disclosure.web.components import Badge

Kind = Carrier.Kind
# Carriers that show something; a phone and a box receive.
SHOWING = frozenset(Kind.values) - {Kind.PHONE, Kind.BOX}
STEPS = {
    "clerk": (DRAFT, "经办人"),
    "reviewer": (REVIEW, "审核人"),
    "secrecy": (CHECK_SECRECY, "保密审查员"),
    "approver": (APPROVE, "审批人"),
    "publisher": (PUBLISH, "公开人"),
}
SEPARATED = {"proposer": DRAFT, "secrecy_reviewer": CHECK_SECRECY, "approver": APPROVE}
SECURITY, SYSTEM = "security", "system"
# As many as fit a line; the others stand on the organisation's own page.
MOST_NAMED = 4
# From here on the little that is left is marked as soon done, below it as late.
NEARLY = 60
POSTS = reverse_lazy("admin:organizations_post_changelist")


@dataclass(frozen=True)
class Point:
    """``missing``: what to do, empty when done. ``url``: where, for whoever holds ``permission`` or is ``administrator``."""

    name: str
    group: str
    label: str
    missing: str = ""
    url: str | Promise = ""
    permission: str = MANAGE_CATALOGUE
    administrator: str = ""
    is_of_catalogue: bool = False

    @property
    def is_done(self) -> bool:
        return not self.missing

    @property
    def badge(self) -> Badge:
        return Badge("done", "有了") if self.is_done else Badge("late", "还没有")


@dataclass(frozen=True)
class Readiness:
    facts: Facts
    points: tuple[Point, ...]

    @property
    def done(self) -> int:
        return sum(point.is_done for point in self.points)

    @property
    def percent(self) -> int:
        """Rounded down: 100 means that nothing is missing."""
        return self.done * 100 // len(self.points)

    @property
    def missing(self) -> list[Point]:
        return [point for point in self.points if not point.is_done]

    @property
    def badge(self) -> Badge:
        if self.percent == 100:
            return Badge("done", "准备好了")
        return Badge("soon" if self.percent >= NEARLY else "late", f"{self.percent}%")

    @property
    def lead(self) -> str:
        total, left = len(self.points), len(self.missing)
        return f"{total}项里完成{self.done}项，还差{left}项。" if left else f"{total}项都有了。"

    @property
    def missing_in_words(self) -> str:
        names = [point.label for point in self.missing]
        more = f" 等{len(names)}项" if len(names) > MOST_NAMED else ""
        return "、".join(names[:MOST_NAMED]) + more or "都有了"

    @property
    def groups(self) -> list[tuple[str, list[Point]]]:
        """Label → its points."""
        return [(label, list(points)) for label, points in groupby(self.points, key=lambda point: point.group)]


def readiness_of(facts: Facts) -> Readiness:
    points = (*of_organization(facts), *of_catalogue(facts), *of_people(facts), *of_intake(facts))
    return Readiness(facts, points)


def of_organization(facts: Facts) -> Iterator[Point]:
    card = reverse("admin:organizations_organization_change", args=[facts.organization.pk])
    seats = reverse("admin:organizations_leadinggroupseat_add")
    group = "组织机构"
    yield Point("group", group, "领导小组", "" if facts.has_head else "还没有登记领导小组的组长。", seats)
    yield Point("office", group, "领导小组办公室", "" if facts.has_office else "还没有登记党务公开办公室。", card)
    missing = "" if facts.scheme else "本组织和上级都没有施行中的实施方案。"
    yield Point("scheme", "实施方案", "实施方案施行", missing, reverse("admin:catalog_schemedraft_changelist"))


def of_catalogue(facts: Facts) -> Iterator[Point]:
    """Of a superior's catalogue too; what is missing there is its maker's to put right."""
    catalogue, gaps, group = facts.catalogue, facts.gaps, "公开目录"
    url = catalogue.get_absolute_url() if catalogue else reverse("admin:catalog_catalogue_changelist")
    none = "" if catalogue else "还没有施行中的公开目录。"
    yield Point(
        "catalogue",
        group,
        "公开目录施行",
        none or ("" if gaps.entries else "目录里还没有事项。"),
        url,
        is_of_catalogue=True,
    )
    unfiled = "目录还没有报上级备案。" if catalogue and facts.must_file and not catalogue.is_filed else ""
    yield Point("filed", group, "公开目录备案", none or unfiled, url, is_of_catalogue=True)
    nobody = lacking(gaps.without_person, gaps.first_without_person, "责任科室或责任人")
    yield Point("responsible", group, "每项有责任科室或责任人", none or nobody, url, is_of_catalogue=True)
    no_form = lacking(gaps.without_form, gaps.first_without_form, "公开形式")
    yield Point("forms", "公开形式", "每项有公开形式", none or no_form, url, is_of_catalogue=True)
    shown = "" if facts.carriers & SHOWING else "还没有登记公开栏、电子屏等载体。"
    yield Point("carriers", "公开载体", "公开载体登记", shown, reverse("admin:catalog_carrier_add"))


def lacking(count: int, example: str, what: str) -> str:
    return f"有{count}项没有{what}，如 {example}。" if count else ""


def of_people(facts: Facts) -> Iterator[Point]:
    """Somebody for every step, and where the scheme says so different people (JG-04)."""
    group = "公开程序"
    for name, (permission, label) in STEPS.items():
        missing = "" if facts.holding(roles_granting(permission)) else f"还没有人担任{label}，请安全管理员登记任职。"
        yield Point(name, group, label, missing, POSTS, permission="", administrator=SECURITY)
    yield Point(
        "separation", group, "该分开的由不同的人办理", separation(facts), POSTS, permission="", administrator=SECURITY
    )


def separation(facts: Facts) -> str:
    named = (facts.scheme or {}).get("separation", {}).get("distinct_people", [])
    steps = [SEPARATED[name] for name in named if name in SEPARATED]
    if not facts.scheme:
        return "先要有施行中的实施方案。"
    held = [facts.holding(roles_granting(step)) for step in steps]
    return (
        "" if can_be_different(held) else "提出、保密审查、审批要由不同的人办理，现在的人分不开，请安全管理员登记任职。"
    )


def can_be_different(held: list[frozenset[int]]) -> bool:
    """Whether one person a set can be chosen, all different. More of a set than there are sets need not be tried."""
    few = [sorted(people)[: len(held)] for people in held]
    return any(len(set(chosen)) == len(held) for chosen in product(*few))


def of_intake(facts: Facts) -> Iterator[Point]:
    organization, group = facts.organization, "意见和申请"
    card, add = (
        reverse("admin:organizations_organization_change", args=[organization.pk]),
        reverse("admin:catalog_carrier_add"),
    )
    phone = organization.supervision_phone or Kind.PHONE in facts.carriers
    yield Point("phone", group, "监督电话", "" if phone else "还没有登记监督电话。", card)
    box = organization.mailbox or Kind.BOX in facts.carriers
    yield Point("box", group, "意见箱或电子信箱", "" if box else "还没有登记意见箱，也没有电子信箱。", add)
    for name, permission, label in (
        ("collector", COLLECT_OPINIONS, "意见收集人"),
        ("handler", HANDLE_REQUESTS, "申请受理人"),
    ):
        missing = "" if facts.holding(roles_granting(permission)) else f"还没有人担任{label}，请安全管理员登记任职。"
        yield Point(name, group, label, missing, POSTS, permission="", administrator=SECURITY)
    unknown = "" if facts.has_calendar else f"{facts.year}年的放假安排还没有确认，请系统管理员确认。"
    yield Point(
        "calendar", "工作日历", f"{facts.year}年放假安排", unknown, reverse("admin:deadlines_holidaynotice_changelist"), permission="",
        administrator=SYSTEM,
    )  # fmt: skip
