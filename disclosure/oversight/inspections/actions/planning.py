"""An inspection is planned, its inspectors are named, those whom it concerns are told or not (LK-25, PL-15)."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.core.exceptions import ValidationError

from disclosure.organizations.holders import heads_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import INSPECT
from disclosure.oversight.inspections import forms
from disclosure.oversight.inspections.actions.table import INSPECTORS, TOLD, S, inspections
from disclosure.oversight.inspections.context import (
    inspectors_for,
    working_in,
)
from disclosure.oversight.inspections.models import (
    Inspection,
    Inspector,
    Visit,
)
from disclosure.workflow.kit import Act, Blocker, HoldsThere, in_state, require_text


@inspections.start(
    "plan",
    "计划一次检查",
    who=HoldsThere(INSPECT),
    to={S.PLANNED},
    form=forms.PlanForm,
    done="计划好了。下一步写在下面。",
)
def plan(
    act: Act, *, kind: str, title: str, from_on: date, until_on: date, organizations: Iterable[Organization],
    inspectors: Iterable[User], period_from: date, period_until: date, size: int, entry_codes: Sequence[str] = (),
    number_source: str = "", number_on: date | None = None,
) -> None:  # fmt: skip
    """Of organisations at or below one's own, by people who work in none of them; who plans it leads it."""
    organization, inspected = act.subject, list(organizations)
    if not inspected or any(not each.path.startswith(organization.path) for each in inspected):
        raise ValidationError({"organizations": "请选要检查的组织，只能是本组织和下级。"})
    team = {act.person.pk: act.person} | {person.pk: person for person in inspectors}
    check_team(team.values(), organization, inspected, act.on)
    inspection = Inspection(organization=organization, kind=kind, led_by=act.person, planned_at=act.now)
    inspection.title = require_text(title, "请写检查的名称。", field="title")
    inspection.from_on, inspection.until_on, inspection.size = from_on, until_on, size
    inspection.period_from, inspection.period_until = period_from, period_until
    inspection.entry_codes, inspection.number_source, inspection.number_on = list(entry_codes), number_source, number_on
    same = {"organization": organization, "kind": kind, "title": inspection.title, "state": S.PLANNED}
    same |= {"from_on": from_on, "number_source": number_source, "number_on": number_on}
    if Inspection.objects.filter(**same, led_by=act.person).exists():
        raise ValidationError("您已经计划过一样的检查，请打开那一次。")
    act.move(S.PLANNED, inspection)
    act.create(inspection, exclude=("organization", "led_by"))
    Visit.objects.bulk_create(Visit(inspection=inspection, organization=each) for each in inspected)
    Inspector.objects.bulk_create(Inspector(inspection=inspection, person=person) for person in team.values())
    act.record("planned", kind=kind, organizations=len(inspected), inspectors=len(team))
    act.notify("planned", team, "您在检查组里")


def check_team(people: Iterable[User], organization: Organization, inspected: Iterable[Organization], on: date) -> None:
    """All of them inspect there or above, and none works in what is inspected."""
    people = list(people)
    known = inspectors_for(organization, on)
    if wrong := [person for person in people if person.pk not in known]:
        raise ValidationError({"inspectors": f"{names(wrong)}不是本组织或上级的检查人。"})
    if wrong := working_in(people, inspected, on):
        raise ValidationError({"inspectors": f"{names(wrong)}在被检查的组织任职，不能检查它。"})


def names(people: Iterable[User]) -> str:
    return "、".join(map(str, people))


@inspections.action(
    "join", "增加检查人", at=in_state(S.PLANNED, S.PREPARED, S.DRAWN), who=INSPECTORS, form=forms.JoinForm, is_folded=True,
    done="已加进检查组。",
)  # fmt: skip
def join(act: Act, *, inspector: User) -> None:
    """Where those who are in it may not look at what was drawn."""
    inspection = act.subject
    check_team([inspector], inspection.organization, [visit.organization for visit in act.context.visits], act.on)
    if inspector.pk in act.context.inspector_ids:
        raise ValidationError({"inspector": "这个人已经在检查组里。"})
    Inspector.objects.create(inspection=inspection, person=inspector)
    act.record("joined", inspector=inspector.pk)
    act.notify(f"joined:{inspector.pk}", [inspector], "您在检查组里")


@inspections.action(
    "cancel", "取消检查", at=in_state(S.PLANNED, S.PREPARED), to={S.CANCELLED}, who=INSPECTORS, form=forms.WhyForm,
    is_folded=True, style="danger", done="检查已取消。",
)  # fmt: skip
def cancel(act: Act, *, reason: str) -> None:
    """Who was told of it is told that it does not take place."""
    act.subject.cancelled_reason = require_text(reason, "请写明原因。", field="reason")
    act.move(S.CANCELLED)
    act.record("cancelled", reason=act.subject.cancelled_reason)
    if act.subject.told_at:
        tell_inspected(act, "cancelled", "检查取消了")


@inspections.action(
    "tell", "告知被检查的组织", at=in_state(S.PLANNED), kinds=TOLD, who=INSPECTORS, style="main",
    blockers=lambda context, _values: [Blocker("told", "已经告知过。")] if context.inspection.told_at else [],
    text="告诉它们哪几天来、查什么。抽到哪几件，要当天报数才知道。", done="已告知被检查组织的书记。",
)  # fmt: skip
def tell(act: Act) -> None:
    act.subject.told_at = act.now
    act.record("told")
    tell_inspected(act, "told", "上级要来检查")


def tell_inspected(act: Act, step: str, words: str) -> None:
    """The secretary of each, with the page that is theirs."""
    visits = act.context.visits
    heads = heads_of([visit.organization_id for visit in visits], act.on)
    for visit in visits:
        act.notify(f"{step}:{visit.pk}", heads[visit.organization_id], words, url=visit.get_absolute_url())
