"""What a project owes: its milestones, and the summary of a project over several years when it ends (LK-15, QJ-12).

The ledger names the entry and the milestone, never the project.
"""

from datetime import date, datetime

from django.utils import timezone

from catalog.directory.models import Entry
from catalog.obligations.duties.excusing import excuse_new
from catalog.obligations.duties.fulfilling import address_of
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.grounds import staged_limit
from catalog.obligations.projects.models import Milestone, Project
from catalog.schemes.choices import LimitKind
from disclosure.deadlines.actions import open_deadline, restart
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline

MILESTONE = "milestone"


def owe_milestone(milestone: Milestone, entry: Entry, *, by, now: datetime) -> Duty:
    """Reckoned from the planned day, and again from the real one."""
    project, on = milestone.project, timezone.localdate(now)
    rules, limit = staged_limit(project.organization, on)
    label = f"第{milestone.number}阶段"
    deadline = open_deadline(
        organization=project.organization,
        department=project.department,
        kind=Deadline.Kind.DUTY,
        title=f"{str(entry)[:270]}（{label}）",
        start_on=milestone.planned_on,
        rule=rules.rule_of_entry(entry, LimitKind.STAGED),
        event=f"计划的{limit.event}日",
        source=rules.source_for(LimitKind.STAGED),
        by=by,
        now=now,
    )
    return owe(
        project,
        entry,
        deadline,
        Duty.Kind.MILESTONE,
        (MILESTONE, label),
        milestone.planned_on,
        now=now,
        milestone=milestone,
    )


def owe(
    project: Project,
    entry: Entry,
    deadline: Deadline,
    kind: str,
    named: tuple[str, str],
    starts_on: date,
    *,
    now: datetime,
    milestone: Milestone | None = None,
) -> Duty:
    duty = Duty.objects.create(
        kind=kind,
        organization=project.organization,
        entry=entry,
        entry_code=entry.code,
        department=project.department,
        project=project,
        milestone=milestone,
        recurrence=named[0],
        recurrence_label=named[1],
        starts_on=starts_on,
        ends_on=max(starts_on, deadline.due_on),
        deadline=deadline,
    )
    deadline.url = address_of(duty)
    deadline.save(update_fields=["url"])
    excuse_new([duty], on=timezone.localdate(now), now=now)
    return duty


def reckon_anew(duty: Duty, *, start_on: date, reason: str, by, now: datetime) -> None:
    """The milestone is to be, or was, complete on another day. What is met, excused or ended stays as it is."""
    duty = Duty.objects.for_writing().get(pk=duty.pk)
    if not duty.is_open:
        return
    duty.deadline = restart(duty.deadline, start_on=start_on, reason=reason, by=by, now=now)
    duty.starts_on = start_on
    duty.ends_on = max(start_on, duty.deadline.due_on or start_on)
    duty.save(update_fields=["starts_on", "ends_on"])


def reckon_from_completion(milestone: Milestone, completed_on: date, *, by, now: datetime) -> None:
    reason = f"第{milestone.number}阶段{plain(completed_on)}完成，从这一天起算"
    reckon_anew(milestone.duty, start_on=completed_on, reason=reason, by=by, now=now)
