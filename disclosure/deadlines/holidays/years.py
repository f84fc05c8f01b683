"""What is known of a year where no notice has been loaded.

Published years come from the `chinesecalendar` library. A year without a notice is provisional: weekends, the statutory
holidays known by law, and the days off in their stead. Pure.
"""

from functools import cache

from chinese_calendar import constants as library

from disclosure.deadlines.holidays.statutory import days_in_lieu, statutory_days
from disclosure.deadlines.workdays import SpecialDay, WorkCalendar, Year

LIBRARY_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利七十周年纪念日",
}
PUBLISHED_BY_LIBRARY = frozenset(on.year for on in library.holidays)


@cache
def forecast_year(year: int) -> Year:
    """What the law alone says of a year."""
    days = statutory_days(year) | days_in_lieu(year)
    return Year({on: SpecialDay(on, False, days[on], "forecast") for on in days}, is_published=False, source="forecast")


@cache
def library_year(year: int) -> Year:
    """The year as the library publishes it, or the forecast from the law where it does not."""
    if year not in PUBLISHED_BY_LIBRARY:
        return forecast_year(year)
    days = {}
    for table, is_working in ((library.holidays, False), (library.workdays, True)):
        for on, name in table.items():
            if on.year == year:
                days[on] = SpecialDay(on, is_working, LIBRARY_NAMES.get(name, name), "library")
    return Year(days, is_published=True, source="library")


@cache
def library_calendar() -> WorkCalendar:
    """What the library knows, with a forecast for the years it does not know yet."""
    return WorkCalendar(years=library_year)
