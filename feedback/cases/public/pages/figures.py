"""The figures of the cases in words, each with what it counts beside it."""

from dataclasses import dataclass

from feedback.cases.figures import LEAST_VIEWS, Figures, Group

TOO_FEW = f"评价不足{LEAST_VIEWS}份，不显示"
NONE_YET = "还没有"


@dataclass(frozen=True)
class Row:
    """``meaning``: what is counted."""

    label: str
    requests: str
    opinions: str
    meaning: str


def figure_rows(found: Figures) -> list[Row]:
    requests, opinions = found.requests, found.opinions
    return [
        Row("收到", f"{requests.received} 件", f"{opinions.received} 件", "今年收到的全部来件，包括后来撤回的、合并办理的。"),
        Row("受理", f"{requests.accepted} 件", "—", "决定受理的点题和申请。意见和咨询不用先受理。"),
        Row("已答复", f"{requests.answered} 件", f"{opinions.answered} 件", "今年收到的来件中，已经答复的。"),
        Row("转交", f"{requests.handed_over} 件", f"{opinions.handed_over} 件", "不归收到的组织办理、转到别处的。转给本站另一个组织的，两边各算收到一件。"),
        Row("按时答复", in_time(requests), in_time(opinions), "在期限当天或以前答复的，除以已经答复的和过了期限还没答复的。延期、补正停算的按改后的期限算。"),
        Row("答复用了几天", days(requests), days(opinions), "从收到到答复的天数（含节假日），从少到多排，取最中间的一件。"),
        Row("满意", satisfied(requests), satisfied(opinions), f"评价“满意”的，除以作了评价的。评价不足{LEAST_VIEWS}份不显示，免得看出是谁。"),
    ]  # fmt: skip


def in_time(group: Group) -> str:
    if group.share_in_time is None:
        return NONE_YET
    return f"{group.share_in_time}%（{group.in_time} / {group.owed}）"


def days(group: Group) -> str:
    return NONE_YET if group.days is None else f"{group.days:g} 天"


def satisfied(group: Group) -> str:
    if group.share_satisfied is None:
        return TOO_FEW if group.views else NONE_YET
    return f"{group.share_satisfied}%（{group.views} 份评价）"
