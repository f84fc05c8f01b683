"""What the page of one withholding shows: its metadata, what it frees, the opinions."""

from dataclasses import dataclass, field
from datetime import date

from catalog.items.models import Item
from catalog.obligations.duties.withheld import covered_duties, covered_item_deadlines
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.dates import moment, plain
from disclosure.web.components import Badge, Fact, given
from disclosure.workflow.context import Context
from disclosure.workflow.staff.page import Note, ProcedurePage

S = Withholding.State
BADGES = {S.SUBMITTED: "waiting", S.AGREED: "waiting", S.IN_FORCE: "excused", S.REFUSED: "returned", S.ENDED: "done"}
WAITS_FOR = {
    S.SUBMITTED: "等分管领导批准。提出人不能批准自己提的。",
    S.AGREED: "本级已同意，等上级党组织审定。审定以前仍要按时公开。",
}


@dataclass(frozen=True)
class Freed:
    """What need not be done by its day. ``late``: how many of it are late already."""

    title: str
    lines: list[Fact] = field(default_factory=list)
    late: int = 0


def page_of(context: Context) -> ProcedurePage:
    withholding = context.subject
    return ProcedurePage(
        heading=f"{withholding.get_kind_display()}：{withholding.subject}",
        badge=badge_of(withholding),
        caption="不予公开和暂缓",
        facts=given(metadata_of(context)),
        notes=opinions(withholding),
        more=freed_by(withholding, context.on),
    )


def badge_of(withholding: Withholding) -> Badge:
    return Badge(BADGES[S(withholding.state)], withholding.get_state_display())


def metadata_of(context: Context) -> list[Fact]:
    row = context.subject
    return [
        Fact("党组织", str(row.organization)),
        Fact("事项", row.subject, item_url(context), is_wide=True),
        Fact("种类", row.get_kind_display()),
        Fact("缩小到", row.get_scope_display()),
        Fact("对谁不公开", row.left_out),
        Fact("期限", days_of(row)),
        Fact("理由", row.get_reason_display()),
        Fact("依据", row.legal_basis, row.basis_url, is_wide=True),
        Fact("具体说明", row.explanation, is_wide=True),
        Fact("提出", f"{row.proposed_by}，{moment(row.proposed_at)}"),
        Fact("批准", f"{row.approved_by}，{moment(row.approved_at)}" if row.approved_at else ""),
        Fact("上级审定", decision_words(row)),
        Fact("备案", row.filing.state_words(context.on) if row.filing else ""),
        Fact("结束", f"{moment(row.ended_at)}，{row.ended_reason}" if row.ended_at else ""),
    ]


def decision_words(row: Withholding) -> str:
    due_on = row.superior_deadline.due_on if row.superior_deadline and row.superior_at is None else None
    return f"应在{plain(due_on)}前审定" if due_on else ""


def item_url(context: Context) -> str:
    item = context.subject.item
    is_on_desk = item and Item.objects.on_desk_of(context.user, context.on).filter(pk=item.pk).exists()
    return item.staff_url if is_on_desk else ""


def days_of(withholding: Withholding) -> str:
    begin, end, review = withholding.from_on, withholding.until_on, withholding.review_on
    if end:
        return f"{plain(begin)}至{plain(end)}"
    return f"{plain(begin)}起，{plain(review)}复查" if review else f"{plain(begin)}起"


def opinions(withholding: Withholding) -> list[Note]:
    own = [Note(withholding.approval_note, "本级意见")] if withholding.approval_note else []
    if withholding.superior_at is None:
        return own
    day = moment(withholding.superior_at).partition(" ")[0]
    return [*own, Note(withholding.superior_opinion, f"上级意见（{day}）")]


def freed_by(withholding: Withholding, on: date) -> Freed:
    """That which would be freed once it is granted, or that which is."""
    if withholding.state not in (S.SUBMITTED, S.AGREED):
        rows = withholding.duties.select_related("deadline").order_by("ends_on", "pk")
        return Freed("因此没有计时的", [Fact(str(duty), due_words(duty.deadline)) for duty in rows])
    own, duties = covered_item_deadlines(withholding), covered_duties(withholding)
    lines = [Fact(str(duty), due_words(duty.deadline)) for duty in duties]
    lines += [Fact(row.title, due_words(row)) for row in own]
    late = sum(row.deadline.is_overdue(on) for row in duties) + sum(row.is_overdue(on) for row in own)
    return Freed("批准以后不再计时的", lines, late)


def due_words(deadline) -> str:
    return f"应于{plain(deadline.due_on)}前公开" if deadline.due_on else "已暂停计时"
