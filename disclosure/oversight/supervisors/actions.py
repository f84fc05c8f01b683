"""The life of a supervisor's office: proposed by one, appointed by another for a term, ended or replaced with a reason; and
what they suggest, which is an opinion with its clock (LK-24, YY-20, PL-14)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse_lazy

from catalog.schemes.choices import Constituency
from catalog.schemes.rules import find_scheme
from disclosure.files.rich_text import one_line
from disclosure.organizations.actions import appoint, end_post
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.roles import APPROVE, DESK_ROLES, DRAFT, PUBLISH
from disclosure.oversight.supervisors.forms import WhyForm
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.workflow.kit import Act, Blocker, Context, Holds, Workflow, in_state, require_text, when

S = Supervisor.State
ROLE = "supervisor"
PROPOSERS, DECIDERS = Holds(DRAFT, PUBLISH), Holds(APPROVE, PUBLISH)
OWN_PAGE = reverse_lazy("oversight:supervisors")

supervisors = Workflow(
    Supervisor,
    code="supervisor",
    words={
        "proposed": "提名监督员",
        "appointed": "聘任监督员",
        "declined": "没有聘任监督员",
        "ended": "结束监督员聘期",
        "suggested": "监督员提出建议",
    },
    reads=("organization", "person", "replaces"),
)


def wanted_constituencies(organization: Organization, on: date) -> list[str]:
    """Those that the scheme lists; empty where it lists none."""
    rules = find_scheme(organization, on)
    return list((rules.data.get("supervisors") or {}).get("constituencies") or []) if rules else []


@supervisors.start(
    "nominate", "提名监督员", who=PROPOSERS, to={S.PROPOSED}, done="已提名，等另一个人聘任。"
)  # fmt: skip
def propose_supervisor(
    act: Act,
    *,
    name: str,
    constituency: str,
    from_on: date,
    until_on: date,
    unit: str = "",
    contact: str = "",
    person: User | None = None,
    replaces: Supervisor | None = None,
) -> None:
    organization = act.subject
    listed = wanted_constituencies(organization, act.on)
    if listed and constituency not in listed:
        words = "、".join(str(Constituency(each).label) for each in listed)
        raise ValidationError({"constituency": f"方案规定从这些人里聘请：{words}。"})
    if until_on <= max(from_on, act.on):
        raise ValidationError({"until_on": "聘期止要在聘期起和今天以后。"})
    refuse_own_staff(organization, person, act.on)
    if replaces and not (replaces.organization_id == organization.pk and replaces.is_in_office(act.on)):
        raise ValidationError({"replaces": "要接替的不是本组织现在的监督员。"})
    row = Supervisor(
        organization=organization, name=one_line(require_text(name, "请写姓名。", field="name")), constituency=constituency,
        unit=one_line(unit), contact=one_line(contact), person=person, from_on=from_on, until_on=until_on, replaces=replaces,
        proposed_by=act.person, proposed_at=act.now,
    )  # fmt: skip
    act.move(S.PROPOSED, row)
    act.create(row, exclude=("organization", "proposed_by"))
    act.record("proposed", constituency=constituency, from_on=str(from_on), until_on=str(until_on))


def refuse_own_staff(organization: Organization, person: User | None, on: date) -> None:
    """Nobody supervises what they do themselves, and the three administrators hold no other office."""
    if person and person.administrator:
        raise ValidationError({"person": "管理员不能又当监督员。"})
    if person and Post.objects.current(on).filter(person=person, organization=organization, role__in=DESK_ROLES):
        raise ValidationError({"person": "这个人在本组织办党务公开，不能又当监督员。"})


def find_own_office(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """Nobody appoints themselves."""
    if context.user and context.subject.person_id == context.user.pk:
        yield Blocker("oneself", "不能聘任自己，请由另一个人办。")


def of_others(access: Any) -> Q:
    return Q(person__isnull=True) | ~Q(person=access.user_id)


@supervisors.action(
    "appoint", "聘任", at=in_state(S.PROPOSED), to={S.APPOINTED}, who=DECIDERS, others=("proposed_by",), waits=of_others,
    blockers=find_own_office, shows_blocked=True, style="main", done="已聘任，姓名和聘期已经公布。",
)  # fmt: skip
def appoint_supervisor(act: Act) -> None:
    """Who has an account holds the post of a supervisor for the term, and may watch."""
    row = act.subject
    if row.until_on <= act.on:
        raise ValidationError("写的聘期已经过了，请不予聘任，重新提名。")
    refuse_own_staff(row.organization, row.person, act.on)
    row.decided_by, row.decided_at = act.person, act.now
    row.post = post_for(act)
    act.move(S.APPOINTED)
    act.record("appointed", until_on=str(row.until_on))
    if row.replaces and row.replaces.is_in_office(act.on):
        act.follow(end_supervisor, row.replaces, reason=f"由{row.name}接替", until_on=row.from_on)
    act.notify("appointed", [row.person_id], f"您被聘为{row.organization}的党务公开监督员", url=str(OWN_PAGE))


def post_for(act: Act) -> Post | None:
    """None where there is no account, or the post is held already by other means."""
    row = act.subject
    if row.person is None:
        return None
    place = {"person": row.person, "organization": row.organization, "role": ROLE}
    if Post.objects.current(row.from_on).filter(**place).exclude(supervisors__isnull=False):
        return None
    return appoint(**place, from_on=row.from_on, until_on=row.until_on, title="党务公开监督员", by=act.by, now=act.now)


@supervisors.action(
    "decline", "不聘任", at=in_state(S.PROPOSED), to={S.DECLINED}, who=DECIDERS, form=WhyForm, is_folded=True, others=("proposed_by",),
    done="没有聘任，原因已记下。",
)  # fmt: skip
def decline_supervisor(act: Act, *, reason: str) -> None:
    row = act.subject
    row.reason = require_text(reason, "请写明原因。", field="reason", most=300)
    row.decided_by, row.decided_at = act.person, act.now
    act.move(S.DECLINED)
    act.record("declined", reason=row.reason)
    act.notify("declined", [row.proposed_by_id], "没有聘任", f"原因：{row.reason}")


@supervisors.action(
    "end", "提前结束聘期", at=in_state(S.APPOINTED) & when(lambda context: context.on < context.subject.until_on),
    to={S.ENDED}, who=DECIDERS, form=WhyForm, is_folded=True, style="danger", done="聘期从今天起结束。",
)  # fmt: skip
def end_supervisor(act: Act, *, reason: str, until_on: date | None = None) -> None:
    """From today, or from the day on which another follows; the post that came with it ends too."""
    row = act.subject
    row.reason = require_text(reason, "请写明原因。", field="reason", most=300)
    old, row.until_on = row.until_on, min(row.until_on, max(until_on or act.on, act.on, row.from_on))
    row.ended_by, row.ended_at = act.by, act.now
    if row.post and (row.post.until_on is None or row.until_on < row.post.until_on):
        end_post(row.post, until_on=row.until_on, by=act.by, now=act.now)
    act.move(S.ENDED)
    act.record("ended", until_on=[str(old), str(row.until_on)], reason=row.reason)
    act.notify("ended", [row.person_id], "聘期结束", f"原因：{row.reason}", url=str(OWN_PAGE))
