"""What recurs by the calendar and has no duty yet: what the catalogue has disclosed each period (LK-01, LK-14, PL-08, PL-09,
QJ-11), the reports that the scheme wants (YY-12), and of each department a quota of items a month (PL-16)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from catalog.obligations.duties.grounds import Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn, turns
from catalog.obligations.duties.runs import Span, days_of, spans_of
from catalog.obligations.duties.writing import Missing, without_known
from disclosure.deadlines.rules import Rule
from disclosure.organizations.models.directory import Department, Organization

Kind = Duty.Kind
# A department that has owed nothing for longer begins anew.
REMEMBERED = timedelta(days=400)


def missing_periods(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    """Six queries at most, for any number of organisations."""
    return without_known(
        Missing(span.organization, Kind.PERIOD, owed.turn, owed.title, owed.line, span.ground.catalogue.pk)
        for span in spans_of(Kind.PERIOD, organizations, grounds, by_catalogue=True)
        for owed in grounds.owed(span.ground, span.since, span.known_on)
        if span.owes(owed.turn)
    )


def missing_reports(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    return without_known(
        Missing(span.organization, Kind.REPORT, turn, f"{turn.label}（{turn.period.label}）")
        for span in spans_of(Kind.REPORT, organizations, grounds)
        for turn in turns_by_scheme("report", rows_of(span, grounds, "reports"), span, grounds)
        if span.owes(turn)
    )


def missing_quotas(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    """Met by what a department reports in the month. Ten queries at most, for any number of departments."""
    spans = [span for span in spans_of(Kind.QUOTA, organizations, grounds) if quotas_of(span, grounds)]
    departments = departments_of({span.organization.pk for span in spans})
    first = min([grounds.on - REMEMBERED, *(span.since for span in spans if span.since)])
    had_one = with_quota(departments, first - REMEMBERED)
    new = {department.pk for rows in departments.values() for department in rows} - had_one
    entered = {pk: on for (_action, pk), on in days_of("department.added", new).items()}
    missing = []
    for span in spans:
        for department in departments.get(span.organization.pk, ()):
            # A department that is new begins with the month in which it was entered.
            entered_on = max(span.known_on, min(entered.get(department.pk, grounds.on), grounds.on))
            own = span if department.pk in had_one else replace(span, since=None, known_on=entered_on)
            for turn in turns_by_scheme("quota", quotas_of(span, grounds), own, grounds):
                if own.owes(turn) and (own.since or turn.period.ends_on >= own.known_on):
                    title = f"{department.name} {turn.label}（{turn.period.label}）"
                    missing.append(Missing(span.organization, Kind.QUOTA, turn, title, department_id=department.pk))
    return without_known(missing)


def quotas_of(span: Span, grounds: Grounds) -> list[Mapping]:
    return [row for row in rows_of(span, grounds, "quotas") if row["who"] == "department"]


def rows_of(span: Span, grounds: Grounds, name: str) -> list[Mapping]:
    return grounds.rules(span.ground.adoption).data.get(name) or []


def turns_by_scheme(kind: str, rows: list[Mapping], span: Span, grounds: Grounds) -> Iterator[Turn]:
    """Of rows of the scheme that recur by a rule of their own; one without a name is called by its kind and place."""
    rules = grounds.rules(span.ground.adoption)
    for number, row in enumerate(rows, start=1):
        extra = {"event": row["label"], "source": rules.source_of(row)}
        name, rule = row.get("name", f"{kind}-{number}"), Rule.from_mapping(row["rule"])
        first = span.since or rule.before(span.known_on)
        yield from turns(name, row["label"], rule, grounds.calendar, grounds.on, first, extra)


def departments_of(organizations: Iterable[int]) -> dict[int, list[Department]]:
    rows = Department.objects.filter(organization__in=organizations, is_active=True)
    found: dict[int, list[Department]] = defaultdict(list)
    for department in rows.order_by("position", "pk"):
        found[department.organization_id].append(department)
    return found


def with_quota(organizations: Iterable[int], first: date) -> set[int]:
    """Ids of departments that owed one since."""
    rows = Duty.objects.filter(kind=Kind.QUOTA, organization__in=organizations, starts_on__gte=first)
    return set(rows.values_list("department_id", flat=True))
