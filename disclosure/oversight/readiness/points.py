"""Is an organisation ready to disclose? Every point is read from what is in the portal, none is typed (LK-28).

The groups are those of the scheme of 000, part two: 健全的组织机构、详细的实施方案、具体的公开目录、明确的公开形式、固定的公开载体、
规范的公开程序、健全的制度体系. They stand in the order in which the work must be done: nobody drafts a scheme before posts are held, no
catalogue is written before the scheme is in force, and supervisors are hired once there is something to supervise. What comes first
in practice, the first item, stands before what is owed only later in the year.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, product

from django.urls import reverse, reverse_lazy

from catalog.items.channels.models import Carrier
from disclosure.organizations import roles
from disclosure.oversight.readiness.point import Point
from disclosure.oversight.readiness.sources import Evidence
from disclosure.oversight.readiness.watching import of_meetings, of_supervisors
from disclosure.web.components import Badge

Kind = Carrier.Kind
# Carriers that show something; a phone and a box receive.
SHOWING = frozenset(Kind.values) - {Kind.PHONE, Kind.BOX}
STEPS = {
    "clerk": (roles.DRAFT, "经办人"),
    "reviewer": (roles.REVIEW, "审核人"),
    "secrecy": (roles.CHECK_SECRECY, "保密审查员"),
    "approver": (roles.APPROVE, "审批人"),
    "publisher": (roles.PUBLISH, "公开人"),
}
INTAKE = {"collector": (roles.COLLECT_OPINIONS, "意见收集人"), "handler": (roles.HANDLE_REQUESTS, "申请受理人")}
SEPARATED = {"proposer": roles.DRAFT, "secrecy_reviewer": roles.CHECK_SECRECY, "approver": roles.APPROVE}
SECURITY, SYSTEM = "security", "system"
# As many as fit a line; the others stand on the organisation's own page.
MOST_NAMED = 4
# From here on the little that is left is marked as soon done, below it as late.
NEARLY = 60
SCHEME_REVIEWED = "实施方案已经审定，等印发。"
POSTS = reverse_lazy("admin:organizations_post_changelist")


@dataclass(frozen=True)
class Readiness:
    evidence: Evidence
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
    def next(self) -> Point | None:
        """What to do first: the others rest on it."""
        return next(iter(self.missing), None)

    @property
    def missing_in_words(self) -> str:
        names = [point.label for point in self.missing]
        more = f" 等{len(names)}项" if len(names) > MOST_NAMED else ""
        return "、".join(names[:MOST_NAMED]) + more or "都有了"

    @property
    def groups(self) -> list[tuple[str, list[Point]]]:
        """Label → its points."""
        return [(label, list(points)) for label, points in groupby(self.points, key=lambda point: point.group)]


def readiness_of(evidence: Evidence) -> Readiness:
    return Readiness(evidence, tuple(point for part in IN_ORDER for point in part(evidence)))


def of_organization(evidence: Evidence) -> Iterator[Point]:
    group, seats = "组织机构", reverse("admin:organizations_leadinggroupseat_add")
    yield Point("group", group, "领导小组", "" if evidence.heads else "还没有登记领导小组的组长。", seats)
    missing = "" if evidence.has_office else "还没有登记党务公开办公室。"
    yield Point("office", group, "领导小组办公室", missing, card_url(evidence))
    yield from of_leading_group(evidence, group, seats)


def director(evidence: Evidence, place: str, article: str) -> str:
    """What is missing of who directs the office: the document names another person than who heads the group."""
    if not evidence.directors:
        return f"还没有登记办公室主任：由{place}负责人担任（{article}）。"
    return (
        f"登记的办公室主任就是组长，应由{place}负责人担任（{article}）。" if evidence.directors & evidence.heads else ""
    )


def of_scheme(evidence: Evidence) -> Iterator[Point]:
    missing = "" if evidence.scheme else "本组织和上级都没有施行中的实施方案。"
    is_next = evidence.is_scheme_reviewed and not evidence.scheme
    yield Point(
        "scheme",
        "实施方案",
        "实施方案施行",
        SCHEME_REVIEWED if is_next else missing,
        reverse("admin:catalog_schemedraft_changelist"),
        permission=roles.APPROVE if is_next else roles.MANAGE_CATALOGUE,
    )
    yield of_posts("separation", "实施方案", "该分开的由不同的人办理", separation(evidence))


def of_leading_group(evidence: Evidence, group: str, seats: str) -> Iterator[Point]:
    """Who must be in it, and where its office sits, where the scheme says so (QJ-28)."""
    said = (evidence.scheme or {}).get("leading_group")
    if not said:
        return
    missing = "" if is_headed_by_first_person(evidence) else f"组长应由{said['head']}担任（{said['article']}）。"
    yield Point("group_head", group, f"组长由{said['head']}担任", missing, seats)
    if deputies := said.get("deputies"):
        missing = "" if evidence.has_deputy else f"还没有登记副组长：{deputies}（{said['article']}）。"
        yield Point("group_deputies", group, "领导小组副组长", missing, seats)
    if words := said.get("office_words"):
        sits = any(word in evidence.organization.office_name for word in words)
        place = said.get("office_in") or "、".join(words)
        missing = "" if sits else f"办公室应设在{place}（{said['article']}），请在办公室名称里写明。"
        yield Point("office_place", group, f"办公室设在{place}", missing, card_url(evidence))
        yield Point(
            "office_director",
            group,
            f"办公室主任由{place}负责人担任",
            director(evidence, place, said["article"]),
            seats,
        )


def of_funds(evidence: Evidence) -> Iterator[Point]:
    """Where the scheme asks for working funds: the amount of the year (QJ-29)."""
    said = (evidence.scheme or {}).get("working_funds")
    if not said:
        return
    label, url = f"{evidence.year}年工作经费", reverse("admin:oversight_workingfunds_add")
    if evidence.funds is None:
        missing = f"还没有登记{evidence.year}年安排的工作经费（{said['article']}）。"
        yield Point("funds", "工作经费", label, missing, url)
    else:
        yield Point("funds", "工作经费", f"{label} {evidence.funds:,} 元")


def is_headed_by_first_person(evidence: Evidence) -> bool:
    """By the first responsible person named on the card, or by whoever holds the secretary's post."""
    named, secretaries = evidence.organization.responsible_person, evidence.holding(roles.roles_granting(roles.PUBLISH))
    return any((named and name == named) or person in secretaries for name, person in evidence.heads)


