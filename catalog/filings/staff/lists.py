"""The register as lists: what came in at the superior, what waits for a signature first."""

from datetime import date

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from catalog.filings.actions import filings
from catalog.filings.models import Filing
from catalog.filings.visibility import addressed_to
from disclosure.deadlines.dates import plain
from disclosure.organizations.access import Access
from disclosure.web.components import Cell, TaskCard

JOINED = ("organization", "to_organization", "deadline")
INCOMING_ORDER = ["is_signed", "-pk"]
MOST = 20
STATES = {
    "pending": ("待报送", lambda on: Q(sent_on__isnull=True, dropped_on__isnull=True)),
    "late": ("逾期未报", lambda on: Q(sent_on__isnull=True, dropped_on__isnull=True, deadline__due_on__lt=on)),
    "sent": ("已报送，未签收", lambda on: Q(sent_on__isnull=False, received_on__isnull=True)),
    "received": ("已签收", lambda on: Q(received_on__isnull=False)),
    "commented": ("上级有意见", lambda on: ~Q(comment="")),
    "dropped": ("不再报送", lambda on: Q(dropped_on__isnull=False)),
}


def in_state(rows: QuerySet[Filing], state: str | None, on: date) -> QuerySet[Filing]:
    return rows.filter(STATES[state][1](on)) if state in STATES else rows


def came_in(access: Access) -> QuerySet[Filing]:
    """Not yet signed for first."""
    is_signed = Case(
        When(received_on__isnull=False, then=Value(True)), default=Value(False), output_field=BooleanField()
    )
    return Filing.objects.filter(addressed_to(access)).annotate(is_signed=is_signed).select_related(*JOINED)


def row_of(filing: Filing, on: date) -> list[Cell]:
    word = "已提意见" if filing.comment else "已签收" if filing.received_on else "待签收"
    state = {"待签收": "soon", "已签收": "done", "已提意见": "returned"}[word]
    return [
        Cell("事由", "title", filing.title, filing.get_absolute_url()),
        Cell("报送组织", "", str(filing.organization)),
        Cell("种类", "tight", filing.get_what_display()),
        Cell("报送", "tight", plain(filing.sent_on)),
        Cell("文号", "tight", filing.number or "—"),
        Cell("情况", "tight", state=state, word=word),
    ]


def cards_to_sign(access: Access) -> list[TaskCard]:
    """What waits for the person's signature, oldest first, for the first page of the desk. One query."""
    rows = filings.inbox(access).select_related("organization").order_by("sent_on", "pk")[:MOST]
    return [card_of(filing) for filing in rows]


def card_of(filing: Filing) -> TaskCard:
    url, kind = filing.get_absolute_url(), f"下级报来的{filing.get_what_display()}"
    whose, note = str(filing.organization), f"{plain(filing.sent_on)}报送"
    return TaskCard(filing.title, url, kind, whose, "", "waiting", note=note, action_label="去签收", action_url=url)
