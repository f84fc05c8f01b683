"""What an exemption or deferral brings about: it is filed, its duties are excused, it is looked at again; ended, they are owed."""

from datetime import date, datetime

from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.obligations.duties.withheld import reopen_withheld, withhold_duties
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.models import DONE, Deadline
from disclosure.workflow.act import Act

FILED_AS = {Withholding.Kind.EXEMPTION: Filing.What.EXEMPTION, Withholding.Kind.DEFERRAL: Filing.What.DEFERRAL}


def put_in_force(act: Act) -> int:
    """In the transaction of the decision that granted it. Returns how many rows of the ledger are excused."""
    withholding = act.subject
    withholding.filing = file_withholding(withholding, act.on, by=act.by, now=act.now)
    if withholding.review_on:
        withholding.review_deadline = review_deadline(withholding, act.on, by=act.by, now=act.now)
    act.save()
    return withhold_duties(withholding, on=act.on, by=act.by, now=act.now)


def end_withholding(act: Act, reason: str, *, review_closed_as: str = DONE) -> None:
    withholding = act.subject
    withholding.ended_at, withholding.ended_by, withholding.ended_reason = act.now, act.by, reason[:300]
    if withholding.review_deadline:
        close(withholding.review_deadline, on=act.on, by=act.by, now=act.now, closed_as=review_closed_as)


def owe_excused(act: Act, last_day: date) -> int:
    """Undo the excusing from ``last_day`` on. Returns how many rows of the ledger are owed again."""
    act.save()
    return reopen_withheld(act.subject, on=last_day, by=act.by, now=act.now)


def file_withholding(withholding: Withholding, on: date, *, by, now: datetime) -> Filing:
    return open_filing(
        organization=withholding.organization,
        what=FILED_AS[Withholding.Kind(withholding.kind)],
        title=f"{withholding.get_kind_display()}：{withholding.subject}",
        content=content_of(withholding),
        event=f"批准{withholding.get_kind_display()}",
        start_on=on,
        url=withholding.get_absolute_url(),
        now=now,
        by=by,
    )


def content_of(withholding: Withholding) -> str:
    """What the superior reads."""
    begin, end, review = withholding.from_on, withholding.until_on, withholding.review_on
    rows = (
        ("事项", withholding.subject),
        ("理由", withholding.get_reason_display()),
        ("具体说明", withholding.explanation),
        ("依据", withholding.legal_basis),
        ("期限", f"{begin}至{end}" if end else f"{begin}起，{review}复查"),
    )
    return "\n".join(f"{label}：{value}" for label, value in rows)


def review_deadline(withholding: Withholding, on: date, *, by, now: datetime) -> Deadline:
    """On the ledger, so that an exemption is looked at again in time."""
    assert withholding.review_on is not None
    return open_deadline(
        organization=withholding.organization,
        kind=Deadline.Kind.REVIEW,
        title=f"复查不予公开：{withholding.subject}",
        start_on=on,
        rule={"calendar_days": (withholding.review_on - on).days},
        event="批准不予公开",
        source={"note": "复查日期由本组织提出并批准，最迟12个月。", "own": True},
        url=withholding.get_absolute_url(),
        now=now,
        by=by,
    )
