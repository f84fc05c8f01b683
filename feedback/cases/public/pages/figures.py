"""The figures of the cases in words, each with what it counts beside it."""

from feedback.cases.figures import LEAST_VIEWS, Figures, Group

TOO_FEW = f"评价不足{LEAST_VIEWS}份，不显示"
NONE_YET = "还没有"


def figure_rows(found: Figures) -> list[dict]:
    """Rows {label, requests, opinions, meaning} of the table of figures."""
    return [
        row("收到", found, received, "今年收到的全部来件，包括后来撤回的、合并办理的。"),
        {**row("受理", found, accepted, "决定受理的点题和申请。意见和咨询不用先受理。"), "opinions": "—"},
        row("已答复", found, answered, "今年收到的来件中，已经答复的。"),
        row("按时答复", found, in_time, "在期限当天或以前答复的，除以已经答复的和过了期限还没答复的。延期、补正停算的按改后的期限算。"),
        row("答复用了几天", found, days, "从收到到答复的天数（含节假日），从少到多排，取最中间的一件。"),
        row("满意", found, satisfied, f"评价“满意”的，除以作了评价的。评价不足{LEAST_VIEWS}份不显示，免得看出是谁。"),
    ]  # fmt: skip


def row(label: str, found: Figures, words, meaning: str) -> dict:
    return {"label": label, "requests": words(found.requests), "opinions": words(found.opinions), "meaning": meaning}


def received(group: Group) -> str:
    return f"{group.received} 件"


def accepted(group: Group) -> str:
    return f"{group.accepted} 件"


def answered(group: Group) -> str:
    return f"{group.answered} 件"


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


def refused_rows(found: Figures) -> list[dict]:
    return [{"reason": reason, "number": f"{number} 件"} for reason, number in found.refused]