def card_url(evidence: Evidence) -> str:
    return reverse("admin:organizations_organization_change", args=[evidence.organization.pk])


def of_catalogue(evidence: Evidence) -> Iterator[Point]:
    """Of a superior's catalogue too; what is missing there is its maker's to put right."""
    gaps, group = evidence.gaps, "公开目录"
    missing = "" if gaps.entries else "目录里还没有事项。"
    yield point_of_catalogue(evidence, "catalogue", group, "公开目录施行", missing)
    missing = lacking(gaps.without_person, gaps.first_without_person, "责任科室或责任人")
    yield point_of_catalogue(evidence, "responsible", group, "每项有责任科室或责任人", missing)
    missing = lacking(gaps.without_channel, gaps.first_without_channel, "公开形式")
    yield point_of_catalogue(evidence, "channels", "公开形式", "每项有公开形式", missing)
    missing = "" if evidence.carriers & SHOWING else "还没有登记公开栏、电子屏等载体。"
    yield Point("carriers", "公开载体", "公开载体登记", missing, reverse("admin:catalog_carrier_add"))


def of_filing(evidence: Evidence) -> Iterator[Point]:
    """After the first item: the superior answers in its own time, and nothing that is due tomorrow waits for that."""
    if evidence.must_file:
        catalogue = evidence.catalogue
        is_unfiled = catalogue is not None and not catalogue.is_filed
        yield point_of_catalogue(
            evidence, "filed", "备案", "公开目录备案", "目录还没有报上级备案。" if is_unfiled else ""
        )


def point_of_catalogue(evidence: Evidence, name: str, group: str, label: str, missing: str) -> Point:
    catalogue = evidence.catalogue
    url = catalogue.get_absolute_url() if catalogue else reverse("admin:catalog_catalogue_changelist")
    words = missing if catalogue else "还没有施行中的公开目录。"
    return Point(name, group, label, words, url, is_of_catalogue=True)


