"""One limit as people write it: 每季度首月10日前, 每年1月-2月, 次月15日前, 决议作出后5个工作日.

Each pattern stands beside what makes its rule. Text comes without spaces, with Chinese numbers as digits (`plain_numbers`).
Only what can be meant in one way is read: 每季度10日前 does not say in which month, and 2月30日 is no day.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from disclosure.deadlines.rules import (
    LONGEST,
    MONTH_END,
    PERIOD_MONTHS,
    CalendarDays,
    CalendarMonths,
    DayAfterPeriod,
    DayCount,
    DayOfMonth,
    DaysAfterPeriod,
    DisclosureDay,
    EveryMonths,
    LimitError,
    MonthSpans,
    PeriodEnd,
    Rule,
    WorkingDays,
)

PERIODS = {
    "月": "month",
    "季度": "quarter",
    "季": "quarter",
    "半年": "half_year",
    "半年度": "half_year",
    "年": "year",
    "年度": "year",
}
UNITS = {"工作日": WorkingDays, "个月": CalendarMonths}  # all others are calendar days
WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日", start=1)} | {"天": 7}
ORDINALS = {"首": 1, "一": 1, "二": 2, "三": 3, "四": 4}
THIRDS = {"上旬": 10, "中旬": 20, "下旬": MONTH_END}
HALVES = {"上半年": (1, 6), "下半年": (7, 12)}

NUMERAL = re.compile(
    r"[一二两三四五六七八九十]{1,3}(?=个?(?:工作日|自然日|日历日|日|号|天|月|季度|年|星期|周))|(?<=第)[一二三四](?=个)"
)
PERIOD = r"(?P<period>半年度?|年度?|季度?|月)"
EVERY = rf"(?:每个?|各|按|逐){PERIOD}"
BY = r"(?:之前|以前|前|之内|以内|内)?"
DONE = r"(?:予以|进行)?(?:公开|更新|公布|公示|报送|完成)?"
DAY = r"(?:(?P<day>\d{1,2})(?:日|号)|(?P<end>底|末|月底|月末|最后1[日天]|最后一[日天])|(?P<third>[上中下]旬))"
PLACE = r"(?P<place>首个?月|第1个?月|第2个?月|第3个?月|第[456]个月|末月|最后1个月|最后一个月|初)"
TO = r"(?:-|—|–|~|～|至|到)"
DAYS = r"(?P<amount>\d{1,3})(?P<unit>个?工作日|个?自然日|个?日历日|个月|日|天)"


@dataclass(frozen=True)
class Found:
    """A rule, how a next piece may begin that goes on with it, and the event from which a delay runs."""

    rule: Rule
    beginnings: tuple[str, ...] = ()
    event: str = ""


def plain_numbers(text: str) -> str:
    """十二月十五日 is 12月15日; a number that stands for no amount (一次, 星期五) stays."""
    return NUMERAL.sub(lambda found: str(number(found[0]) or found[0]), text)


def number(text: str) -> int:
    """20, 二十, 十五, 两; 0 when it is no number."""
    if text.isdecimal():
        return int(text)
    digits = {name: value for value, name in enumerate("一二三四五六七八九", start=1)} | {"两": 2}
    tens, ten, ones = text.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (digits.get(tens, 1) * 10 if ten else 0) + digits.get(ones, 0)


def read_calendar(text: str) -> Found | None:
    """A rule that comes back in every period, or None."""
    for pattern, make in CALENDAR:
        if found := pattern.fullmatch(text):
            try:
                rule = make(found)
            except LimitError:
                return None
            if rule:
                return Found(rule, tuple(_beginnings(found)))
    return None


def read_delay(text: str) -> Found | None:
    """So many days after an event, or None."""
    if re.match("每|公示|展示|张贴", text):
        return None
    if found := SAME_DAY.fullmatch(text):
        return Found(SOON[found["soon"]], event=found["event"])
    found = DELAY.fullmatch(text)
    if not found or not (found["within"] or found["after"] or "工作日" in found["unit"]):
        return None
    try:
        return Found(_count(found), event=found["event"])
    except LimitError:
        return None


# --- the patterns ---


def weekday(found: re.Match[str]) -> Rule:
    """每月第一个星期五"""
    nth = ORDINALS.get(found["nth"]) or int(found["nth"])
    return DisclosureDay(WEEKDAYS[found["weekday"]], nth)


def day_after(found: re.Match[str]) -> Rule | None:
    """次月15日前, 每季度次月10日前, 下季度首月10日前"""
    period = PERIODS[found["period"] or found["next"] or "月"]
    day = _day(found)
    return DayAfterPeriod(period, day) if day else None


def day_next_year(found: re.Match[str]) -> Rule | None:
    """次年3月底前, 次年1月15日前"""
    month, day = int(found["month"]), _day(found) or MONTH_END
    return DayAfterPeriod("year", day, month) if month in LONGEST and _exists(found, (month,)) else None


def days_after(found: re.Match[str]) -> Rule:
    """每半年结束后10日内"""
    return DaysAfterPeriod(PERIODS[found["period"]], _count(found))


def day_of_period(found: re.Match[str]) -> Rule | None:
    """每月10日前, 每季度首月10日前, 每半年首月, 季末月25日前"""
    period, place = PERIODS[found["period"]], found["place"] or ""
    if found["end"] and not place and found["end"] in ("底", "末", "月底", "月末"):
        return PeriodEnd(period)
    months, day = _months(period, place), _day(found) or (MONTH_END if place else 0)
    if not months or not day or (place == "初" and found["day"]) or not _exists(found, months):
        return None
    return DayOfMonth(day, months)


def day_of_year(found: re.Match[str]) -> Rule | None:
    """每年7月1日前, 每年1、7月10日前, 每年2月底前"""
    months, day = tuple(map(int, found["months"].split("/"))), _day(found)
    return DayOfMonth(day, months) if day and set(months) <= set(LONGEST) and _exists(found, months) else None


def spans(found: re.Match[str]) -> Rule:
    """每年1月-2月, 每年10月, 每年12月至次年1月"""
    firsts = [int(month) for month in found["first"].split("/")]
    last = int(found["last"]) if found["last"] else firsts[-1]
    if len(firsts) > 1 and found["last"] or (last < firsts[-1]) != bool(found["next"]):
        raise LimitError(found[0])
    return MonthSpans(tuple((first, last if found["last"] else first) for first in firsts))


def half(found: re.Match[str]) -> Rule:
    """每年上半年"""
    return MonthSpans((HALVES[found["half"]],))


def every_months(found: re.Match[str]) -> Rule:
    """每两个月, 每3个月（自2月起）"""
    months = int(found["months"])
    return EveryMonths(months, int(found["first"] or 1)) if months > 1 else PeriodEnd("month")


def period_end(found: re.Match[str]) -> Rule:
    """每季度, 按月, 每半年更新一次, 年底前, 季末"""
    return PeriodEnd(PERIODS[found["period"]])


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern + DONE)


IN_YEAR = r"(?P<year>每年度?|每个年度|年度|各年度?)的?"
MONTHS = r"(?P<months>\d{1,2}(?:/\d{1,2})*)月份?"
ONCE = r"(?:至少|不少于|各)?(?:公开|更新|公布)?(?:至少|不少于)?(?:[一1]次)?(?:以上)?"
CALENDAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Rule | None]], ...] = (
    (compiled(r"每个?月的?第?(?P<nth>首|[一二三四1-4])个?(?:星期|周)(?P<weekday>[一二三四五六日天])" + BY), weekday),
    (compiled(rf"(?:(?:每个?)?{PERIOD}的?)?(?:于|在)?(?:次月|下个?月|(?:下个?|次)(?P<next>季度?)(?:首个?月|第1个月))的?{DAY}{BY}"), day_after),
    (compiled(rf"(?:每年)?(?:次年|翌年|下1?年|第2年)的?(?P<month>\d{{1,2}})月份?的?{DAY}?{BY}"), day_next_year),
    (compiled(rf"(?:每个?(?=.*后))?{PERIOD}(?:结束|终了|底|末)(?:之后|以后|后)的?{DAYS}(?:之内|以内|内)"), days_after),
    (compiled(rf"(?P<every>{EVERY}的?(?P<in>{PLACE}?)的?){DAY}?{BY}"), day_of_period),
    (compiled(rf"(?P<every>{PERIOD}的?(?P<in>{PLACE})的?){DAY}?{BY}"), day_of_period),
    (compiled(rf"(?P<every>{IN_YEAR}{MONTHS}的?){DAY}{BY}"), day_of_year),
    (compiled(rf"(?P<every>(?P<half>上半年|下半年)的?{MONTHS}的?){DAY}{BY}"), day_of_year),
    (compiled(rf"{IN_YEAR}(?P<first>\d{{1,2}}(?:/\d{{1,2}})*)月?份?(?:{TO}(?P<next>次年|翌年)?(?P<last>\d{{1,2}})月份?)?(?<=[月份])(?:底|末)?{BY}"), spans),
    (compiled(rf"(?:每年)?的?(?P<half>上半年|下半年){BY}{ONCE}"), half),
    (compiled(rf"每(?P<months>\d{{1,2}})个月(?:末|底)?{BY}(?:自(?P<first>\d{{1,2}})月起)?{ONCE}"), every_months),
    (compiled(rf"{EVERY}(?:末|底|终)?{BY}{ONCE}"), period_end),
    (compiled(rf"{PERIOD}(?:末|底|终){BY}{ONCE}"), period_end),
    (compiled(rf"1?个?{PERIOD}(?:公开|更新|公布)?[一1]次"), period_end),
)  # fmt: skip
DELAY = compiled(
    rf"(?:自|从|在)?(?P<event>.*?)(?P<after>之日起|之日|以后|之后|后|起)?的?(?:在)?{DAYS}(?P<within>之内|以内|内)?"
)
SAME_DAY = compiled(
    r"(?:自|从|在)?(?P<event>[^\d每]*?)(?:之|的|后|之后|以后)?(?P<soon>当日|当天|次日|翌日|第2[日天]|次1?个?工作日|下1?个?工作日)(?:之内|以内|内|前)?"
)
SOON: dict[str, Rule] = {
    **dict.fromkeys(("当日", "当天"), CalendarDays(0)),
    **dict.fromkeys(("次日", "翌日", "第2日", "第2天"), CalendarDays(1)),
    **dict.fromkeys((f"{word}{one}工作日" for word in "次下" for one in ("", "1", "1个", "个")), WorkingDays(1)),
}


# --- what they share ---


def _beginnings(found: re.Match[str]) -> Iterator[str]:
    """每年3月 and 每年 of 每年3月15日, for a next 30日 or 6月底."""
    groups = found.groupdict()
    if groups.get("every"):
        yield groups["every"]
    if groups.get("year") or groups.get("half"):
        yield "每年"
    elif groups.get("period") and groups.get("every"):
        yield f"每{groups['period']}"


def _day(found: re.Match[str]) -> int:
    """0 when no day is named."""
    if found["day"]:
        return int(found["day"])
    return MONTH_END if found["end"] else THIRDS.get(found["third"] or "", 0)


def _exists(found: re.Match[str], months: tuple[int, ...]) -> bool:
    """The day that is written, where one is, is a day of some of the months."""
    return not found["day"] or 1 <= int(found["day"]) <= max(LONGEST[month] for month in months)


def _count(found: re.Match[str]) -> DayCount:
    unit = found["unit"]
    kind = next((rule for name, rule in UNITS.items() if unit.endswith(name)), CalendarDays)
    if not int(found["amount"]):
        raise LimitError(found[0])
    return kind(int(found["amount"]))


def _months(period: str, place: str) -> tuple[int, ...]:
    """The months of the year at this place of each period; without a place only a month is exact."""
    length = PERIOD_MONTHS[period]
    if not place:
        return tuple(range(1, 13)) if length == 1 else ()
    if place.startswith(("末", "最后")):
        at = length
    else:
        at = 1 if place.startswith(("首", "初")) else int(place[1])
    return tuple(first + at for first in range(0, 12, length)) if at <= length > 1 else ()
