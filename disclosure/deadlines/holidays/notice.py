"""Read the State Council's yearly holiday notice, pasted as text, into special days.

The notice has a title with the year, a number, and one paragraph per festival:
「一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。」
What is not understood is refused with the paragraph named, never passed over: a lost 上班 moves deadlines of a whole week.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.deadlines.workdays import DAY, WEEKDAY_NAMES, SpecialDay, days_between
from disclosure.web.day_words import plain

FESTIVALS = {
    "元旦": "元旦", "春节": "春节", "清明": "清明节", "劳动": "劳动节", "五一": "劳动节",
    "端午": "端午节", "中秋": "中秋节", "国庆": "国庆节", "十一": "国庆节",
}  # fmt: skip
# Statutory holidays that fall on working days or are made up for, so: weekdays off less weekends worked.
STATUTORY_DAYS = {True: 13, False: 11}
NEW_LAW_SINCE = 2025  # 国务院令第795号: two days more
MOST_IN_A_ROW = 6  # the same order: work before and after a holiday generally runs to no more days

NAME = r"(?:元旦|春节|清明|国际劳动|劳动|“?五一”?|端午|中秋|国庆|“?十一”?)节?"
HEADING = re.compile(rf"(?:^|(?<=[\n。]))\(?(?:[一二三四五六七八九十]+|\d+)?\)?[、.]?({NAME}(?:[、和]{NAME})*):")
NUMBERED = re.compile(r"(?:^|(?<=[\n。]))([一二三四五六七八九十]+、[^\n。]*)")
SIGNATURE = re.compile(r"国务院办公厅\n*\d{4}年\d{1,2}月\d{1,2}日")
ONE_DAY = r"(?:(?:\d{4}年)?\d{1,2}月)?\d{1,2}日(?:\([^)]*\))?"
DAYS = rf"{ONE_DAY}(?:(?:至|到|-|—|–|~|、|和){ONE_DAY})*"
PART = re.compile(r"(至|到|-|—|–|~|、|和)?(?:(?:(\d{4})年)?(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?")
OFF = re.compile(rf"({DAYS})(?:调休)?(?:放假|补休|休息)(?:调休)?(?:共?(\d+)天)?(.*)")
WORKING = re.compile(rf"({DAYS})(?:\([^)]*\))?(?:正常|照常|调休)?上班")
TOTAL = re.compile(r"共(?:计)?(?:放假)?(\d+)天")
STATED_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")


class NoticeError(ValueError):
    """The text was not understood, or contradicts itself or the calendar. The message names the place."""


@dataclass(frozen=True)
class HolidayNotice:
    """`days` are all holidays by name, weekends within them included, and the weekend days made working days."""

    year: int
    number: str
    days: tuple[SpecialDay, ...]
    warnings: tuple[str, ...]

    @property
    def changes(self) -> tuple[SpecialDay, ...]:
        """The days that are not what the plain week would make them."""
        return tuple(day for day in self.days if day.is_working != (day.on.weekday() < 5))


def parse(text: str, *, year: int | None = None) -> HolidayNotice:
    """Read a notice. `year` is needed only for a text pasted without its title; raises `NoticeError`."""
    text = _plain(text)
    year = _year(text) or year
    if year is None:
        raise NoticeError("没有找到年份：请连同标题“关于……年部分节假日安排的通知”一起粘贴")
    days: dict[date, SpecialDay] = {}
    for name, body in _paragraphs(text):
        for day in _special_days(name, body, year):
            if day.on in days and days[day.on].is_working != day.is_working:
                raise NoticeError(f"{name}：{plain(day.on)}前后矛盾，既放假又上班")
            days.setdefault(day.on, day)
    found = tuple(days[on] for on in sorted(days))
    return HolidayNotice(year, _number(text), found, tuple(_warnings(found, year)))


def _plain(text: str) -> str:
    """Half-width digits and brackets, no spaces, no empty lines, nothing after the signature."""
    lines = (re.sub(r"\s+", "", line) for line in unicodedata.normalize("NFKC", text).splitlines())
    text = "\n".join(line for line in lines if line)
    headings = list(HEADING.finditer(text))
    signature = SIGNATURE.search(text, headings[-1].end()) if headings else None
    return text[: signature.start()] if signature else text


def _year(text: str) -> int | None:
    found = re.search(r"关于(\d{4})年部分节假日安排", text.replace("\n", "")) or re.search(r"(\d{4})年元旦、", text)
    return int(found[1]) if found else None


def _number(text: str) -> str:
    found = re.search(r"国办发(明电)?[〔\[(【](\d{4})[〕\])】](\d+)号", text)
    return f"国办发{found[1] or ''}〔{found[2]}〕{found[3]}号" if found else ""


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Each festival's name and what is said of it."""
    headings = list(HEADING.finditer(text))
    if not headings:
        raise NoticeError("没有找到任何节日段落，段落应像“一、元旦：1月1日放假……”")
    known = [heading.start() for heading in headings]
    for numbered in NUMBERED.finditer(text):
        if numbered.start() not in known:
            raise NoticeError(f"这一段没有看懂：“{numbered[1]}”")
    for heading, following in zip(headings, known[1:] + [len(text)], strict=True):
        yield _festival(heading[1]), text[heading.end() : following].replace("\n", "")


