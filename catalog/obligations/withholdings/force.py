"""Coming into force: filed with whom the scheme names, its duties excused, a day on which it is looked at again."""

from datetime import date, datetime

from django.utils import timezone

from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.obligations.duties.excusing import excuse_duties
from catalog.obligations.withholdings.guard import S, audit, subject_of, tell_about, url_of
from catalog.obligations.withholdings.models import Excuse
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline

FILED_AS = {Excuse.Kind.EXEMPTION: Filing.What.EXEMPTION, Excuse.Kind.DEFERRAL: Filing.What.DEFERRAL}


def put_in_force(excuse: Excuse, *, by, now: datetime) -> Excuse:
    """In the transaction of the decision that granted it."""
    on = timezone.localdate(now)
    excuse.state = S.IN_FORCE
    excuse.filing = filed(excuse, on, by=by, now=now)
    if excuse.review_on:
        excuse.review_deadline = review_deadline(excuse, on, by=by, now=now)
    excuse.save()
    count = excuse_duties(excuse, on=on, by=by, now=now)
    audit("excuse.in_force", excuse, by=by, now=now, duties=count)
    people = {excuse.proposed_by_id, excuse.approved_by_id} - {None, by and by.pk}
    tell_about(excuse, "in_force", people, "已批准", now=now, body=excuse.superior_opinion)
    return excuse


def filed(excuse: Excuse, on: date, *, by, now: datetime) -> Filing:
    return open_filing(
        organization=excuse.organization,
        what=FILED_AS[Excuse.Kind(excuse.kind)],
        title=f"{excuse.get_kind_display()}：{subject_of(excuse)}",
        content=content_of(excuse),
        event=f"批准{excuse.get_kind_display()}",
        start_on=on,
        url=url_of(excuse),
        now=now,
        by=by,
    )


def content_of(excuse: Excuse) -> str:
    """What the superior reads."""
    days = f"{excuse.from_on}至{excuse.until_on}" if excuse.until_on else f"{excuse.from_on}起，{excuse.review_on}复查"
    rows = (
        ("事项", subject_of(excuse)),
        ("理由", excuse.get_reason_display()),
        ("具体说明", excuse.explanation),
        ("依据", excuse.legal_basis),
        ("期限", days),
    )
    return "\n".join(f"{label}：{value}" for label, value in rows)


def review_deadline(excuse: Excuse, on: date, *, by, now: datetime) -> Deadline:
    """On the ledger, so that an exemption is looked at again in time."""
    return open_deadline(
        organization=excuse.organization,
        kind=Deadline.Kind.REVIEW,
        title=f"复查不予公开：{subject_of(excuse)}",
        start_on=on,
        rule={"calendar_days": (excuse.review_on - on).days},
        event="批准不予公开",
        source={"note": "复查日期由本组织提出并批准，最迟12个月。", "own": True},
        url=url_of(excuse),
        now=now,
        by=by,
    )
