"""Coming into force: filed with whom the scheme names, its duties excused, a day on which it is looked at again."""

from datetime import date, datetime

from django.utils import timezone

from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.obligations.duties.excusing import excuse_duties
from catalog.obligations.withholdings.guard import S, audit, subject_of, tell_about, url_of
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline

FILED_AS = {Withholding.Kind.EXEMPTION: Filing.What.EXEMPTION, Withholding.Kind.DEFERRAL: Filing.What.DEFERRAL}


def put_in_force(withholding: Withholding, *, by, now: datetime) -> Withholding:
    """In the transaction of the decision that granted it."""
    on = timezone.localdate(now)
    withholding.state = S.IN_FORCE
    withholding.filing = filed(withholding, on, by=by, now=now)
    if withholding.review_on:
        withholding.review_deadline = review_deadline(withholding, on, by=by, now=now)
    withholding.save()
    count = excuse_duties(withholding, on=on, by=by, now=now)
    audit("withholding.in_force", withholding, by=by, now=now, duties=count)
    people = {withholding.proposed_by_id, withholding.approved_by_id} - {None, by and by.pk}
    tell_about(withholding, "in_force", people, "已批准", now=now, body=withholding.superior_opinion)
    return withholding


def filed(withholding: Withholding, on: date, *, by, now: datetime) -> Filing:
    return open_filing(
        organization=withholding.organization,
        what=FILED_AS[Withholding.Kind(withholding.kind)],
        title=f"{withholding.get_kind_display()}：{subject_of(withholding)}",
        content=content_of(withholding),
        event=f"批准{withholding.get_kind_display()}",
        start_on=on,
        url=url_of(withholding),
        now=now,
        by=by,
    )


def content_of(withholding: Withholding) -> str:
    """What the superior reads."""
    days = (
        f"{withholding.from_on}至{withholding.until_on}"
        if withholding.until_on
        else f"{withholding.from_on}起，{withholding.review_on}复查"
    )
    rows = (
        ("事项", subject_of(withholding)),
        ("理由", withholding.get_reason_display()),
        ("具体说明", withholding.explanation),
        ("依据", withholding.legal_basis),
        ("期限", days),
    )
    return "\n".join(f"{label}：{value}" for label, value in rows)


def review_deadline(withholding: Withholding, on: date, *, by, now: datetime) -> Deadline:
    """On the ledger, so that an exemption is looked at again in time."""
    return open_deadline(
        organization=withholding.organization,
        kind=Deadline.Kind.REVIEW,
        title=f"复查不予公开：{subject_of(withholding)}",
        start_on=on,
        rule={"calendar_days": (withholding.review_on - on).days},
        event="批准不予公开",
        source={"note": "复查日期由本组织提出并批准，最迟12个月。", "own": True},
        url=url_of(withholding),
        now=now,
        by=by,
    )
