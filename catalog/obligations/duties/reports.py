"""The reports that a scheme wants of each organisation, such as the one on the year's work (YY-12)."""

from django.urls import reverse

from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn, turns
from catalog.obligations.duties.periods import begins_at, is_owed
from catalog.obligations.duties.runs import Runs, last_anywhere, last_runs
from catalog.obligations.duties.writing import Missing
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import Rule
from disclosure.organizations.models.directory import Organization

KIND = Duty.Kind.REPORT


def filing_url(duty: Duty) -> str:
    """Where a report is met: the form for what goes up, with the duty filled in."""
    return f"{reverse('admin:catalog_filing_add')}?duty={duty.pk}"


def missing_reports(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    runs = Runs(last_runs(organizations, KIND, grounds.on), last_anywhere(KIND, grounds.on))
    by_grounds = grounds.of(organizations, runs.last)
    wanted = {}
    for organization in organizations:
        for ground in by_grounds.get(organization.pk, ()):
            since = runs.since(organization.pk, ground.rules_since)
            for turn in report_turns(ground, grounds, since):
                begun = since or begins_at(turn, ground.rules_since, grounds.on)
                if is_owed(turn, begun, ground.until):
                    key = organization.pk, turn.recurrence, turn.period.starts_on
                    wanted.setdefault(key, missing_of(organization, turn))
    rows = Duty.objects.filter(kind=KIND, organization__in={key[0] for key in wanted})
    known = set(rows.values_list("organization_id", "recurrence", "starts_on"))
    return [each for key, each in wanted.items() if key not in known]


def report_turns(ground: Ground, grounds: Grounds, since) -> list[Turn]:
    rules = grounds.rules(ground.adoption)
    found: list[Turn] = []
    for row in rules.data.get("reports") or []:
        extra = {"event": row["label"], "source": rules.source_of(row)}
        rule = Rule.from_mapping(row["rule"])
        found += turns(row["name"], row["label"], rule, grounds.calendar, grounds.on, since, extra)
    return found


def missing_of(organization: Organization, turn: Turn) -> Missing:
    title = f"{turn.label}（{turn.period.label}）"
    return Missing(organization, KIND, turn, title, ledger_kind=Deadline.Kind.REPORT, address=filing_url)
