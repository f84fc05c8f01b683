"""What a new portal needs, in the order of the work, read from what is there: who does it, where, and whether it is done."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, QuerySet
from django.urls import reverse

from catalog.directory.models import Catalogue
from catalog.items.channels.models import Carrier
from catalog.items.models import Item
from catalog.obligations.duties.models import Duty
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.models import Adoption
from disclosure.organizations.holders import SECRETARY
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.portal.identity import written_identity
from disclosure.organizations.roles import ROLES
from disclosure.organizations.start_codes.codes import has_password
from disclosure.oversight.readiness.points import SCHEME_REVIEWED
from disclosure.people.models import PeopleImport

Kind = User.Administrator
# Who an item passes through, one after the other.
WORKING = (SECRETARY, "clerk", "reviewer", "secrecy", "approver")


@dataclass(frozen=True)
class Step:
    """``missing``: what to do, empty when done. ``administrator``: whose it is; else ``role``'s in any organisation. ``url``:
    where, for whoever does it. ``many``: where it is done for many at once, from a
    workbook. ``may_wait``: the others need not wait for what is missing.
    """

    name: str
    label: str
    missing: str
    administrator: str = ""
    url: str = ""
    many: str = ""
    role: str = SECRETARY
    may_wait: bool = False

    @property
    def is_done(self) -> bool:
        return not self.missing

    @property
    def who(self) -> str:
        return str(Kind(self.administrator).label) if self.administrator else ROLES[self.role].label


@dataclass(frozen=True)
class Steps:
    every: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.every)

    @property
    def percent(self) -> int:
        return self.done * 100 // len(self.every)

    @cached_property
    def next(self) -> Step | None:
        """The first that is missing: the others rest on it, unless it may wait."""
        missing = [step for step in self.every if not step.is_done]
        return next((step for step in missing if not step.may_wait), None) or next(iter(missing), None)


def steps_on(on: date) -> Steps:
    """A fixed number of statements, whatever the number of organisations."""
    there = what_is_there(on)
    return Steps((*of_administrators(there, on), *of_secretaries(there)))


def what_is_there(on: date) -> frozenset[str]:
    """Names of what exists, in one statement."""
    asked: dict[str, QuerySet] = {
        "organizations": Organization.objects.active(),
        "people": User.objects.filter(administrator="", is_active=True),
        "scheme": Adoption.objects.in_force(on),
        "reviewed": SchemeDraft.objects.filter(state=SchemeDraft.State.REVIEWED),
        "catalogue": Catalogue.objects.in_force(),
        "carriers": Carrier.objects.filter(is_active=True),
        "duty": Duty.objects.all(),
        "item": Item.objects.all(),
        "published": Item.objects.filter(published_inside_at__isnull=False),
    }
    anybody = User.objects.order_by().annotate(**{f"has_{name}": Exists(rows) for name, rows in asked.items()})
    values = anybody.values_list(*(f"has_{name}" for name in asked)).first() or ()
    return frozenset(name for name, is_there in zip(asked, values, strict=False) if is_there)


def of_administrators(there: frozenset[str], on: date) -> Iterator[Step]:
    yield step_of_administrators()
    shown = written_identity()
    missing = "" if shown.responsible and shown.phone else "还没有写主办单位和监督电话，每一页的页脚要用。"
    yield Step("portal", "门户信息", missing, Kind.SYSTEM, reverse("admin:organizations_portal_changelist"))
    missing = "" if "organizations" in there else "还没有党组织。先建上级，再建下级。"
    url, many = reverse("admin:organizations_organization_add"), from_workbook("add")
    yield Step("organizations", "党组织", missing, Kind.SYSTEM, url, many)
    missing = "" if "people" in there else "还没有给办公开的人开账号。"
    yield Step("people", "人员", missing, Kind.SYSTEM, reverse("admin:organizations_user_add"), many)
    nobody, rest = lacking_posts(on) if "organizations" in there else ("有了组织和人员，再登记谁担任什么。", "")
    yield step_of_posts(nobody, rest)


def step_of_posts(nobody: str, rest: str) -> Step:
    """Those of a workbook wait for one press; else they are given one by one. ``nobody``, ``rest``: as ``lacking_posts``."""
    kept = PeopleImport.objects.filter(posts_waiting__gt=0).order_by("pk").last() if nobody else None
    if kept is not None:
        missing = f"名单“{kept}”里有 {kept.posts_waiting} 项任职，等您看过确认。"
        return Step("posts", "任职", missing, Kind.SECURITY, kept.get_absolute_url())
    url, many = reverse("admin:organizations_post_add"), from_workbook("changelist")
    return Step("posts", "任职", nobody or rest, Kind.SECURITY, url, many, may_wait=not nobody)


def from_workbook(page: str) -> str:
    """Where organisations, people and posts come from one workbook."""
    return reverse(f"admin:people_peopleimport_{page}")


def step_of_administrators() -> Step:
    people = list(User.objects.exclude(administrator="").filter(is_active=True).order_by("pk"))
    kinds = {person.administrator for person in people}
    lacking = [str(kind.label) for kind in Kind if kind and kind not in kinds]
    waiting = [f"{person.get_administrator_display()}{person}" for person in people if not has_password(person)]
    missing = f"还没有{'、'.join(lacking)}。" if lacking else ""
    if waiting and not missing:
        missing = f"{'、'.join(waiting)}还没有用开始码登录。"
    url = reverse("first_day:administrators")
    return Step("administrators", "三种管理员", missing, Kind.SECURITY, url, may_wait=not lacking)


def lacking_posts(on: date) -> tuple[str, str]:
    """What is missing for an item to pass through at all, and which organisations wait: there too somebody finds who else is missing."""
    posts = Post.objects.current(on).filter(person__is_active=True)
    held = set(posts.order_by().values_list("role", flat=True).distinct())
    nobody = [ROLES[role].label for role in WORKING if role not in held]
    count = Organization.objects.active().exclude(pk__in=posts.values("organization")).count()
    words = f"还没有人担任{'、'.join(nobody)}。" if nobody else ""
    return words, f"还有{count}个组织没有人任职。" if count else ""


def of_secretaries(there: frozenset[str]) -> Iterator[Step]:
    """Done once one organisation has come so far; how far each is stands in its own readiness."""
    begun, is_reviewed = bool(there & {"duty", "item"}), "reviewed" in there
    no_scheme = SCHEME_REVIEWED if is_reviewed else "还没有组织施行实施方案。"
    roles = {"begun": "clerk", "scheme": "approver" if is_reviewed else SECRETARY}
    for name, label, is_done, missing in (
        ("scheme", "实施方案", "scheme" in there, no_scheme),
        ("catalogue", "公开目录", "catalogue" in there, "还没有组织施行公开目录。"),
        ("carriers", "载体和联系办法", "carriers" in there, "还没有组织登记公开栏、意见箱、监督电话。"),
        ("begun", "第一件事登记", begun, "还没有登记过事项，也没有应公开的任务。"),
        ("published", "第一件事公开", "published" in there, "还没有公开过事项。"),
    ):
        yield Step(name, label, "" if is_done else missing, role=roles.get(name, SECRETARY))
