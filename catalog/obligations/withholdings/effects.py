"""What an exemption or deferral brings about: it is filed, its duties are withheld, it is looked at again; ended, they are owed."""

from datetime import date, datetime

from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.obligations.duties.withheld import reopen_withheld, withhold_duties
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.superior import is_filed
from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.models import DONE, ENDED, Deadline
from disclosure.organizations.holders import holders
from disclosure.organizations.roles import DRAFT
from disclosure.workflow.act import Act

S, Kind = Withholding.State, Withholding.Kind
# A narrowing is an exemption for those left out.
FILED_AS = {
    Kind.EXEMPTION: Filing.What.EXEMPTION,
    Kind.DEFERRAL: Filing.What.DEFERRAL,
    Kind.NARROWING: Filing.What.EXEMPTION,
}


def put_in_force(act: Act) -> None:
    """In the transaction of the decision that granted it."""
    withholding = act.subject
    act.move(S.IN_FORCE)
    if is_filed(withholding, act.on):
        withholding.filing = file_withholding(withholding, act.on, by=act.by, now=act.now)
    if withholding.review_on:
        withholding.review_deadline = review_deadline(withholding, act.on, by=act.by, now=act.now)
    act.save()
    count = withhold_duties(withholding, on=act.on, by=act.by, now=act.now)
    act.record("in_force", duties=count)
    people = [withholding.proposed_by_id, withholding.approved_by_id]
    act.notify("in_force", people, "已批准", withholding.superior_opinion)


def end_withholding(act: Act, reason: str, *, review_closed_as: str = DONE) -> None:
    withholding = act.subject
    act.move(S.ENDED)
    withholding.ended_at, withholding.ended_by, withholding.ended_reason = act.now, act.by, reason[:300]
    if withholding.review_deadline:
        close(withholding.review_deadline, on=act.on, by=act.by, now=act.now, closed_as=review_closed_as)
    if withholding.superior_deadline:
        # Nothing is left to decide; where the superior has decided, it is closed already.
        close(withholding.superior_deadline, on=act.on, by=act.by, now=act.now, closed_as=ENDED)


def owe_again(act: Act, reason: str, *, last_day: date) -> None:
    """End it, with ``last_day`` as its last."""
    withholding = act.subject
    end_withholding(act, reason)
    act.save()
    count = reopen_withheld(withholding, on=last_day, by=act.by, now=act.now)
    act.record("ended", reason=withholding.ended_reason, duties=count)
    is_narrowing = withholding.kind == Kind.NARROWING
    words = "已结束，仍应向目录定的范围公开" if is_narrowing else f"已结束，{count}项重新计时"
    writers = holders(DRAFT, [withholding.organization], act.on)[withholding.organization_id]
    act.notify("ended", [withholding.proposed_by_id, *writers], words, withholding.ended_reason)


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
    scope, left_out = withholding.get_scope_display(), withholding.left_out
    narrowed = (("缩小到", scope), ("对谁不公开", left_out)) if scope else ()
    rows = (
        ("事项", withholding.subject),
        *narrowed,
        ("理由", withholding.get_reason_display()),
        ("具体说明", withholding.explanation),
        ("依据", withholding.legal_basis),
        ("期限", f"{begin}至{end}" if end else f"{begin}起，{review}复查" if review else f"{begin}起"),
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
