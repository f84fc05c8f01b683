"""What a project owes: its milestones, and the summary of a project over several years when it ends (LK-15, QJ-12).

The ledger names the entry and the milestone, never the project.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.withheld import withhold_new
from catalog.obligations.projects.models import Milestone, Project
from catalog.schemes.choices import LimitKind
from catalog.schemes.rules import NoLimit, NoScheme, Row, SchemeRules, find_scheme, scheme_for
from disclosure.deadlines.actions import open_deadline, restart
from disclosure.deadlines.dates import local_day, plain
from disclosure.deadlines.models import Deadline

Kind = Duty.Kind


def owe_milestone(milestone: Milestone, entry: Entry, *, by, now: datetime) -> None:
    """Reckoned from the planned day, and again from the real one."""
    project = milestone.project
    try:
        rules = scheme_for(project.organization, local_day(now))
        limit = rules.limit(LimitKind.STAGED)
    except (NoScheme, NoLimit) as error:
        raise ValidationError({"entry": str(error)}) from error
    duty = Duty(kind=Kind.MILESTONE, milestone=milestone, recurrence="milestone", starts_on=milestone.planned_on)
    duty.recurrence_label = f"第{milestone.number}阶段"
    rule, source = rules.rule_of_entry(entry, LimitKind.STAGED), rules.source_for(LimitKind.STAGED)
    owe(duty, project, entry, rule=rule, event=f"计划的{limit.event}日", source=source, by=by, now=now)


def owe_summary(project: Project, ended_on: date, *, by, now: datetime) -> None:
    """Where the scheme wants one, for a project that ended in a later year than it began (QJ-12)."""
    entry = entry_for(project.organization, project.entry_code)
    rules = find_scheme(project.organization, local_day(now))
    if entry is None or rules is None or ended_on.year == project.started_on.year:
        return
    row = rules.staged_row
    if not row.get("summary_when_work_ends"):
        return
    duty = Duty(kind=Kind.SUMMARY, recurrence="end_summary", recurrence_label="结束总结", starts_on=ended_on)
    event, source = f"跨年度的工作{plain(ended_on)}结束", summary_source(rules, row)
    owe(duty, project, entry, rule=row["summary_rule"], event=event, source=source, by=by, now=now)


def summary_source(rules: SchemeRules, row: Row) -> Row:
    """What the document says of summaries; the number of days is that of the milestones."""
    source = {**rules.source_for(LimitKind.STAGED), "sentence": row.get("summary_sentence", "")}
    return {name: value for name, value in source.items() if value}


def owe(duty: Duty, project: Project, entry: Entry, *, rule: Row, event: str, source: Row, by, now: datetime) -> None:
    """``duty``: what is known of it; the rest is the project's."""
    duty.organization, duty.department, duty.project = project.organization, project.department, project
    duty.entry, duty.entry_code = entry, entry.code
    duty.deadline = open_deadline(
        organization=project.organization,
        department=project.department,
        kind=Deadline.Kind.DUTY,
        title=f"{str(entry)[:270]}（{duty.recurrence_label}）",
        start_on=duty.starts_on,
        rule=rule,
        event=event,
        source=source,
        by=by,
        now=now,
    )
    duty.ends_on = max(duty.starts_on, duty.deadline.due_on)
    duty.save()
    duty.deadline.url = duty.url
    duty.deadline.save(update_fields=["url"])
    withhold_new([duty], on=local_day(now), now=now)


def reckon_anew(duty: Duty, *, start_on: date, reason: str, by, now: datetime) -> None:
    """The milestone is to be, or was, complete on another day. What is met, withheld or ended stays as it is."""
    duty = Duty.objects.for_writing().get(pk=duty.pk)
    if not duty.is_open:
        return
    duty.deadline = restart(duty.deadline, start_on=start_on, reason=reason, by=by, now=now)
    duty.starts_on = start_on
    duty.ends_on = max(start_on, duty.deadline.due_on or start_on)
    duty.save(update_fields=["starts_on", "ends_on"])


def undone(project: Project) -> QuerySet[Duty]:
    """What is owed for milestones that were not carried out."""
    return Duty.objects.filter(milestone__project=project, milestone__completed_on__isnull=True)


def not_outlasted(project: Project, ended_on: date) -> QuerySet[Duty]:
    """Summaries of a year within which the project ended."""
    return Duty.objects.filter(kind=Kind.SUMMARY, project=project, ends_on__gte=ended_on)
