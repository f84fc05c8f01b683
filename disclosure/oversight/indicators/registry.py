"""The register of numbers: what each is called, what it counts in words, and which rows of the ledger these are.

Pages, files, circulars and assessments take their numbers from here, so that one name never stands for two of them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from disclosure.deadlines.models import CAN_BE_LATE, ENDED, EXCUSED, OWED, is_overdue
from disclosure.deadlines.status import CONFIRMED, LATE, ON_TIME, TODO, UNCONFIRMED, conditions

Rows = Callable[[date], Q]
COUNT, PERCENT, DAYS = "件", "%", "天"
# Which way is worse.
MORE, LESS = 1, -1


@dataclass(frozen=True)
class Indicator:
    """``rows``: the rows of the ledger that it counts or is reckoned from, on a day. ``state``: what its rows are called in
    addresses; ``ratio``: the keys of part and whole; ``of_disclosure``: its name where only disclosures are counted.

    ``is_now``: it says how things stand on the day asked for; the others say what became of what was due in a period.
    """

    key: str
    name: str
    definition: str
    formula: str
    rows: Rows
    state: str
    unit: str = COUNT
    ratio: tuple[str, str] | None = None
    of_disclosure: str = ""
    is_now: bool = False
    worse: int = 0

    def named(self, *, of_disclosure: bool) -> str:
        return (of_disclosure and self.of_disclosure) or self.name


def end_of_week(on: date) -> date:
    return on + timedelta(days=6 - on.weekday())


def is_owed(on: date) -> Q:
    return Q(due_on__isnull=False) & OWED


def has_come(on: date) -> Q:
    """Of what is owed: done in time or late."""
    return conditions(on)[ON_TIME] | conditions(on)[LATE]


def is_due_soon(on: date) -> Q:
    return Q(closed_on__isnull=True, due_on__range=(on, end_of_week(on)))


def end_of_month_before(on: date) -> date:
    return on.replace(day=1) - timedelta(days=1)


def was_overdue(on: date) -> Q:
    """Overdue at the end of the month before, as far as the ledger then knew of it."""
    day = end_of_month_before(on)
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    return Q(due_on__lt=day, opened_on__lte=day) & still_open & CAN_BE_LATE


def standing(name: str) -> Rows:
    """The rows of one of the seven ways in which a row of the ledger can stand."""
    return lambda on: conditions(on)[name]


_ALL = [
    Indicator(
        "due", "应办", "这段时间到期、应当办的：公开、答复、备案、报告、归档等，不管办了没有。",
        "还没办的 + 已办的 + 逾期后才不予公开、暂缓或不再需要的。到期前就批准不予公开或暂缓、不再需要的，和逐项确认，不算。",
        is_owed, "due", of_disclosure="应公开",
    ),
    Indicator(
        "fallen_due", "已见结果", "应办的里面，按时办了的和逾期了的。还没到期、也还没办的不在里面。", "按时 + 逾期",
        has_come, "fallen_due",
    ),
    Indicator(
        "on_time", "按时", "到期那天或更早就办了的。", "办结日 ≤ 到期日", standing(ON_TIME), "done", of_disclosure="按时公开",
        worse=LESS,
    ),
    Indicator(
        "late", "逾期（含已补办）", "这段时间到期、没有按时办的：有的后来补办了，有的现在还没办。",
        "办结日 > 到期日的 + 到期日已过、现在还没办的", standing(LATE), "late", worse=MORE,
    ),
    Indicator(
        "on_time_rate", "按时率", "已见结果的里面，按时办了的占多少，只取整数，不进位。批准不予公开或暂缓的不算在内。", "按时 ÷（按时 + 逾期）",
        has_come, "fallen_due", unit=PERCENT, ratio=("on_time", "fallen_due"), of_disclosure="按时公开率", worse=LESS,
    ),
    Indicator(
        "overdue_now", "现在逾期", "到期日已经过了，今天还没办的，不管是哪个月到期的。", "到期日 < 今天，还没办结；逐项确认不算",
        is_overdue, "overdue", is_now=True, worse=MORE,
    ),
    Indicator(
        "overdue_before", "上月底逾期", "上个月最后一天已经逾期、那天还没办的，后来办了的也在内。用来和现在逾期比。",
        "到期日 < 上月最后一天，那天还没办结；逐项确认不算", was_overdue, "overdue_before", is_now=True, worse=MORE,
    ),
    Indicator(
        "oldest_days", "最久逾期", "现在逾期的里面，拖得最久的一件过了多少天。", "今天 − 现在逾期的最早的到期日", is_overdue,
        "overdue", unit=DAYS, is_now=True, worse=MORE,
    ),
    Indicator(
        "due_soon", "本周到期", "今天起到这个星期日到期、还没办的，连同逐项确认。", "今天 ≤ 到期日 ≤ 星期日，还没办结",
        is_due_soon, "week", is_now=True,
    ),
    Indicator(
        "open", "未办结", "还没办的，不管到没到期；暂停计时的不算。", "还没办结，有到期日",
        lambda on: Q(closed_on__isnull=True, due_on__isnull=False), "open", is_now=True,
    ),
    Indicator(
        "todo", "待办（还没到期）", "还没办、也还没到期的，连同逐项确认。", "到期日 ≥ 今天，还没办结", standing(TODO), "todo",
        is_now=True,
    ),
    Indicator(
        "unconfirmed", "未确认", "到期日已过，还没逐项确认有没有应公开的。不算逾期，也不算进按时率。",
        "逐项确认，到期日 < 今天，还没确认", standing(UNCONFIRMED), "unconfirmed", is_now=True, worse=MORE,
    ),
    Indicator("confirmed", "已确认", "逐项确认过有没有应公开的。", "逐项确认，已办", standing(CONFIRMED), "confirmed"),
    Indicator(
        "excused", "不予公开或暂缓", "到期前批准不予公开或暂缓公开的。到期以后才批准的，仍算逾期。",
        "批准日 ≤ 到期日", standing(EXCUSED), "excused",
    ),
    Indicator(
        "ended", "不再需要", "到期前因为目录或机构变动不用再办的。", "停办日 ≤ 到期日", standing(ENDED), "ended",
    ),
    Indicator(
        "paused", "暂停计时", "等别人办、时限暂停着的，没有到期日。", "还没办结，正在暂停",
        lambda on: Q(closed_on__isnull=True, paused_on__isnull=False), "paused", is_now=True,
    ),
    Indicator(
        "all", "全部", "有到期日的每一件，不管怎样了。", "应办 + 不予公开或暂缓 + 不再需要 + 逐项确认",
        lambda on: Q(due_on__isnull=False), "all",
    ),
]  # fmt: skip
INDICATORS: Mapping[str, Indicator] = {each.key: each for each in _ALL}
# What rows are called in addresses → the number that counts them.
COUNTED: Mapping[str, Indicator] = {each.state: each for each in _ALL if each.unit == COUNT}
