"""A superior's rules bind everyone below from the day of issue (QJ-24); who is directly below files a scheme of its own
within the days that the rules give (QJ-23). Set-based: a handful of statements for any number of subordinates.
"""

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from catalog.filings.models import Filing
from catalog.filings.opening import PRESET, SUPERIOR, deadline_title, rule_among, source_of
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.rules import Row, scheme_for
from disclosure.deadlines.limits import Due, due
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.rules import Rule
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.notices.tell import Message, tell_all
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import MANAGE_CATALOGUE

EVENT = "上级方案印发"


def bind_below(draft: SchemeDraft, issued_on: date, *, now: datetime) -> list[Filing]:
    """In the transaction of the issue. Who has such a filing open already is not asked twice."""
    superior, on = draft.organization, timezone.localdate(now)
    row = rule_among(scheme_for(superior, on), Filing.What.SCHEME)
    subordinates = asked(superior)
    filings = Filing.objects.bulk_create([
        Filing(
            organization=organization,
            what=Filing.What.SCHEME,
            title=f"本组织的实施方案（依据《{draft.title}》{draft.document_number}）"[:300],
            url=f"{reverse('admin:catalog_schemedraft_add')}?organization={organization.code}",
            to_name=row.get("with") or SUPERIOR,
            to_organization=superior,
            created_at=now,
        )
        for organization in subordinates
    ])  # fmt: skip
    due_on = give_deadlines(filings, issued_on, row, now=now)
    notify_heads(filings, subordinates, due_on, now=now)
    return filings


def asked(superior: Organization) -> list[Organization]:
    waiting = Filing.objects.filter(what=Filing.What.SCHEME).pending().values("organization")
    below = Organization.objects.active().filter(path__startswith=superior.path, depth=superior.depth + 1)
    return list(below.exclude(pk__in=waiting))


def give_deadlines(filings: list[Filing], issued_on: date, row: Row, *, now: datetime) -> date:
    """Returns the day that all of them share."""
    rule, extra = row.get("rule") or PRESET, {"event": row.get("event") or EVENT, "source": source_of(row)}
    found = due(Rule.from_mapping(rule), issued_on, current_calendar(), extra=extra)
    assert found.due_on is not None
    deadlines = [deadline_of(filing, issued_on, rule, found, now) for filing in filings]
    for filing, deadline in zip(filings, Deadline.objects.bulk_create(deadlines), strict=True):
        filing.deadline = deadline
    Filing.objects.bulk_update(filings, ["deadline"], batch_size=500)
    return found.due_on


def deadline_of(filing: Filing, issued_on: date, rule: Row, found: Due, now: datetime) -> Deadline:
    return Deadline(
        organization_id=filing.organization_id,
        kind=Deadline.Kind.FILING,
        title=deadline_title(filing.title)[:300],
        url=filing.get_absolute_url(),
        start_on=issued_on,
        rule=rule,
        due_on=found.due_on,
        is_provisional=found.is_provisional,
        trace=found.trace,
        opened_on=timezone.localdate(now),
    )


def notify_heads(filings: list[Filing], subordinates: list[Organization], due_on: date, *, now: datetime) -> None:
    heads = holders(MANAGE_CATALOGUE, subordinates, timezone.localdate(now))
    messages = (
        Message(
            recipient_id=person.pk,
            key=f"filing:{filing.pk}:opened",
            title=f"请报送{filing.title}",
            body=f"{due_on:%Y-%m-%d}以前报{filing.to_name}。",
            url=filing.get_absolute_url(),
        )
        for filing in filings
        for person in heads[filing.organization_id]
    )
    tell_all(messages, now=now)
