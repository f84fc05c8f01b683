"""What a project that ended still owes: nothing of what was not carried out, a summary where it ran over years (LK-15, QJ-12)."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from catalog.directory.contents import entry_for
from catalog.obligations.duties.ending import end_duties
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Project
from catalog.obligations.projects.owing import owe
from catalog.schemes.choices import LimitKind
from catalog.schemes.rules import Row, SchemeRules, find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline

AT_THE_END = "end_summary", "结束总结"
NOT_CARRIED_OUT = "工作已结束，这个阶段没有再进行"
WITHIN_THE_YEAR = "工作在年内结束，不用再作年末总结"


def end_owing(project: Project, ended_on: date, *, on: date, by, now: datetime) -> None:
    end_duties(undone(project), reason=NOT_CARRIED_OUT, on=on, now=now, by=by)
    end_duties(yearly(project, ended_on), reason=WITHIN_THE_YEAR, on=on, now=now, by=by)
    owe_summary(project, ended_on, by=by, now=now)


def undone(project: Project) -> QuerySet[Duty]:
    """What is owed for milestones that were not carried out."""
    return Duty.objects.filter(milestone__project=project, milestone__completed_on__isnull=True)


def yearly(project: Project, ended_on: date) -> QuerySet[Duty]:
    """Summaries of a year that the project did not outlast."""
    return Duty.objects.filter(kind=Duty.Kind.SUMMARY, project=project, ends_on__gte=ended_on)


def owe_summary(project: Project, ended_on: date, *, by, now: datetime) -> Duty | None:
    """Where the scheme wants one, for a project that ended in a later year than it began (QJ-12)."""
    entry = entry_for(project.organization, project.entry_code)
    rules = find_scheme(project.organization, timezone.localdate(now))
    if entry is None or rules is None or ended_on.year == project.started_on.year:
        return None
    row = rules.staged_row
    if not row.get("summary_when_work_ends"):
        return None
    deadline = open_deadline(
        organization=project.organization,
        department=project.department,
        kind=Deadline.Kind.DUTY,
        title=f"{str(entry)[:270]}（{AT_THE_END[1]}）",
        start_on=ended_on,
        rule=row["summary_rule"],
        event=f"跨年度的工作{plain(ended_on)}结束",
        source=summary_source(rules, row),
        by=by,
        now=now,
    )
    return owe(project, entry, deadline, Duty.Kind.SUMMARY, AT_THE_END, ended_on, now=now)


def summary_source(rules: SchemeRules, row: Row) -> Row:
    """What the document says of summaries; the number of days is that of the milestones."""
    source = {**rules.source_for(LimitKind.STAGED), "sentence": row.get("summary_sentence", "")}
    return {name: value for name, value in source.items() if value}
