"""What those who watch do besides, by axe: orders, assessments, meetings, points, supervisors, measures, on both sides of them."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosure.deadlines.tests.factories import make_rows
from disclosure.orders.actions import begin_order, report_back
from disclosure.organizations.tests.factories import make_holders, make_organization, noon
from disclosure.oversight.accountability.actions import enter
from disclosure.oversight.assessment.actions import draft_assessment, preview
from disclosure.oversight.assessment.models import Score
from disclosure.oversight.assessment.objecting import raise_objection
from disclosure.oversight.meetings.tests.factories import Office
from disclosure.oversight.points.actions import name_point, propose_point, write
from feedback.cases.tests.accessible import carry_axe, faults_of
from feedback.cases.tests.browsing import window

pytestmark = pytest.mark.portable
DAY = timedelta(days=1)


class Rooms:
    """A county's office and a town below it: one row of everything, each at a stage in which something is left to do."""

    def __init__(self):
        self.on = timezone.localdate() - DAY
        self.office = Office("county", on=self.on)
        self.county = self.office.organization
        self.town = make_organization("town", self.county)
        self.own = make_holders(self.town, ["clerk", "secretary"])
        make_rows(self.town, 3, due_on=self.on - 40 * DAY, closed_on=self.on - 41 * DAY)

    def addresses(self) -> Iterator[str]:
        """For the leader of the office."""
        now, clerk = noon(self.on), {"by": self.office.clerk, "now": noon(self.on)}
        given = {"issuer": self.county, "what": "换成大字。", "why": "看不清。", "working_days": 10}
        order = begin_order(self.town, **given, by=self.office.approver, now=now)
        report_back(order, text="换了。", by=self.own["clerk"], now=now)
        yield from ("/admin/orders/order/add/", page_of(order))
        assessment = draft_assessment(self.county, year=(self.on - 40 * DAY).year, of="below", **clerk)
        assessment = preview(assessment, by=self.office.secretary, now=now)
        result = assessment.results.order_by("position").first()
        raise_objection(result, text="有一件是按时的。", by=self.own["secretary"], now=now)
        score = Score.objects.filter(result=result, whole__gt=0).first()
        yield from ("/oversight/assessment/", page_of(assessment), page_of(result))
        yield from (reverse("oversight:assessment_rows", args=[score.pk]), "/oversight/assessment/burden/")
        meeting = self.office.confirmed(resolutions=[("放低公开栏", self.on + 20 * DAY)])
        yield from ("/oversight/meetings/", meeting.get_absolute_url(), page_of(meeting))
        term = {"from_on": self.on, "until_on": self.on + 300 * DAY}
        point = propose_point(
            self.county, kind="contact", point=self.town, guide="组织部", why="领导重视", **term, **clerk
        )
        point = name_point(point, by=self.office.secretary, now=now)
        write(point, kind="experience", happened_on=self.on, text="把公开栏放低", learnt="老人看得见", **clerk)
        yield from ("/oversight/points/", point.get_absolute_url())
        yield "/oversight/supervisors/"
        facts = {"kind": "fault", "concerned": self.town, "step": "限期整改", "body": "县纪委", "why": "长期不公开"}
        measure = enter(self.county, decided_on=self.on, heard_on=self.on, **facts, by=self.office.approver, now=now)
        yield from ("/admin/oversight/measure/add/", page_of(measure))


def page_of(row) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.mark.clause("LK-24", "LK-26", "JG-17", "QJ-18", "QJ-21", "QJ-25")
@pytest.mark.django_db(transaction=True)
def test_axe_finds_nothing_in_the_other_rooms_of_whoever_watches(chromium, live_server):
    rooms = Rooms()
    addresses = list(rooms.addresses())
    found = []
    with window(chromium, live_server, rooms.office.approver) as page:
        carry_axe(page)
        for number, address in enumerate(addresses):
            assert page.goto(address).status == 200, address
            found += [f"{address}: {fault}" for fault in faults_of(page, has_frame=False, is_dark=number % 2 == 1)]
    assert found == []
