"""A superior's rules bind everyone below from the day of issue (QJ-24); who is directly below files a scheme of its own
within the days that the rules give (QJ-23). Set-based: a handful of statements for any number of subordinates.
"""

from datetime import date, datetime

from django.urls import reverse

from catalog.filings.models import Filing
from catalog.filings.opening import SUPERIOR, give_deadlines
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.rules import scheme_for
from disclosure.deadlines.dates import local_day
from disclosure.notices.notify import Message, notify_all
from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import MANAGE_CATALOGUE

EVENT = "上级方案印发"


def bind_below(draft: SchemeDraft, issued_on: date, *, now: datetime) -> list[Filing]:
    """In the transaction of the issue. Who has such a filing open already is not asked twice."""
    superior, on = draft.organization, local_day(now)
    row = scheme_for(superior, on).filing_row(Filing.What.SCHEME)
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
    due_on = give_deadlines(filings, row, EVENT, issued_on, now=now)
    notify_heads(filings, subordinates, due_on, now=now)
    return filings


def asked(superior: Organization) -> list[Organization]:
    waiting = Filing.objects.filter(what=Filing.What.SCHEME).pending().values("organization")
    below = Organization.objects.active().filter(path__startswith=superior.path, depth=superior.depth + 1)
    return list(below.exclude(pk__in=waiting))


def notify_heads(filings: list[Filing], subordinates: list[Organization], due_on: date, *, now: datetime) -> None:
    heads = holders(MANAGE_CATALOGUE, subordinates, local_day(now))
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
    notify_all(messages, now=now)
