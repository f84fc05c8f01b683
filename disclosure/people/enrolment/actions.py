"""The table of joining. Until it is confirmed nobody belongs anywhere by it, and nothing that the secretary sees depends on whether
there is an account of the name."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from disclosure.organizations.actions import enrol, require_own_department
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import MANAGE_CATALOGUE
from disclosure.people.enrolment.forms import AskForm, SettleForm
from disclosure.people.models import Enrolment
from disclosure.workflow.kit import Act, Holds, Own, Who, Workflow, in_state, require_text

S = Enrolment.State
ASKED = in_state(S.ASKED)
SECRETARY = Holds(MANAGE_CATALOGUE)
SAME = "是您自己提出的，要由另一个人确认。"


class SystemAdministrator(Who):
    def allows(self, subject, access):
        return access.is_known and access.user.administrator == User.Administrator.SYSTEM

    def rows(self, access):
        return Q() if self.allows(None, access) else Q(pk__in=[])


enrolments = Workflow(
    Enrolment,
    code="enrolment",
    words={
        "asked": "提出登记组织关系",
        "confirmed": "确认组织关系",
        "declined": "不确认组织关系",
        "withdrawn": "撤回组织关系登记",
    },
    reads=("organization", "person", "department", "asked_by"),
    heading=lambda row: f"{row.organization}登记{row.named}的组织关系",
)


def called(named: str) -> User | None:
    """The one account of the name; None for none and for several."""
    found = User.objects.filter(Q(username=named) | Q(full_name=named), is_active=True)[:2]
    return found[0] if len(found) == 1 else None


def system_administrators() -> Iterable[User]:
    return User.objects.filter(administrator=User.Administrator.SYSTEM, is_active=True)


@enrolments.start(
    "ask", "登记组织关系", to={S.ASKED}, who=SECRETARY, form=AskForm, audit="enrolment.asked",
    done="已提出。本人或者系统管理员确认以后才算。",
)  # fmt: skip
def ask(act: Act, *, named: str, kind: str, from_on: date, department=None) -> None:
    named = "".join(require_text(named, "请写姓名。", field="named", most=60).split())
    require_own_department(act.subject, department)
    person = called(named)
    row = Enrolment(organization=act.subject, named=named, person=person, kind=kind, department=department)
    row.from_on, row.asked_by, row.asked_at = from_on, act.person, act.now
    act.move(S.ASKED, row)
    act.create(row)
    act.notify_all("yours", [person], "请您确认", url=reverse("people:enrolments"))
    act.notify("asked", system_administrators(), "等本人或者您确认")


@enrolments.action(
    "confirm", "是我，确认", at=ASKED, to={S.CONFIRMED}, who=Own("person"), others=("asked_by",), same_person=SAME,
    is_button=False, audit="enrolment.confirmed", done="已确认。",
)  # fmt: skip
def confirm(act: Act) -> None:
    join(act, act.person)


@enrolments.action(
    "settle", "代本人确认", at=ASKED, to={S.CONFIRMED}, who=SystemAdministrator(), others=("asked_by",), same_person=SAME,
    form=SettleForm, initial=lambda context: {"person": context.subject.person_id}, waits=True, style="main",
    audit="enrolment.confirmed", text="问过本人，或者看过介绍信，再确认。同名的、没有找到的，在这里选是哪个账号。", done="已确认。",
)  # fmt: skip
def settle(act: Act, *, person: User) -> None:
    join(act, person)


def join(act: Act, person: User) -> None:
    row = act.subject
    if person.pk == row.asked_by_id and act.by == person:
        raise ValidationError(SAME)
    given = {"organization": row.organization, "department": row.department, "kind": row.kind, "from_on": row.from_on}
    enrol(person=person, **given, by=act.by, now=act.now)
    row.person = person
    decide(act, S.CONFIRMED)
    act.notify("confirmed", [row.asked_by], "已确认")


def decide(act: Act, state: str) -> None:
    act.subject.decided_by, act.subject.decided_at = act.by, act.now
    act.move(state)


@enrolments.action(
    "decline", "不确认", at=ASKED, to={S.DECLINED}, who=Own("person") | SystemAdministrator(), others=("asked_by",),
    style="danger", is_folded=True, audit="enrolment.declined", done="没有确认，组织关系没有动。",
)  # fmt: skip
def decline(act: Act) -> None:
    decide(act, S.DECLINED)
    act.notify("declined", [act.subject.asked_by], "没有确认")


@enrolments.action(
    "withdraw", "撤回", at=ASKED, to={S.WITHDRAWN}, who=SECRETARY, style="quiet", is_folded=True,
    audit="enrolment.withdrawn", text="写错了，或者不登记了。", done="已撤回。",
)  # fmt: skip
def withdraw(act: Act) -> None:
    act.move(S.WITHDRAWN)
