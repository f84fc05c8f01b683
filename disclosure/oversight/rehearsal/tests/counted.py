"""What the five documents make owed in a year, counted here from their catalogues and the calendar: nothing asks the code under
test, not even for a working day.

The days off are those of the State Council's notice for 2026, and of the one that the script of the year has for 2027.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

DAY = timedelta(days=1)
SCHEMES = Path(__file__).resolve().parents[4] / "catalog" / "schemes"
OFF = """
    2026-01-01..2026-01-03 2026-02-15..2026-02-23 2026-04-04..2026-04-06 2026-05-01..2026-05-05 2026-06-19..2026-06-21
    2026-09-25..2026-09-27 2026-10-01..2026-10-07
    2027-01-01..2027-01-03 2027-02-05..2027-02-12 2027-04-03..2027-04-05 2027-05-01..2027-05-05 2027-06-09..2027-06-09
    2027-09-15..2027-09-15 2027-10-01..2027-10-07
"""
WORKED = """
    2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10
    2027-01-31 2027-02-14 2027-04-25 2027-05-08 2027-09-26 2027-10-09
"""
COUNTY = ["qijiang", "qijiang-town", "qijiang-village", "qijiang-school", "qijiang-hospital"]
ALL = ["longkou", "jiguan", "pingluo", "yueyang", *COUNTY]


class Row(NamedTuple):
    organization: str
    kind: str
    entry: str | None
    start_on: str
    due_on: str
    provisional: bool
    closed_on: str | None
    closed_as: str | None
    on_time: bool | None


def span(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def ends(words: str) -> list[date]:
    return [date.fromisoformat(word) for word in words.split("..")]


DAYS_OFF = {day for words in OFF.split() for day in span(*ends(words))}
DAYS_WORKED = {date.fromisoformat(word) for word in WORKED.split()}


def is_worked(on: date) -> bool:
    return on in DAYS_WORKED or (on.weekday() < 5 and on not in DAYS_OFF)


def after(start: str, days: int) -> str:
    """So many working days after it."""
    on = date.fromisoformat(start)
    while days:
        on += DAY
        days -= is_worked(on)
    return on.isoformat()


def last_worked(on: date) -> date:
    return on if is_worked(on) else last_worked(on - DAY)


def next_worked(on: date) -> date:
    return on if is_worked(on) else next_worked(on + DAY)


Turn = tuple[date, date]


def turns(months: int, first: date, until: date) -> Iterator[Turn]:
    """First day and due day of the periods of so many months, from the one that holds ``first`` to the one that holds ``until``."""
    starts = [date(year, month, 1) for year in range(first.year, until.year + 2) for month in range(1, 13, months)]
    for start, following in zip(starts, starts[1:], strict=False):
        if start <= until and following > first:
            yield start, last_worked(following - DAY)


def disclosure_days(first: date, until: date) -> Iterator[Turn]:
    """The first Friday of the month, on the next working day where it is none."""
    for start, _due in turns(1, first, until):
        friday = start + (4 - start.weekday()) % 7 * DAY
        yield start, next_worked(friday)


def entries(code: str, word: str) -> list[str]:
    """Codes of the catalogue's entries with this time limit."""
    with (SCHEMES / f"{code}.csv").open(encoding="utf-8") as file:
        return [row["code"] for row in csv.DictReader(file) if row["limit"] == word]


def recurring(first: date, until: date) -> Iterator[tuple[str, str, str | None, date, date]]:
    """Organisation, kind, entry, first day and due day of what the calendar alone makes owed."""
    half, quarter, month, year = ([*turns(months, first, until)] for months in (6, 3, 1, 12))
    by_entry = [
        # 一般为每半年更换一次，每季度微调一次
        ("longkou", "定期", half + quarter),
        ("jiguan", "定期", half + quarter),
        # 固定性公开内容一般每半年更新一次；定期没有选定的按季度
        ("pingluo", "固定", half),
        ("pingluo", "定期", quarter),
    ]
    for code, word, days in by_entry:
        yield from ((code, "duty", entry, *turn) for entry in entries(code, word) for turn in days)
    # 每月第一周星期五；下级没有自己的方案
    for code in COUNTY:
        for entry in entries("qijiang", "定期"):
            yield from ((code, "duty", entry, *turn) for turn in disclosure_days(first, until))
    # 每月各科室必须上报一篇党务公开信息：三个科室
    yield from (("pingluo", "duty", None, *turn) for _department in range(3) for turn in month)
    # 每年12月底前，报送党务公开工作情况总结报告
    yield from (("yueyang", "report", None, *turn) for turn in year)
    # 局党务公开领导小组定期召开会议：预设每季度一次
    yield from (("yueyang", "meeting", None, *turn) for turn in quarter)
    # 每季度最后一个工作日起10个工作日内确认
    for _start, opens_on in quarter:
        if first <= opens_on <= until:
            due_on = date.fromisoformat(after(opens_on.isoformat(), 10))
            yield from ((code, "confirmation", None, opens_on, due_on) for code in ALL)


def row(
    organization: str,
    kind: str,
    entry: str | None,
    start: str,
    due: str,
    closed: str | None,
    how: str | None,
    until: str,
) -> Row:
    on_time = None if how == "excused" else closed <= due if closed else False if due < until else None
    if kind == "confirmation":
        # Never late; open, it says nothing.
        on_time = True if closed else None
    return Row(organization, kind, entry, start, due, False, closed, how, on_time)
