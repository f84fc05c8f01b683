"""Every kind of rule as Hypothesis strategies, for what must hold of any."""

from hypothesis import strategies as st

from disclosure.deadlines.rules import (
    CalendarDays,
    CalendarMonths,
    DayAfterPeriod,
    DayOfMonth,
    DaysAfterPeriod,
    DisclosureDay,
    EveryMonths,
    MonthSpans,
    PeriodEnd,
    WorkingDays,
)


def spans_of(bounds: list[int]) -> MonthSpans:
    """Of bounds between months, in order: (0, 2, 6, 7) is January to February and July."""
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return MonthSpans(tuple((before + 1, last) for before, last in pairs))


PERIODS = st.sampled_from(["month", "quarter", "half_year", "year"])
DAYS = st.integers(1, 31)
DAY_COUNTS = st.builds(WorkingDays, st.integers(1, 30)) | st.builds(CalendarDays, st.integers(1, 40))
EVENT_COUNTS = DAY_COUNTS | st.just(CalendarDays(0)) | st.builds(CalendarMonths, st.integers(1, 6))
RECURRENCES = st.one_of(
    st.builds(PeriodEnd, PERIODS),
    st.builds(DisclosureDay, st.integers(1, 7), st.integers(1, 4)),
    st.builds(DayOfMonth, DAYS, st.sets(st.integers(1, 12), min_size=1).map(tuple)),
    st.sampled_from([2, 3, 4, 6, 12]).flatmap(lambda size: st.builds(EveryMonths, st.just(size), st.integers(1, size))),
    st.lists(st.integers(0, 12), min_size=2, max_size=6, unique=True).map(sorted).map(spans_of),
    st.integers(1, 6).flatmap(lambda last: st.builds(lambda first: MonthSpans(((first, last),)), st.integers(7, 12))),
    st.builds(DayAfterPeriod, PERIODS, DAYS),
    st.builds(DayAfterPeriod, st.just("year"), DAYS, st.integers(1, 12)),
    st.builds(DaysAfterPeriod, PERIODS, EVENT_COUNTS.filter(lambda count: count.amount > 0)),
)
