"""The year report (YY-12): written from a draft that the data gives, filed by the very deadline of the duty.

While it is written the filing's deadline is the duty's own row, so that the ledger counts what is owed once.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.filings.models import Filing
from catalog.filings.opening import open_filing, page_of
from catalog.filings.visibility import require_writer
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.reports import filing_url
from disclosure.deadlines.models import Deadline


def duty_of(filing: Filing) -> Duty | None:
    """The duty whose row the filing's deadline is."""
    return getattr(filing.deadline, "duty", None) if filing.deadline_id else None


def report_of(duty: Duty) -> Filing | None:
    """The report that is being written for the duty, or that met it."""
    return Filing.objects.filter(deadline=duty.deadline_id).first()


@transaction.atomic
def begin_report(duty: Duty, *, title: str, content: str, by, now: datetime) -> Filing:
    """Keep the report on the register, to be sent from there."""
    require_writer(duty.organization, by=by, now=now)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("organization", "deadline").get(pk=duty.pk)
    if duty.kind != Duty.Kind.REPORT or not duty.is_open:
        raise ValidationError("这项报告已经办结，不用再写。")
    if report_of(duty):
        raise ValidationError("这份报告已经有人在写，请打开它接着写。")
    filing = open_filing(
        organization=duty.organization,
        what=Filing.What.REPORT,
        title=title.strip(),
        content=content.strip(),
        event="",
        start_on=duty.starts_on,
        with_deadline=False,
        by=by,
        now=now,
    )
    filing.deadline = duty.deadline
    filing.save(update_fields=["deadline"])
    Deadline.objects.filter(pk=duty.deadline_id).update(url=page_of(filing))
    return filing


def give_back(filing: Filing) -> None:
    """A report that was let drop leaves its duty as it was before: owed by the same day."""
    duty = duty_of(filing)
    if duty is None:
        return
    filing.deadline = None
    filing.save(update_fields=["deadline"])
    Deadline.objects.filter(pk=duty.deadline_id).update(url=filing_url(duty))
