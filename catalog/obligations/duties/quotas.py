"""The quota of each department (PL-16): every month, so many items first published in that month, counted from the items."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn, turns
from catalog.obligations.duties.periods import begins_at, is_owed
from catalog.obligations.duties.runs import Runs, last_anywhere, last_runs
from catalog.obligations.duties.writing import Missing
from disclosure.deadlines.rules import Rule
from disclosure.organizations.models.directory import Department, Organization

KIND = Duty.Kind.QUOTA
DEPARTMENT = "department"
# A department that has owed nothing for longer begins anew.
REMEMBERED = timedelta(days=400)


def missing_quotas(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    """Seven queries at most, for any number of organisations and departments."""
    runs = Runs(last_runs(organizations, KIND, grounds.on), last_anywhere(KIND, grounds.on))
    by_grounds = {pk: rows for pk, rows in grounds.of(organizations, runs.last).items() if has_quota(rows, grounds)}
    if not by_grounds:
        return []
    first = min([*runs.last.values(), grounds.on - REMEMBERED]) - REMEMBERED
    departments, known = departments_of(by_grounds), known_keys(by_grounds, first)
    had_one = {department for department, _recurrence, _starts_on in known}
    wanted = {}
    for organization in organizations:
        for ground in by_grounds.get(organization.pk, ()):
            for department in departments.get(organization.pk, ()):
                since = runs.since(organization.pk, ground.rules_since) if department.pk in had_one else None
                for turn in turns_on(ground, grounds, since):
                    key = department.pk, turn.recurrence, turn.period.starts_on
                    wanted.setdefault(key, missing_of(organization, department, turn))
    return [each for key, each in wanted.items() if key not in known]


def has_quota(found: Iterable[Ground], grounds: Grounds) -> bool:
    return any(quotas_of(ground, grounds) for ground in found)


def quotas_of(ground: Ground, grounds: Grounds) -> list[Mapping]:
    rows = grounds.rules(ground.adoption).data.get("quotas") or []
    return [row for row in rows if row["who"] == DEPARTMENT]


def turns_on(ground: Ground, grounds: Grounds, since: date | None) -> list[Turn]:
    """A department that is new begins with the present month."""
    rules, found = grounds.rules(ground.adoption), []
    for number, row in enumerate(quotas_of(ground, grounds), start=1):
        extra = {"event": row["label"], "source": rules.source_of(row)}
        name = row.get("name", f"quota-{number}")
        found += turns(name, row["label"], Rule.from_mapping(row["rule"]), grounds.calendar, grounds.on, since, extra)
    return [
        turn
        for turn in found
        if is_owed(turn, since or begins_at(turn, ground.rules_since, grounds.on), ground.until)
        and (since or turn.period.ends_on >= grounds.on)
    ]


def departments_of(organizations: Iterable[int]) -> dict[int, list[Department]]:
    rows = Department.objects.filter(organization__in=list(organizations), is_active=True)
    found: dict[int, list[Department]] = defaultdict(list)
    for department in rows.order_by("position", "pk"):
        found[department.organization_id].append(department)
    return found


def known_keys(organizations: Iterable[int], first: date) -> set[tuple[int, str, date]]:
    rows = Duty.objects.filter(kind=KIND, organization__in=list(organizations), starts_on__gte=first)
    return set(rows.values_list("department_id", "recurrence", "starts_on"))


def missing_of(organization: Organization, department: Department, turn: Turn) -> Missing:
    title = f"{department.name} {turn.label}（{turn.period.label}）"
    return Missing(organization, KIND, turn, title, department_id=department.pk)
