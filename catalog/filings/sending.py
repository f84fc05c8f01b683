"""What who files does: write, send, register a written receipt, send anew after a comment, let drop.

Sending a catalogue's filing files the catalogue, sending a report meets the duty it was owed for: one fact, told once.
What was sent is not edited any more.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.directory import actions as catalogues
from catalog.directory.models import Catalogue
from catalog.filings.marking import (
    RECEIVED_ALREADY,
    locked_pending,
    locked_sent,
    mark_dropped,
    mark_sent,
    receivers,
    refuse_future,
    write,
)
from catalog.filings.models import Filing
from catalog.filings.visibility import require_sender, require_writer
from catalog.obligations.duties.fulfilling import meet_by_filing
from catalog.obligations.reports.year_report import duty_of, give_back
from disclosure.audit.record import record
from disclosure.deadlines.dates import plain
from disclosure.workflow.kit import SYSTEM

AGAIN = "（重新报送）"


@transaction.atomic
def edit(filing: Filing, *, content: str, title: str = "", by, now: datetime) -> Filing:
    """Change what the superior will read, before it is sent. Only a report has a title of its own."""
    require_writer(filing.organization, by=by, now=now)
    filing = locked_pending(filing)
    if filing.what == Filing.What.REPORT and title.strip():
        filing.title = title.strip()[:300]
    filing.content = content.strip()
    return write(filing, "filing.changed", ["title", "content"], by=by, now=now, changes={})


@transaction.atomic
def send(filing: Filing, *, sent_on: date, number: str = "", by, now: datetime) -> Filing:
    """It goes up on ``sent_on`` under the document number; its deadline closes that day."""
    require_sender(filing.organization, by=by, now=now)
    refuse_future("sent_on", sent_on, now, "报送日期")
    if filing.deadline and sent_on < filing.deadline.start_on:
        raise ValidationError({"sent_on": f"报送日期不能早于{plain(filing.deadline.start_on)}，那时还没有要报的事。"})
    if filing.what == Filing.What.REPORT and not filing.content.strip():
        raise ValidationError("报告还没有正文，请先写好再报送。")
    catalogue = Catalogue.objects.filter(filing=filing).first()
    if catalogue and catalogue.state in catalogues.file.at.states:
        given = {"filed_with": filing.to_name, "filed_on": sent_on, "number": number}
        return catalogues.file(catalogue, **given, by=by or SYSTEM, now=now).filing
    sent = mark_sent(filing, sent_on=sent_on, number=number, by=by, now=now)
    if (duty := duty_of(sent)) and duty.is_open:
        meet_by_filing(duty, sent, on=sent_on, by=by, now=now)
    return sent


@transaction.atomic
def register_receipt(filing: Filing, *, received_on: date, receipt: str, by, now: datetime) -> Filing:
    """The written receipt of a superior that nobody signs for in the portal."""
    require_sender(filing.organization, by=by, now=now)
    filing = locked_sent(filing)
    if filing.received_on:
        raise ValidationError(RECEIVED_ALREADY)
    if receivers(filing, timezone.localdate(now)):
        raise ValidationError("上级就在本系统里，由上级签收，不用登记回执。")
    if not receipt.strip():
        raise ValidationError({"receipt": "请写回执的文号或内容。"})
    refuse_future("received_on", received_on, now, "收到日期")
    if received_on < filing.sent_on:
        raise ValidationError({"received_on": "收到日期不能早于报送日期。"})
    filing.received_on, filing.receipt = received_on, receipt.strip()
    Catalogue.objects.filter(filing=filing).update(filing_receipt=filing.receipt)
    changes = {"received_on": str(received_on), "receipt": filing.receipt}
    return write(filing, "filing.received", ["received_on", "receipt"], by=by, now=now, changes=changes)


@transaction.atomic
def drop(filing: Filing, *, reason: str, by, now: datetime) -> Filing:
    """A filing that is no longer needed, with the reason; it stays on the register as such."""
    require_sender(filing.organization, by=by, now=now)
    filing = locked_pending(filing)
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么不再报送。"})
    dropped = mark_dropped(filing, reason=reason.strip(), by=by, now=now)
    give_back(dropped)
    return dropped


@transaction.atomic
def send_anew(filing: Filing, *, by, now: datetime) -> Filing:
    """After the superior's comment: a row of its own with the same text, to be changed and sent; no document says by
    when. The row before stays as it was sent."""
    require_writer(filing.organization, by=by, now=now)
    filing = locked_sent(filing)
    if not filing.comment:
        raise ValidationError("上级没有提出意见，不用重新报送。")
    title = f"{filing.title.removesuffix(AGAIN)[: 300 - len(AGAIN)]}{AGAIN}"
    same = Filing.objects.filter(organization=filing.organization, what=filing.what, title=title)
    if found := same.pending().first():
        raise ValidationError(f"重新报送的那一份已经在登记簿里（第{found.pk}号），请打开它接着办。")
    anew = Filing.objects.create(
        organization=filing.organization,
        what=filing.what,
        title=title,
        content=filing.content,
        url=filing.url,
        to_name=filing.to_name,
        to_organization=filing.to_organization,
        created_at=now,
    )
    changes = {"what": anew.what, "to": anew.to_name, "after": filing.pk}
    record("filing.opened", anew, by=by, now=now, organization=anew.organization, changes=changes)
    return anew