def lacking(count: int, example: str | None, what: str) -> str:
    return f"有{count}项没有{what}，如 {example}。" if count else ""


def of_people(evidence: Evidence) -> Iterator[Point]:
    """Somebody for every step, and for those who ask: the security administrator comes once."""
    group = "公开程序"
    for name, (permission, label) in (STEPS | INTAKE).items():
        yield of_posts(name, group, label, nobody(evidence, permission, label))


def of_posts(name: str, group: str, label: str, missing: str) -> Point:
    """Put right by the security administrator, who enters the posts."""
    return Point(name, group, label, missing, POSTS, permission="", administrator=SECURITY)


def nobody(evidence: Evidence, permission: str, label: str) -> str:
    return "" if evidence.holding(roles.roles_granting(permission)) else f"还没有人担任{label}，请安全管理员登记任职。"


def separation(evidence: Evidence) -> str:
    if not evidence.scheme:
        return "先要有施行中的实施方案。"
    holding = {name: evidence.holding(roles.roles_granting(code)) for name, code in SEPARATED.items()}
    named = (evidence.scheme.get("separation") or {}).get("distinct_people", [])
    if not can_be_different([holding[name] for name in named if name in holding]):
        return "提出、保密审查、审批要由不同的人办理，现在的人分不开，请安全管理员登记任职。"
    proposers, checkers = holding["proposer"], [holding["secrecy_reviewer"], holding["approver"]]
    if all(checkers) and not any(all(people - {each} for people in checkers) for each in proposers):
        return "谁也不能保密审查、审批自己写的内容，现在的人分不开，请安全管理员登记任职。"
    return ""


def can_be_different(held: list[frozenset[int]]) -> bool:
    """Whether one person a set can be chosen, all different. More of a set than there are sets need not be tried."""
    few = [sorted(people)[: len(held)] for people in held]
    return any(len(set(chosen)) == len(held) for chosen in product(*few))


def of_intake(evidence: Evidence) -> Iterator[Point]:
    organization, carriers, group = evidence.organization, evidence.carriers, "意见和申请"
    missing = "" if organization.supervision_phone or Kind.PHONE in carriers else "还没有登记监督电话。"
    yield Point("phone", group, "监督电话", missing, card_url(evidence))
    missing = "" if organization.mailbox or Kind.BOX in carriers else "还没有登记意见箱，也没有电子信箱。"
    yield Point("box", group, "意见箱或电子信箱", missing, reverse("admin:catalog_carrier_add"))


def of_first(evidence: Evidence) -> Iterator[Point]:
    """The work itself, where that is asked: something owed or registered, then something published."""
    group = "开始公开"
    if evidence.has_begun is not None:
        missing = (
            ""
            if evidence.has_begun
            else "还没有应公开的任务：目录施行以后，一小时内按周期排好；也可以现在就“登记一件事”。"
        )
        url = reverse("admin:catalog_item_add")
        yield Point("begun", group, "第一件事登记", missing, url, permission=roles.DRAFT)
    if evidence.has_published is not None:
        missing = "" if evidence.has_published else "还没有公开过事项：写好、审核、保密审查、审批以后公开。"
        url = reverse("admin:catalog_item_changelist")
        yield Point("published", group, "第一件事公开", missing, url, permission=roles.PUBLISH)


def of_calendar(evidence: Evidence) -> Iterator[Point]:
    missing = "" if evidence.has_calendar else f"{evidence.year}年的放假安排还没有确认，请系统管理员确认。"
    label, url = f"{evidence.year}年放假安排", reverse("admin:deadlines_holidaynotice_changelist")
    yield Point("calendar", "工作日历", label, missing, url, permission="", administrator=SYSTEM)


IN_ORDER = (
    of_people,
    of_organization,
    of_calendar,
    of_scheme,
    of_catalogue,
    of_intake,
    of_first,
    of_filing,
    of_funds,
    of_supervisors,
    of_meetings,
)
