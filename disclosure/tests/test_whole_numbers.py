"""Numbers in addresses: plain digits that the database can hold, on every page that reads one; nothing else is one."""

from datetime import date
from urllib.parse import quote

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from catalog.items.tests.factories import Desk
from disclosure.deadlines.calendar.due_calendar import Span, year_in
from disclosure.oversight.selection import Selection
from disclosure.web.whole_numbers import LARGEST_KEY, whole_number, whole_numbers
from feedback.cases.public.asking.about import item_shown

# Full-width, Arabic-Indic, raised, Roman, signed, spaced, grouped, fractional, too large, much too large, not there.
BAD = [
    "１",
    "١",
    "²",
    "Ⅳ",
    "-1",
    "+1",
    " 1",
    "1 ",
    "1_0",
    "1,0",
    "1.0",
    "1e3",
    "0x1",
    "\x00",
    str(2**63),
    "9" * 5000,
    "",
]


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_number_is_none(text):
    assert whole_number(text) is None
    assert whole_numbers(["7", text, "8"]) == [7, 8]


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("42", 42), (str(LARGEST_KEY), LARGEST_KEY)])
def test_plain_digits_are_a_number(text, number):
    assert whole_number(text) == number


def test_a_bound_of_its_own_holds():
    assert (whole_number("31", 31), whole_number("32", 31)) == (31, None)


@pytest.mark.parametrize("text", BAD)
def test_a_calendar_takes_no_bad_day_and_no_bad_year(text):
    assert Span(date(2026, 9, 1)).day_in(text) is None and year_in(f"202{text}") is None


def test_a_calendar_takes_the_days_of_its_month():
    month = Span(date(2026, 9, 1))
    assert [month.day_in(text) for text in ("0", "1", "30", "31")] == [None, date(2026, 9, 1), date(2026, 9, 30), None]
    assert Span(date(2026, 1, 1), is_year=True).day_in("1") is None
    assert (year_in("2026"), year_in("0"), year_in("99999")) == (2026, None, None)


@pytest.mark.parametrize("text", BAD)
def test_a_bad_department_narrows_nothing(text):
    query = QueryDict(mutable=True)
    query["department"] = text
    assert Selection.of(query).department == ""


@pytest.mark.django_db
def test_no_page_takes_a_bad_number_for_a_row(client):
    desk = Desk(on=timezone.localdate())
    item = desk.published_outside(code="1-1", event_on=timezone.localdate())
    assert item_shown(str(item.pk), AnonymousUser(), timezone.localdate()) == item
    wide = str(item.pk).translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    client.force_login(desk.clerk)
    for text in {*BAD, wide} - {"", "9" * 5000}:
        assert item_shown(text, AnonymousUser(), timezone.localdate()) is None
        assert client.get(f"{reverse('admin:catalog_withholding_add')}?item={quote(text)}").status_code == 404
        for name, key in (("catalog_item_add", "entry"), ("catalog_withholding_add", "entry")):
            assert client.get(f"{reverse(f'admin:{name}')}?{key}={quote(text)}").status_code == 200
