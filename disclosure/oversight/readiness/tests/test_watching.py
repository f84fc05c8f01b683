"""Readiness asks for supervisors and meetings where the document does, in the order in which the work must be done."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from catalog.directory.tests.factories import adopt
from disclosure.organizations.tests.factories import client_of, make_holders, make_organization, noon
from disclosure.oversight.meetings.due import open_meetings_due
from disclosure.oversight.meetings.tests.factories import Office
from disclosure.oversight.readiness.points import Readiness, readiness_of
from disclosure.oversight.readiness.sources import evidence_of
from disclosure.oversight.supervisors.tests.factories import put_in_office

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LK-24"), pytest.mark.clause("YY-20")]
ON, DAY = date(2026, 1, 5), timedelta(days=1)


def row_of(organization, on=ON) -> Readiness:
    (evidence,) = evidence_of([organization], on)
    return readiness_of(evidence)


def missing(organization, name, on=ON) -> str | None:
    """What to do; None where it is not asked for."""
    return next((point.missing for point in row_of(organization, on).points if point.name == name), None)


class Place:
    def __init__(self, slug, code="place"):
        self.organization = make_organization(code)
        adopt(self.organization, slug)
        people = make_holders(self.organization, ["clerk", "secretary"])
        self.clerk, self.secretary = people.values()

    def supervised(self, *constituencies, days=300):
        put_in_office(self.organization, self.clerk, self.secretary, *constituencies, on=ON, days=days)
        return self.organization


@pytest.mark.clause("PL-14")
@pytest.mark.parametrize(
    ("slug", "said"),
    [
        ("longkou", "还没有聘任监督员（五（三））。"),
        ("pingluo", "还没有聘任监督员（四（三）3）。"),
        ("yueyang", "还没有聘任监督员（四（二））。"),
        ("qijiang", None),  # 可结合实际
        ("jiguan", None),
    ],
)
def test_they_are_asked_for_where_the_document_hires_them(slug, said):
    assert missing(Place(slug).organization, "supervisors") == said


def test_each_of_those_whom_the_document_names_is_to_be_represented():
    place = Place("longkou")
    assert (
        missing(place.supervised("retired", "enterprise"), "supervisors")
        == "监督员里还没有基层、群众代表（五（三））。"
    )
    assert missing(place.supervised("masses", "grassroots"), "supervisors") == ""
    assert missing(Place("pingluo", "other").supervised("member"), "supervisors") == ""


def test_a_term_that_ends_within_a_month_is_seen_before():
    organization = Place("yueyang").supervised("member", days=60)
    assert missing(organization, "supervisors", ON + 29 * DAY) == ""
    assert "党员监督员的聘期到2026年3月5日为止" in missing(organization, "supervisors", ON + 30 * DAY)
    assert missing(organization, "supervisors", ON + 60 * DAY) == "还没有聘任监督员（四（二））。"


def test_where_they_may_be_done_without_a_term_that_ends_is_still_seen():
    organization = Place("qijiang").supervised("member", days=10)
    assert "请续聘或者换人" in missing(organization, "supervisors")


@pytest.mark.clause("QJ-18")
@pytest.mark.clause("YY-19")
@pytest.mark.parametrize(("slug", "name"), [("qijiang", "meetings_supervisors"), ("yueyang", "meetings_group")])
def test_a_meeting_that_was_not_held_in_time_is_missing(slug, name):
    organization = Office(slug=slug).organization
    open_meetings_due(on=ON, now=noon(ON))
    assert missing(organization, name) == ""
    assert "该开的没有开" in missing(organization, name, date(2026, 4, 1))
    assert missing(Place("longkou").organization, "meetings_group") is None


@pytest.mark.clause("LK-28")
def test_the_first_thing_to_do_is_what_the_others_rest_on(client):
    place = Place("longkou")
    names = [point.name for point in row_of(place.organization).points]
    order = ["clerk", "group", "scheme", "catalogue", "channels", "phone", "supervisors"]
    assert [name for name in names if name in order] == order
    groups = [label for label, _points in row_of(place.organization).groups]
    assert len(groups) == len(set(groups))
    row = row_of(place.organization, timezone.localdate())
    page = client_of(place.secretary).get("/oversight/o/place/readiness/").content.decode()
    assert f"<strong>先做这一件：</strong>{row.next.missing}" in page
