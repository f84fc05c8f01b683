"""To where a case is handed over, as the staff pages show it."""

from catalog.rules.register import url_of
from disclosure.deadlines.dates import moment
from disclosure.web.components import Fact, given
from feedback.cases.handover.bodies import bodies
from feedback.cases.models.handovers import Handover


def handover_rows(handover: Handover) -> list[Fact]:
    """Of the case that it became elsewhere its number alone: whoever reads this need not work there."""
    body = bodies().get(handover.body)
    confirmed = handover.confirmed_at and f"{handover.confirmed_by}，{moment(handover.confirmed_at)}"
    return given([
        Fact("转到", f"{body.label}：{handover.name}" if body and body.label != handover.name else handover.name),
        Fact("怎样转", handover.get_way_display()),
        Fact("怎样联系", handover.reach, is_wide=True),
        Fact("为什么", handover.reason, is_wide=True),
        Fact("依据", handover.legal_basis, url_of(handover.cites), is_wide=True),
        Fact("提出", f"{handover.proposed_by}，{moment(handover.proposed_at)}"),
        Fact("确认", confirmed or "等分管领导确认"),
        Fact("那边的编号", str(handover.became or "")),
    ])  # fmt: skip
