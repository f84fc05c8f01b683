"""From the middle of November on a missing holiday notice is named, with the way to mend it."""

from datetime import date

import pytest

from disclosure.deadlines.checks import missing_notice
from disclosure.deadlines.models import HolidayNotice
from disclosure.organizations.tests.factories import make_administrator, noon

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "warns"),
    [(date(2026, 11, 14), False), (date(2026, 11, 15), True), (date(2026, 12, 31), True), (date(2025, 12, 1), False)],
)
def test_the_check_speaks_from_the_fifteenth_of_november_while_next_year_is_provisional(on, warns):
    assert bool(missing_notice(on)) is warns


def test_a_confirmed_notice_silences_it():
    HolidayNotice.objects.create(
        year=2027, text="通知", confirmed_at=noon(date(2026, 11, 20)), confirmed_by=make_administrator("system")
    )
    assert missing_notice(date(2026, 12, 1)) == []
