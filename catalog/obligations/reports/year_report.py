"""The year report (YY-12): written from a draft that the data gives, filed by the very deadline of the duty.

While it is written the filing's deadline is the duty's own row, so that the ledger counts what is owed once.
"""

from django.core.exceptions import ValidationError

from catalog.filings.actions import WRITERS, filings
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.obligations.duties.fulfilling import meet_by_filing
from catalog.obligations.duties.models import Duty
from disclosure.deadlines.models import Deadline
from disclosure.workflow.act import Act


def duty_of(filing: Filing) -> Duty | None:
    """The duty whose row the filing's deadline is."""
    return getattr(filing.deadline, "duty", None) if filing.deadline_id else None


def report_of(duty: Duty) -> Filing | None:
    """The report that is being written for the duty, or that met it."""
    return Filing.objects.filter(deadline=duty.deadline_id).first()


@filings.start("begin_report", "写工作报告", who=WRITERS, done="报告已保存，还没有报送。核对以后按“报送”。")
def begin_report(act: Act, *, duty: Duty, title: str, content: str) -> Filing:
    """Keep the report on the register, to be sent from there."""
    duty = Duty.objects.for_writing().get(pk=duty.pk, organization=act.subject)
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
        by=act.by,
        now=act.now,
    )
    filing.deadline = duty.deadline
    filing.save(update_fields=["deadline"])
    Deadline.objects.filter(pk=duty.deadline_id).update(url=filing.get_absolute_url())
    return filing


def meet_report(act: Act) -> None:
    """A report that is sent meets the duty it was owed for."""
    filing = act.subject
    if (duty := duty_of(filing)) and duty.is_open:
        meet_by_filing(duty, filing, on=filing.sent_on, by=act.by, now=act.now)


def owe_dropped(act: Act) -> None:
    """A report that was let drop leaves its duty as it was before: owed by the same day."""
    filing = act.subject
    if duty := duty_of(filing):
        filing.deadline = None
        filing.save(update_fields=["deadline"])
        Deadline.objects.filter(pk=duty.deadline_id).update(url=duty.url)
