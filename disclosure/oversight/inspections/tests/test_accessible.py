"""The pages of an inspection by axe, on a desktop in light and on a phone in dark, and none wider than its window."""

import pytest

from disclosure.oversight.inspections.actions.looking import find
from disclosure.oversight.inspections.tests.scene import County
from feedback.cases.tests.accessible import carry_axe, faults_of
from feedback.cases.tests.browsing import window

pytestmark = pytest.mark.portable


def test_axe_finds_nothing_on_the_pages_of_an_inspection(chromium, live_server, time_machine):
    county = County(count=3)
    time_machine.move_to(county.tick())
    frozen, drawn = county.frozen(), county.drawn()
    find(drawn, visit=county.visit(drawn), text="栏目空着", by=county.leader, now=county.tick())
    own = county.visit(drawn).get_absolute_url()
    places = {
        county.leader: [
            "/oversight/inspections/", "/oversight/inspections/new/", frozen.get_absolute_url(), drawn.get_absolute_url(),
            county.visit(frozen).get_absolute_url(), own, f"{own}sheet/", "/oversight/inspections/sheet/",
        ],
        county.desk.secretary: ["/oversight/inspections/", own],
    }  # fmt: skip
    found = []
    for person, addresses in places.items():
        with window(chromium, live_server, person) as page:
            carry_axe(page)
            for number, address in enumerate(addresses):
                assert page.goto(address).status == 200
                found += [f"{address}: {fault}" for fault in faults_of(page, has_frame=False, is_dark=number % 2 == 1)]
    assert found == []
