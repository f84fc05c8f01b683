"""Every number equals a count by hand, comes from one statement, and leads to exactly its rows."""

from collections import defaultdict
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from catalog.items.tests.factories import Desk
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.tests.factories import make_organization
from disclosure.oversight.indicators.addresses import url_of
from disclosure.oversight.indicators.measuring import measure, regroup, total
from disclosure.oversight.indicators.registry import COUNTED, INDICATORS
from disclosure.oversight.indicators.tests.factories import DAY, Counted, drawn_rows
from disclosure.oversight.selection import STATES, Selection

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 16)
KEYS = list(INDICATORS)


def values_of(figures) -> dict:
    found = {key: figures[key] for key in KEYS}
    rate = found["on_time_rate"]
    return found | {"on_time_rate": None if rate is None else pytest.approx(float(rate))}


@pytest.fixture
def ledger():
    county = make_organization("county")
    organizations = [county, *(make_organization(f"unit-{number}", county) for number in range(4))]
    return drawn_rows(organizations, 1200, ON)


def apart(rows, by) -> dict[tuple, list]:
    groups = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return groups


def month_of(row) -> date | None:
    return row.due_on.replace(day=1) if row.due_on else None


@pytest.mark.clause("LK-05")
@pytest.mark.clause("PL-04")
def test_every_number_equals_a_count_of_the_rows_one_by_one(ledger):
    groups = apart(ledger, lambda row: (row.organization_id, month_of(row)))
    with CaptureQueriesContext(connection) as captured:
        found = measure(Deadline.objects.all(), KEYS, ON, by=["organization", "month"])
    assert len(captured) == 1
    assert found.keys() == groups.keys()
    for key, rows in groups.items():
        assert Counted(rows, ON).values() == values_of(found[key]), key
    every = Counted(ledger, ON).values()
    assert every == values_of(total(found.values(), KEYS, ON))
    assert every == values_of(measure(Deadline.objects.all(), KEYS, ON)[()])
    assert min(every.values()) > 0


@pytest.mark.parametrize(("cut", "by"), [("kind", lambda row: row.kind), ("department", lambda row: None)])
def test_numbers_are_put_apart_by_kind_and_department(ledger, cut, by):
    found = measure(Deadline.objects.all(), KEYS, ON, by=[cut])
    wanted = {(key,): Counted(rows, ON).values() for key, rows in apart(ledger, by).items()}
    assert wanted == {key: values_of(figures) for key, figures in found.items()}


def test_groups_added_up_are_the_whole(ledger):
    found = measure(Deadline.objects.all(), KEYS, ON, by=["organization", "month"])
    summed = regroup(found, lambda values: values[0])
    wanted = measure(Deadline.objects.all(), KEYS, ON, by=["organization"])
    assert {(key,): values_of(figures) for key, figures in summed.items()} == {
        key: values_of(figures) for key, figures in wanted.items()
    }


@pytest.mark.clause("QJ-18")
@pytest.mark.parametrize("key", KEYS)
def test_the_address_of_a_number_asks_for_exactly_its_rows(ledger, key):
    first, last = date(2026, 8, 1), date(2026, 8, 31)
    address = urlsplit(url_of(key, "county", first=first, last=last, kind="disclosure"))
    assert address.path == "/oversight/o/county/"
    rows = Selection.of(QueryDict(address.query)).rows(Deadline.objects.all(), ON)
    of_august = [row for row in ledger if row.due_on and first <= row.due_on <= last]
    counted = Counted([row for row in of_august if row.kind in ("duty", "item", "outside")], ON).values()
    # A rate and an age lead to the rows they are reckoned from.
    part = {"on_time_rate": "fallen_due", "oldest_days": "overdue_now"}.get(key, key)
    assert rows.count() == counted[part]


def test_each_state_of_an_address_is_counted_by_one_number_of_its_name():
    assert {state: COUNTED[state].name for state in STATES} == STATES
    names = [indicator.name for indicator in INDICATORS.values()]
    assert len(set(names)) == len(names)
    assert all(indicator.definition and indicator.formula for indicator in INDICATORS.values())


def test_what_was_excused_only_after_it_was_due_is_late_and_not_excused():
    """Neither number may take in what the other counts."""
    rows = make_rows(make_organization("unit"), 3, due_on=ON - 9 * DAY, closed_on=ON - DAY)
    Deadline.objects.filter(pk__in=[row.pk for row in rows]).update(closed_as="excused")
    found = measure(Deadline.objects.all(), ["late", "excused", "due"], ON)[()]
    assert [found[key] for key in ("late", "excused", "due")] == [3, 0, 3]
    assert Selection(state="excused").rows(Deadline.objects.all(), ON).count() == 0


def test_a_rate_of_nothing_is_no_number():
    assert measure(Deadline.objects.all(), ["on_time_rate", "oldest_days"], ON)[()]["on_time_rate"] is None


def test_the_category_of_a_row_is_the_first_level_of_its_entry(db):
    desk = Desk(on=ON)
    item = desk.registered("1-1", event_on=ON - 30 * DAY)
    make_rows(desk.organization, 1, due_on=ON - DAY, kind="filing")
    category = item.entry.get_ancestors().get(rank="category").name
    found = measure(Deadline.objects.all(), ["overdue_now"], ON, by=["category"])
    assert {key: figures["overdue_now"] for key, figures in found.items()} == {(category,): 1, ("",): 1}
    assert list(Selection(category=category).rows(Deadline.objects.all(), ON)) == [item.deadline]
    assert Selection(category="none").rows(Deadline.objects.all(), ON).get().kind == "filing"
