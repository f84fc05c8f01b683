"""Days as they are written, everywhere the same."""

from datetime import UTC, date, datetime

from disclosure.deadlines.dates import local_day, moment, month_day, month_word, plain, short, year_month


def test_a_day_is_written_without_leading_zeros():
    on = date(2026, 3, 5)
    assert (plain(on), month_day(on), year_month(on), month_word(3)) == ("2026年3月5日", "3月5日", "2026年3月", "3月")
    assert (short(on, date(2026, 12, 31)), short(on, date(2027, 1, 1))) == ("3月5日", "2026年3月5日")
    assert month_day(None) == ""


def test_a_moment_belongs_to_its_day_in_china():
    at = datetime(2026, 9, 30, 16, 5, tzinfo=UTC)
    assert (local_day(at), moment(at)) == (date(2026, 10, 1), "2026年10月1日 00:05")
    assert local_day(None) is None