def _festival(heading: str) -> str:
    return "、".join(FESTIVALS[key] for key in re.findall("|".join(FESTIVALS), heading))


def _special_days(name: str, body: str, year: int) -> Iterator[SpecialDay]:
    off: list[date] = []
    for clause in _clauses(body):
        if working := WORKING.fullmatch(clause):
            for on in _dates(name, working[1], year):
                if on.weekday() < 5:
                    raise NoticeError(f"{name}：{plain(on)}是{WEEKDAY_NAMES[on.weekday()]}，不需要另行安排上班")
                yield SpecialDay(on, True, name, "notice")
        elif found := OFF.fullmatch(clause):
            off += _dates(name, found[1], year)
            _check_total(name, found[2], off)
            _refuse_dates(name, found[3], clause)
        elif total := TOTAL.fullmatch(clause):
            _check_total(name, total[1], off)
        else:
            _refuse_dates(name, clause, clause)
    if not off:
        raise NoticeError(f"{name}：没有看懂哪几天放假：“{body[:60]}”")
    yield from (SpecialDay(on, False, name, "notice") for on in off)


def _clauses(body: str) -> Iterator[str]:
    """What is ordered, clause by clause. Advice (鼓励…在除夕休息) makes no holiday."""
    for sentence in re.split(r"[。;]|\.(?!\d)", body):
        if not sentence.startswith("鼓励"):
            yield from (clause for clause in re.split(r",(?![^(]*\))", sentence) if clause)


def _refuse_dates(name: str, words: str, clause: str) -> None:
    if re.search(r"\d日|\d天", words) or re.search(r"放假|上班", words):
        raise NoticeError(f"{name}：没有看懂“{clause}”")


def _check_total(name: str, stated: str | None, off: list[date]) -> None:
    if stated and int(stated) != len(off):
        raise NoticeError(f"{name}：写的是共{stated}天，按日期数是{len(off)}天")


def _dates(name: str, words: str, year: int) -> list[date]:
    """The days of "1月28日（农历除夕、周二）至2月4日" or "9月20日、10月10日", weekdays checked."""
    found: list[date] = []
    for joint, stated_year, month, day, note in PART.findall(words):
        before = found[-1] if found else None
        on = _date(name, stated_year, month, day, before=before, year=year)
        _check_weekday(name, on, note)
        if before and joint not in ("", "、", "和"):
            if on < before:
                raise NoticeError(f"{name}：“{words}”的起止日期颠倒了")
            found += list(days_between(before, on))[1:]
        else:
            found.append(on)
    return found


def _date(name: str, stated_year: str, month: str, day: str, *, before: date | None, year: int) -> date:
    """The year, and within a range the month, may be left out. A December at New Year is last year's."""
    if not month and before is None:
        raise NoticeError(f"{name}：“{day}日”没有写明月份")
    month_number = int(month) if month else before.month
    assumed = year - 1 if name.startswith("元旦") and month_number == 12 else year
    try:
        on = date(int(stated_year or assumed), month_number, int(day))
    except ValueError as error:
        raise NoticeError(f"{name}：没有{month_number}月{day}日这一天") from error
    if on.year not in (year - 1, year) or on.year < year and on.month < 12:
        raise NoticeError(f"{name}：{plain(on)}不在{year}年的安排之内")
    return on


def _check_weekday(name: str, on: date, note: str) -> None:
    stated = STATED_WEEKDAY.search(note)
    actual = WEEKDAY_NAMES[on.weekday()]
    if stated and f"周{stated[1].replace('天', '日')}" != actual:
        raise NoticeError(f"{name}：{plain(on)}写的是周{stated[1]}，实际是{actual}")


def _warnings(days: tuple[SpecialDay, ...], year: int) -> Iterator[str]:
    named = {name for day in days for name in day.name.split("、")}
    for festival in dict.fromkeys(FESTIVALS.values()):
        if festival not in named:
            yield f"没有找到{festival}的安排"
    if year >= NEW_LAW_SINCE:
        yield from _long_runs(days)
    balance = sum(-1 if day.is_working else int(day.on.weekday() < 5) for day in days)
    expected = STATUTORY_DAYS[year >= NEW_LAW_SINCE]
    if balance != expected:
        yield f"平日放假天数减去周末上班天数应等于法定假日{expected}天，现为{balance}天，请核对有无遗漏"


def _long_runs(days: tuple[SpecialDay, ...]) -> Iterator[str]:
    """Work around a holiday for more days in a row than is usual; unusual is no error."""
    special = {day.on: day.is_working for day in days}

    def works(on: date) -> bool:
        return special.get(on, on.weekday() < 5)

    seen: set[date] = set()
    for made in (day.on for day in days if day.is_working):
        first = last = made
        while works(first - DAY):
            first -= DAY
        while works(last + DAY):
            last += DAY
        length = (last - first).days + 1
        if length > MOST_IN_A_ROW and first not in seen:
            yield f"{plain(first)}至{plain(last)}连续上班{length}天，一般不超过{MOST_IN_A_ROW}天，请核对"
        seen.add(first)
