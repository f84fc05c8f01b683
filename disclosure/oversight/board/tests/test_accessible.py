"""The supervisor's page, what its numbers mean and the circular by axe, and none wider than its window."""

from datetime import timedelta

import pytest
from django.utils import timezone

from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.tests.factories import make_department, make_holder, make_organization
from disclosure.oversight.indicators.tests.factories import drawn_rows
from disclosure.oversight.watching import MOST_UNITS
from feedback.cases.tests.accessible import carry_axe, faults_of
from feedback.cases.tests.browsing import window

pytestmark = pytest.mark.portable
PAGES = (
    "/oversight/", "/oversight/", "/oversight/?by=department&state=week", "/oversight/?by=level&kind=disclosure",
    "/oversight/numbers/", "/oversight/numbers/", "/oversight/circulars/o/county/", "/oversight/calendar/",
    "/oversight/circulars/o/county/",
)  # fmt: skip


@pytest.mark.clause("QJ-18")
def test_axe_finds_nothing_on_the_pages_of_whoever_watches(chromium, live_server):
    """With more organisations than are drawn, so that the others are folded."""
    on = timezone.localdate()
    county = make_organization("county", supervision_phone="0000-1234567")
    town = make_organization("town", county)
    places = [make_organization(f"unit-{number}", town) for number in range(MOST_UNITS)]
    drawn_rows([county, town, *places[:3]], 300, on)
    make_rows(town, 2, due_on=on - timedelta(days=3), department=make_department(town))
    found = []
    with window(chromium, live_server, make_holder(county, "supervisor")) as page:
        carry_axe(page)
        for number, address in enumerate(PAGES):
            assert page.goto(address).status == 200
            found += [f"{address}: {fault}" for fault in faults_of(page, has_frame=False, is_dark=number % 2 == 1)]
    assert found == []
