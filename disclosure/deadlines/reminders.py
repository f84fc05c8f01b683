"""Who is reminded that something falls due or is late. Rows are unique: a job may run twice, late or after an outage.

A step has come when its day lies on or before the day of the run and nobody has been reminded of it yet.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Subquery

from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline, DeadlineChange, Reminder
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.notices.notify import Message, notify_all
from disclosure.organizations.holders import heads_of, holders, watchers_above
from disclosure.web.day_words import plain

logger = logging.getLogger(__name__)
Step = Reminder.Step
# Working days between the due date and the step; negative before, positive after.
OFFSETS = {Step.BEFORE_3: -3, Step.BEFORE_1: -1, Step.DUE: 0, Step.LATE_1: 1, Step.LATE_3: 3, Step.LATE_7: 7}
TO_HEADS = frozenset({Step.LATE_1, Step.LATE_3, Step.LATE_7})
TO_SUPERIOR = frozenset({Step.LATE_3, Step.LATE_7})
UNCONFIRMED = "未确认"
BATCH = 500


def shifted(calendar: WorkCalendar, on: date, days: int) -> date:
    """``days`` working days after ``on`` (before it when negative); 0 is the day itself."""
    if days > 0:
        return calendar.add_working_days(on, days).on
    return calendar.subtract_working_days(on, -days).on if days else on


def step_day(calendar: WorkCalendar, due_on: date, step: str) -> date:
    return shifted(calendar, due_on, OFFSETS[step])


def latest_due(calendar: WorkCalendar, on: date, step: str) -> date:
    """The latest due date for which the step has come by ``on``; a day off counts as the working day before it."""
    if step == Step.DUE:
        return on
    return shifted(calendar, calendar.previous_working_on_or_before(on), -OFFSETS[step])


def is_wanted(calendar: WorkCalendar, deadline: Deadline, step: str) -> bool:
    """Steps that had passed when the row got this due date are not made up for, but for the last of them."""
    day, since = step_day(calendar, deadline.due_on, step), deadline.opened_on
    if deadline.moved_at:
        since = max(since, local_day(deadline.moved_at))
    if day >= since:
        return True
    later = [step_day(calendar, deadline.due_on, other) for other in OFFSETS if OFFSETS[other] > OFFSETS[step]]
    return not any(day < other <= since for other in later)


def waiting(step: str, latest: date):
    """Open rows for which the step has come and nobody was reminded."""
    reminded = Reminder.objects.filter(deadline_id=OuterRef("pk"), due_on=OuterRef("due_on"), step=step)
    rows = Deadline.objects.open().filter(paused_on__isnull=True, due_on__lte=latest).exclude(Exists(reminded))
    return rows.order_by("pk")


def with_moved(rows: models.QuerySet) -> models.QuerySet:
    """``moved_at``: when they got this due date, if later."""
    moved = DeadlineChange.objects.filter(deadline_id=OuterRef("pk")).exclude(old_due_on=F("new_due_on"))
    rows = rows.annotate(moved_at=Subquery(moved.order_by("-pk").values("changed_at")[:1]))
    return rows.select_related("organization", "person")


def batches(step: str, latest: date) -> Iterator[list[int]]:
    """Ids of waiting rows, a batch at a time."""
    last = 0
    while found := list(waiting(step, latest).filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        yield found
        last = found[-1]


def remind(*, on: date, now: datetime) -> int:
    """Make every reminder whose day has come; returns how many. One transaction a batch; a bad one spoils no other."""
    calendar = current_calendar()
    made = 0
    for step in OFFSETS:
        for found in batches(step, latest_due(calendar, on, step)):
            try:
                made += remind_batch(found, step, calendar, on=on, now=now)
            except Exception:
                logger.exception("reminders %s of deadlines %s to %s could not be made", step, found[0], found[-1])
    return made


@transaction.atomic
def remind_batch(found: list[int], step: str, calendar: WorkCalendar, *, on: date, now: datetime) -> int:
    """Rows that another sweep holds are left to it; the unique key prevents a second reminder."""
    rows = with_moved(waiting(step, latest_due(calendar, on, step)).filter(pk__in=found))
    rows = rows.select_for_update(of=("self",), skip_locked=True)
    wanted = [row for row in rows if is_wanted(calendar, row, step)]
    owned = owners(wanted, on)
    people = recipients(wanted, owned, step, on)
    reminders = [
        Reminder(deadline=row, step=step, recipient=person, due_on=row.due_on, created_on=on)
        for row in wanted
        for person in people[row.pk]
    ]
    Reminder.objects.bulk_create(reminders, ignore_conflicts=True)
    notify_all(
        [message_of(reminder, is_owner=reminder.recipient in owned[reminder.deadline_id]) for reminder in reminders],
        now=now,
    )
    return len(reminders)


def owners(rows: Iterable[Deadline], on: date) -> dict[int, list]:
    """Deadline id → its person, else those whose posts carry its permission in the organisation: who can open its page."""
    rows = list(rows)
    organizations = {row.organization_id: row.organization for row in rows}.values()
    held = {permission: holders(permission, organizations, on) for permission in {row.permission for row in rows}}
    return {
        row.pk: [row.person] if row.person and row.person.is_active else held[row.permission][row.organization_id]
        for row in rows
    }


def recipients(rows: list[Deadline], owned: dict[int, list], step: str, on: date) -> dict[int, list]:
    """Deadline id → people: the owner, then the head of the organisation, then the superior's supervisors.

    What nobody owns is the head's business from the first reminder on; what is never late is not told above.
    """
    organizations = {row.organization_id: row.organization for row in rows}.values()
    heads = heads_of([organization.pk for organization in organizations], on)
    watchers = watchers_above(organizations, on) if step in TO_SUPERIOR else {}
    found = {}
    for row in rows:
        is_heads = step in TO_HEADS or not owned[row.pk]
        watching = watchers.get(row.organization_id, []) if row.can_be_late else []
        above = (heads[row.organization_id] if is_heads else []) + watching
        found[row.pk] = list({person.pk: person for person in owned[row.pk] + above}.values())
    return found


def label_of(deadline: Deadline, step: str) -> str:
    """Of what is never late, without that word."""
    return Step(step).label if deadline.can_be_late or step not in TO_HEADS else UNCONFIRMED


def message_of(reminder: Reminder, *, is_owner: bool) -> Message:
    """The owner is led to the work, everyone else to why it is late and whose it is."""
    deadline, whose = reminder.deadline, "" if is_owner else str(reminder.deadline.organization)
    return Message(
        recipient_id=reminder.recipient_id,
        key=f"reminder:{deadline.pk}:{deadline.due_on}:{reminder.step}",
        title=f"{whose}{label_of(deadline, reminder.step)}：{deadline.title}",
        body=f"{deadline.organization}应在{plain(deadline.due_on)}前{'办结' if deadline.can_be_late else '确认'}。",
        url=deadline.url if is_owner and deadline.url else deadline.get_absolute_url(),
    )
