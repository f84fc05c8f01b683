"""What duties, projects and withholdings have to do with items: how a registered item is owed, what its publication meets,
what its withdrawal opens again, what holds it up (LK-14, LK-15, LK-19)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from catalog.items.actions.deadlines import own_deadline, recurs
from catalog.items.actions.writing import RECKONED_FROM
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.obligations.duties.fulfilling import (
    count_report,
    duties_for,
    fulfil,
    give_back,
    is_of_duty,
    reopen_duties,
    take,
    take_row,
)
from catalog.obligations.duties.made_up import put_off
from catalog.obligations.duties.models import OF_A_PROJECT
from catalog.obligations.duties.withheld import withhold_registered
from catalog.obligations.projects.taking import take_milestone
from catalog.obligations.withholdings.actions import end_deferrals_of
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.workflow.kit import Act, Blocker


def owe_registered(act: Act) -> None:
    """By the milestone that it answers; where it is owed once a period, by the duty of that period."""
    item, duty = act.subject, act.values.get("duty")
    end_deferrals_of(item, on=act.on, now=act.now)
    if duty is not None:
        item.deadline = take_milestone(item, duty, url=item.staff_url, by=act.by, now=act.now)
    elif recurs(item):
        item.deadline = row_of_period(act)
    else:
        item.deadline = row_of_event(act)
    withhold_registered(item, on=act.on, by=act.by, now=act.now)
    item.save(update_fields=["deadline"])


def owe_changed(act: Act) -> None:
    """Another day may fall into another period; a milestone is reckoned from the day on which it was complete."""
    item = act.subject
    if not (is_of_duty(item.deadline) and RECKONED_FROM & set(act.details)):
        return
    if item.deadline.duty.kind not in OF_A_PROJECT:
        give_back(item)
        item.deadline = row_of_period(act) if recurs(item) else row_of_event(act)
        item.save(update_fields=["deadline"])


def row_of_event(act: Act) -> Deadline:
    """Its own, unless a deferral had put off what it discloses: then the row by which that is made up for."""
    item = act.subject
    duty = put_off(item)
    if duty is None:
        return item.deadline or own_deadline(act, item)
    if item.deadline:
        close(item.deadline, on=act.on, by=act.by, now=act.now, closed_as=ENDED)
    return take_row(duty, url=item.staff_url, by=act.by)


def row_of_period(act: Act) -> Deadline | None:
    """The duty's own row, so that the ledger counts it once; None when the duties of the period are met or taken by others."""
    item = act.subject
    duties = duties_for(item, [item.event_on, act.on])
    return take(item, duties, url=item.staff_url, by=act.by) if duties else own_deadline(act, item)


def count_reported(act: Act) -> None:
    count_report(act.subject, on=act.on, by=act.by, now=act.now)


def fulfil_duties(act: Act, item: Item, on: date) -> None:
    """It was disclosed as it should be. The row that the item took is closed whatever duty its day meets."""
    end_deferrals_of(item, on=act.on, now=act.now)
    fulfil(item, on=on, by=act.by, now=act.now)
    if item.deadline and is_of_duty(item.deadline):
        close(item.deadline, on=on, by=act.by, now=act.now)


def fulfil_adjustment(act: Act) -> None:
    """Once the corrected text is read."""
    if act.subject.hidden_at is None:
        fulfil(act.subject, on=act.on, by=act.by, now=act.now, is_correction=True)


def fulfil_shown(act: Act) -> None:
    """What was corrected while it was hidden is read from now on."""
    if act.subject.history_from_at == act.now:
        fulfil_adjustment(act)


def owe_again(act: Act) -> None:
    reopen_duties(act.subject, by=act.by, now=act.now)


def owe_hidden(act: Act) -> None:
    if act.subject.is_on_show:
        reopen_duties(act.subject, by=act.by, now=act.now, gives_back=False)


def find_withholding(context: ItemContext, values: Mapping[str, Any]) -> Iterator[Blocker]:
    """What is exempt or put off is not published while that is in force (LK-19); what is out already may be corrected."""
    rows = Withholding.objects.in_force(context.on).about(context.item)
    for withholding in rows.exclude(kind=Withholding.Kind.NARROWING):
        kind = withholding.get_kind_display()
        yield Blocker(
            "excused",
            f"已批准{kind}，现在不能公开。要公开，先在“不予公开和暂缓”里提前结束。",
            reverse("admin:catalog_withholding_change", args=[withholding.pk]),
        )
