"""What may be drawn is frozen, a number is named, lots are drawn (LK-25, QJ-27)."""

import secrets
from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.organizations.holders import heads_of
from disclosure.oversight.inspections.actions.table import INSPECTORS, S, inspections, of_leader
from disclosure.oversight.inspections.candidates import Candidate, candidates_of
from disclosure.oversight.inspections.context import (
    InspectionContext,
    is_drawn,
)
from disclosure.oversight.inspections.drawing import digest_of
from disclosure.oversight.inspections.marking import draw_lots, number_in
from disclosure.oversight.inspections.models import (
    FrozenList,
    Visit,
)
from disclosure.oversight.inspections.points import points_for
from disclosure.workflow.kit import Act, Blocker, in_state, require_text


def find_not_to_be_frozen(context: InspectionContext, _values: object) -> Iterable[Blocker]:
    inspection = context.inspection
    if not inspection.is_unannounced and inspection.told_at is None:
        yield Blocker("not_told", "还没有告知被检查的组织。")
    if inspection.is_unannounced and inspection.number_on and inspection.number_on <= context.on:
        yield Blocker(
            "number_known", "计划用的那个数今天已经公布，不能再封存名单。请取消这次检查，另定一个以后公布的数。"
        )


@inspections.action(
    "freeze", "封存名单", at=in_state(S.PLANNED), to={S.PREPARED}, who=INSPECTORS, style="main", shows_blocked=True, waits=of_leader,
    blockers=find_not_to_be_frozen, text="哪些事可能被抽到，从这时起定下来，谁也改不了。抽到哪几件，要到当天报了数才知道。",
    done="名单封存了。到那一天报了数，就能抽样。",
)  # fmt: skip
def freeze(act: Act) -> None:
    """What may be drawn in each organisation, and a seed that nobody knows before a number is named."""
    inspection = act.subject
    for visit in act.context.visits:
        found = candidates_of(inspection, visit.organization, act.on)
        if not found:
            raise ValidationError(f"{visit.organization}在这段时间里没有可抽的事项。请取消这次检查，另定范围。")
        points = points_for(visit.organization, inspection.organization, act.on)
        visit.points, visit.points_source = points.stored(), points.source
        visit.save()
        freeze_list(act, visit, found)
    act.move(S.PREPARED)
    act.record("frozen", lists=[visit.frozen.digest for visit in act.context.visits])


def freeze_list(act: Act, visit: Visit, found: Sequence[Candidate]) -> None:
    inspection, text, seed = act.subject, "\n".join(each.line for each in found), secrets.token_hex(32)
    source = (
        f"{inspection.number_source}（{inspection.number_on}公布）"
        if inspection.is_unannounced
        else "当天由被检查的一方报"
    )
    FrozenList.objects.create(
        visit=visit, lines=text, keys=[[each.subject, each.key] for each in found], digest=digest_of(text), seed=seed, seed_digest=digest_of(seed), size=inspection.size,
        number_source=source, frozen_by=act.person, frozen_at=act.now,
    )  # fmt: skip


@inspections.action(
    "draw",
    "抽样",
    at=in_state(S.PREPARED),
    to={S.DRAWN},
    who=INSPECTORS,
    is_button=False,
    waits=of_leader,
    done="抽好了。",
)
def draw(act: Act, *, visit: Visit, number: str, named_by: str = "") -> None:
    """From the first day of the inspection on, by the number that the inspected named; where nobody was told, by the figure
    that was fixed beforehand, entered by another than who froze the list."""
    inspection, visit = act.subject, own_visit(act, visit)
    if is_drawn(visit):
        raise ValidationError("这个组织已经抽过样，不能再抽。")
    if act.on < (first := inspection.number_on or inspection.from_on):
        raise ValidationError(f"要到{first}才能抽样。")
    if inspection.is_unannounced:
        if visit.frozen.frozen_by_id == act.person.pk:
            raise PermissionDenied("名单是您封存的，公布的数要由另一个检查人填。")
        named_by = inspection.number_source
    named_by = require_text(named_by, "请写这个数是谁报的。", field="named_by")
    number = number_in(number)
    draw_lots(visit, number, named_by, by=act.person, now=act.now)
    act.record("drawn", visit=visit.pk, number=number)
    if all(map(is_drawn, act.context.visits)):
        act.move(S.DRAWN)
    if inspection.is_known_to_inspected:
        heads = heads_of([visit.organization_id], act.on)[visit.organization_id]
        act.notify(
            f"drawn:{visit.pk}", heads, f"{named_by}报的数是{number}，抽样结果出来了", url=visit.get_absolute_url()
        )


def own_visit(act: Act, visit: Visit) -> Visit:
    """As the context has it. Raises ``ValidationError`` for one of another inspection."""
    found = next((each for each in act.context.visits if each.pk == visit.pk), None)
    if found is None or not hasattr(found, "frozen"):
        raise ValidationError("这个组织不在这次检查里，或者名单还没有封存。")
    return found
