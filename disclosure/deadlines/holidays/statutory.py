"""The holidays known by law alone: the festivals of a year, and the days off in their stead.

《全国年节及纪念日放假办法》 (State Council order 795, in force since 1 January 2025), article 2: thirteen days; before it
order 644 of 2013: eleven. Article 6: a holiday that falls on a Saturday or Sunday is made up for on a working day; on
which one only the yearly notice says, so the next one is taken. Where two festivals meet on one day (中秋 on 1 October 2020)
the notices have given a day more. Pure.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from lunar_python import Lunar

DAY = timedelta(days=1)
NEW_LAW_SINCE = 2025


@dataclass(frozen=True)
class Festival:
    """The days that the law makes holidays, one after the other."""

    name: str
    first: date
    days: int

    @property
    def last(self) -> date:
        return self.first + DAY * (self.days - 1)

    @property
    def dates(self) -> list[date]:
        return [self.first + DAY * offset for offset in range(self.days)]


def festivals(year: int) -> list[Festival]:
    is_new = year >= NEW_LAW_SINCE
    spring = lunar_day(year, 1, 1)
    return [
        Festival("元旦", date(year, 1, 1), 1),
        Festival("春节", spring - DAY, 4) if is_new else Festival("春节", spring, 3),  # with the eve, to the third day
        Festival("清明节", qingming(year), 1),
        Festival("劳动节", date(year, 5, 1), 2 if is_new else 1),
        Festival("端午节", lunar_day(year, 5, 5), 1),
        Festival("中秋节", lunar_day(year, 8, 15), 1),
        Festival("国庆节", date(year, 10, 1), 3),
    ]


def lunar_day(year: int, month: int, day: int) -> date:
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def qingming(year: int) -> date:
    solar = Lunar.fromYmd(year, 1, 1).getJieQiTable()["清明"]
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def statutory_days(year: int) -> dict[date, str]:
    """Each day with the name of its festival, or of both."""
    names: dict[date, str] = {}
    for festival in festivals(year):
        for on in festival.dates:
            names[on] = f"{festival.name}、{names[on]}" if on in names else festival.name
    return dict(sorted(names.items()))


def days_in_lieu(year: int) -> dict[date, str]:
    """Working days off in the stead of statutory days on a weekend, or on which two festivals meet."""
    holidays = statutory_days(year)
    found: dict[date, str] = {}
    for on, name in holidays.items():
        for _lost in range((on.weekday() >= 5) + name.count("、")):
            instead = on
            while instead.weekday() >= 5 or instead in holidays or instead in found:
                instead += DAY
            found[instead] = f"{name}补假"
    return found
