"""The register's own facts: sent, received, no longer needed. Whose subject must know is the business of ``sending``.

Every mark is made behind the filing's lock: of two people who press at once, the second is told and changes nothing.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.filings.models import Filing
from catalog.filings.opening import page_of
from disclosure.audit.record import record
from disclosure.deadlines.actions import close
from disclosure.deadlines.models import ENDED
from disclosure.notices.tell import tell
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import DECIDE_BELOW

SENT_ALREADY = "已经报送过，没有再改。"
DROPPED_ALREADY = "已经登记为不再报送，没有再改。"
NOT_SENT = "还没有报送。"
RECEIVED_ALREADY = "已经签收过，没有再改。"


def locked(filing: Filing) -> Filing:
    """The filing behind its row lock. Read after the lock is held, not with it."""
    Filing.objects.select_for_update().only("pk").get(pk=filing.pk)
    return Filing.objects.select_related("organization", "to_organization", "deadline", "sent_by").get(pk=filing.pk)


def locked_pending(filing: Filing) -> Filing:
    filing = locked(filing)
    if filing.sent_on:
        raise ValidationError(SENT_ALREADY)
    if filing.dropped_on:
        raise ValidationError(DROPPED_ALREADY)
    return filing


def locked_sent(filing: Filing) -> Filing:
    filing = locked(filing)
    if not filing.sent_on:
        raise ValidationError(NOT_SENT)
    return filing


def refuse_future(field: str, on: date, now: datetime, label: str) -> None:
    if on > timezone.localdate(now):
        raise ValidationError({field: f"{label}不能晚于今天。"})


def write(filing: Filing, action: str, fields: list[str], *, by, now: datetime, changes: dict) -> Filing:
    filing.save(update_fields=fields)
    record(action, filing, by=by, now=now, organization=filing.organization, changes=changes)
    return filing


@transaction.atomic
def mark_sent(
    filing: Filing, *, sent_on: date, number: str = "", to_name: str = "", receipt: str = "", by, now: datetime
) -> Filing:
    """It has gone up: its deadline is done on that day, and the superior in the portal is told.

    ``receipt``: a written one that came back at once.
    """
    filing = locked_pending(filing)
    filing.sent_on, filing.number, filing.sent_by = sent_on, number.strip(), by
    filing.to_name = to_name.strip() or filing.to_name
    if receipt.strip():
        filing.receipt, filing.received_on = receipt.strip(), sent_on
    if filing.deadline:
        filing.deadline = close(filing.deadline, on=sent_on, by=by, now=now)
    fields = ["sent_on", "number", "sent_by", "to_name", "receipt", "received_on"]
    changes = {"to": filing.to_name, "sent_on": str(sent_on), "number": filing.number, "receipt": filing.receipt}
    write(filing, "filing.sent", fields, by=by, now=now, changes=changes)
    tell_superior(filing, now=now)
    return filing


def tell_superior(filing: Filing, *, now: datetime) -> None:
    people = receivers(filing, timezone.localdate(now))
    title = f"收到{filing.organization}报送：{filing.get_what_display()}"
    tell(people, key=f"filing:{filing.pk}:sent", title=title, body=filing.title, url=page_of(filing), now=now)


def receivers(filing: Filing, on: date) -> list:
    """Who may sign for it in the portal; nobody where the superior is not in it."""
    superior = filing.to_organization
    return holders(DECIDE_BELOW, [superior], on)[superior.pk] if superior else []


def mark_dropped(filing: Filing, *, reason: str, by, now: datetime) -> Filing:
    """No longer needed; the caller holds the lock. A duty's own row is not closed: the duty is owed as before."""
    today = timezone.localdate(now)
    filing.dropped_on, filing.dropped_reason = today, reason[:200]
    if filing.deadline and not hasattr(filing.deadline, "duty"):
        filing.deadline = close(filing.deadline, on=today, closed_as=ENDED, by=by, now=now)
    return write(filing, "filing.dropped", ["dropped_on", "dropped_reason"], by=by, now=now, changes={"reason": reason})
