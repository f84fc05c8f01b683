"""A record of accountability as facts: for who keeps it and for who may read it."""

from disclosure.deadlines.dates import moment, plain
from disclosure.oversight.accountability.models import Measure
from disclosure.web.components import Badge, Fact, given

COLOURS = {Measure.State.ENTERED: "waiting", Measure.State.CONFIRMED: "done", Measure.State.WITHDRAWN: "returned"}


def badge_of(measure: Measure) -> Badge:
    return Badge(COLOURS[Measure.State(measure.state)], measure.get_state_display())


def facts(measure: Measure) -> list[Fact]:
    """What was decided, by whom, why, and what became of it."""
    heard = (
        f"{plain(measure.heard_on)}听取" if measure.heard_on else measure.not_heard and f"没有听取：{measure.not_heard}"
    )
    appeal = f"{plain(measure.appealed_on)}申诉，{measure.get_appeal_outcome_display()}" if measure.appealed_on else ""
    return given([
        Fact("种类", measure.get_kind_display()),
        Fact("党组织", measure.concerned.name),
        Fact("涉及的人", measure.person_name),
        Fact("怎样处理", measure.step),
        Fact("决定机关", measure.body),
        Fact("文号", measure.document_number),
        Fact("决定的日期", plain(measure.decided_on)),
        Fact("依据", measure.ground_words),
        Fact("事实和理由", measure.why, is_wide=True),
        Fact("陈述", heard),
        Fact("申诉", f"{appeal}{'。' if measure.appeal_note else ''}{measure.appeal_note}"),
        Fact("撤销的原因", measure.ended_reason),
    ])  # fmt: skip


def keeping(measure: Measure) -> list[Fact]:
    """What only those who keep it are told."""
    readers = [name for name, may in (("涉及组织的书记", measure.is_for_head), ("本人", measure.is_for_person)) if may]
    confirmed = f"{measure.confirmed_by}，{moment(measure.confirmed_at)}" if measure.confirmed_at else ""
    return given([
        Fact("登记", f"{measure.entered_by}，{moment(measure.entered_at)}"),
        Fact("核对", confirmed),
        Fact("谁能看", "、".join(readers) or "只有记录的组织"),
        Fact("保存到", plain(measure.keep_until_on)),
        Fact("整改", str(measure.order) if measure.order else "", measure.order.get_absolute_url() if measure.order else ""),
    ])  # fmt: skip
