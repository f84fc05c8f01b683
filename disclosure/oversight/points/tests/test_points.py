"""Contact and demonstration points: named by two people of the superior, visited and written about, learnt from by all."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.bulletins.models import Bulletin
from catalog.directory.tests.factories import adopt
from disclosure.notices.models import Notice
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import client_of, make_holders, make_organization, make_person, noon
from disclosure.oversight.points.actions import (
    decline_point,
    end_point,
    name_point,
    points,
    propose_point,
    records,
    share_experience,
    standards_of,
    unshare_experience,
    write,
)
from disclosure.oversight.points.models import ContactPoint
from disclosure.workflow.kit import NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.clause("QJ-19"), pytest.mark.clause("QJ-25")]
ON, DAY = date(2026, 3, 2), timedelta(days=1)
NOW = noon(ON)
UNTIL = date(2027, 3, 1)
S = ContactPoint.State


class County:
    """A county with two towns, one of which becomes a point; a town elsewhere."""

    def __init__(self, on=ON):
        self.on = on
        self.organization = make_organization("county", name="青山县委")
        adopt(self.organization, "qijiang")
        self.town = make_organization("town", self.organization, name="石桥镇党委")
        self.other = make_organization("other", self.organization, name="河口镇党委")
        self.foreign = make_organization("foreign", name="外县县委")
        roles = ["clerk", "secretary", "approver"]
        self.people = {
            row.code: make_holders(row, roles) for row in (self.organization, self.town, self.other, self.foreign)
        }

    def who(self, code, role):
        return self.people[code][role]

    def proposed(self, kind="contact", by="clerk", **given) -> ContactPoint:
        given = {
            "point": self.town,
            "guide": "组织部 王科长",
            "why": "领导重视",
            "from_on": self.on,
            "until_on": self.on + 360 * DAY,
            **given,
        }
        return propose_point(self.organization, kind=kind, **given, by=self.who("county", by), now=noon(self.on))

    def named(self, kind="contact", **given) -> ContactPoint:
        return name_point(self.proposed(kind, **given), by=self.who("county", "secretary"), now=noon(self.on))

    def experience(self, point, by=None, **given):
        given = {"kind": "experience", "happened_on": self.on, "text": "把公开栏放低", "learnt": "老人看得见", **given}
        return write(point, **given, by=by or self.who("town", "clerk"), now=noon(self.on))


@pytest.fixture
def county():
    return County()


def test_one_proposes_and_another_decides(county):
    row = county.proposed()
    with pytest.raises(PermissionDenied):
        name_point(row, by=county.who("county", "clerk"), now=NOW)
    for code in ("town", "other", "foreign"):
        with pytest.raises(PermissionDenied):
            name_point(row, by=county.who(code, "secretary"), now=NOW)
    assert list(points.inbox(access_of(county.who("county", "approver"), ON))) == [row]
    assert not points.inbox(access_of(county.who("town", "approver"), ON)).exists()
    row = name_point(row, by=county.who("county", "approver"), now=NOW)
    assert row.stands(ON) and not row.stands(ON + 360 * DAY)
    assert Notice.objects.filter(recipient=county.who("town", "secretary"), title__contains="联系点").exists()


def test_who_proposed_it_does_not_decide_whatever_they_may(county):
    row, secretary = county.proposed(by="secretary"), county.who("county", "secretary")
    assert not points.inbox(access_of(secretary, ON)).exists()
    with pytest.raises(PermissionDenied):
        name_point(row, by=secretary, now=NOW)
    with pytest.raises(PermissionDenied):
        decline_point(row, reason="条件还不够", by=secretary, now=NOW)
    assert name_point(row, by=county.who("county", "approver"), now=NOW).stands(ON)


def test_only_those_below_become_points_and_only_once_at_a_time(county):
    for point in (county.organization, county.foreign):
        with pytest.raises(ValidationError, match="下级"):
            county.proposed(point=point)
    county.proposed()
    with pytest.raises(ValidationError, match="已经提出过"):
        county.proposed()
    assert county.proposed("demonstration").kind == "demonstration"


@pytest.mark.parametrize(("begins", "ends"), [(-10, -1), (-10, 0), (5, 5)])
def test_it_has_a_term_that_ends_after_it_begins_and_after_today(county, begins, ends):
    with pytest.raises(ValidationError, match="止期要在起期和今天以后"):
        county.proposed(from_on=ON + begins * DAY, until_on=ON + ends * DAY)
    assert county.proposed(from_on=ON - 10 * DAY, until_on=ON + DAY).until_on == ON + DAY


def test_the_standards_are_those_of_the_document(county):
    assert standards_of(county.organization, ON) == ["领导重视", "工作基础好", "示范作用强"]
    adopt(county.foreign, "longkou")
    assert standards_of(county.foreign, ON) == []


def test_one_declined_or_ended_is_no_point_and_says_why(county):
    declined = decline_point(county.proposed(), reason="不急", by=county.who("county", "secretary"), now=NOW)
    assert (declined.state, declined.reason) == (S.DECLINED, "不急")
    ended = end_point(county.named(), reason="换人", by=county.who("county", "approver"), now=noon(ON + 9 * DAY))
    assert ended.until_on == ON + 9 * DAY
    assert not ContactPoint.objects.standing(ON + 9 * DAY).exists()
    with pytest.raises(NotNow):
        county.experience(ended)


# --- visits, bulletins, experience ---


def test_both_sides_write_and_nobody_else(county):
    point = county.named()
    visit = write(point, kind="visit", happened_on=ON, text="看了公开栏", by=county.who("county", "clerk"), now=NOW)
    own = county.experience(point)
    assert (visit.organization, own.organization) == (county.organization, county.town)
    for code in ("other", "foreign"):
        with pytest.raises(PermissionDenied):
            county.experience(point, by=county.who(code, "clerk"))
    with pytest.raises(ValidationError, match="晚于今天"):
        county.experience(point, happened_on=ON + DAY)


def test_a_bulletin_is_one_of_the_two_that_was_published(county):
    point = county.named()

    def bulletin(organization, state="published"):
        at = {"published_at": NOW, "published_by": county.who("county", "secretary")} if state == "published" else {}
        person = county.who("county", "clerk")
        row = {"organization": organization, "kind": "notice", "title": "简报", "body": "一", "state": state}
        return Bulletin.objects.create(**row, created_by=person, created_at=NOW, saved_by=person, saved_at=NOW, **at)

    given = {"kind": "bulletin", "happened_on": ON, "text": "第一期", "by": county.who("county", "clerk"), "now": NOW}
    with pytest.raises(ValidationError, match="哪一份简报"):
        write(point, **given)
    for wrong in (bulletin(county.foreign), bulletin(county.organization, "draft")):
        with pytest.raises(ValidationError, match="不是联系点"):
            write(point, **given, bulletin=wrong)
    assert write(point, **given, bulletin=bulletin(county.organization)).bulletin.title == "简报"


@pytest.mark.clause("YY-20")
def test_an_experience_is_shared_by_another_person_of_the_superior(county):
    own = county.experience(county.named())
    with pytest.raises(PermissionDenied):
        share_experience(own, by=county.who("town", "secretary"), now=NOW)
    county_own = county.experience(own.point, by=county.who("county", "secretary"))
    with pytest.raises(PermissionDenied):
        share_experience(county_own, by=county.who("county", "secretary"), now=NOW)
    assert list(records.inbox(access_of(county.who("county", "secretary"), ON))) == [own]
    shared = share_experience(own, by=county.who("county", "secretary"), now=NOW)
    assert shared.shared_at == NOW
    assert unshare_experience(shared, reason="写错", by=county.who("county", "approver"), now=NOW).shared_at is None
    visit = write(own.point, kind="visit", happened_on=ON, text="看了", by=county.who("county", "clerk"), now=NOW)
    with pytest.raises(NotNow, match="只有经验做法"):
        share_experience(visit, by=county.who("county", "secretary"), now=NOW)


# --- who sees what ---


def test_the_exchange_column_is_read_by_all_below_the_superior_and_by_nobody_else():
    county = County(timezone.localdate())
    own = county.experience(county.named())
    page = "/oversight/points/"
    assert "把公开栏放低" not in client_of(county.who("other", "secretary")).get(page).content.decode()
    share_experience(own, by=county.who("county", "secretary"), now=timezone.now())
    for code in ("county", "town", "other"):
        shown = client_of(county.who(code, "secretary")).get(page).content.decode()
        assert "把公开栏放低" in shown and "老人看得见" in shown
    assert "把公开栏放低" not in client_of(county.who("foreign", "secretary")).get(page).content.decode()


def test_pages_are_for_both_sides_and_those_who_watch_them(client):
    county = County(timezone.localdate())
    point = county.named()
    record = county.experience(point)
    page, staff, written = point.get_absolute_url(), point.get_staff_url(), record.get_absolute_url()
    assert [client.get(url).status_code for url in ("/oversight/points/", page)] == [302, 302]
    for code, expected in (("county", 200), ("town", 200), ("other", 404), ("foreign", 404)):
        browser = client_of(county.who(code, "secretary"))
        assert [browser.get(url).status_code for url in (page, staff, written)] == [expected] * 3
    assert client_of(make_person("member")).get(page).status_code == 404
    assert client_of(county.who("other", "secretary")).get("/oversight/points/o/town/").status_code == 404
    waiting = county.proposed("demonstration")
    assert client_of(county.who("town", "secretary")).get(waiting.get_staff_url()).status_code == 404
    assert client_of(county.who("town", "secretary")).get(waiting.get_absolute_url()).status_code == 404


def test_the_mark_on_the_organisations_page_is_for_those_inside(client):
    county = County(timezone.localdate())
    county.named("demonstration")
    page = county.town.get_absolute_url()
    for code in ("town", "county"):
        assert "示范点" in client_of(county.who(code, "secretary")).get(page).content.decode()
    assert "示范点" not in client.get(page).content.decode()
    assert "示范点" not in client_of(county.who("foreign", "secretary")).get(page).content.decode()


def test_the_page_costs_the_same_for_one_and_for_many(django_assert_max_num_queries):
    county = County(timezone.localdate())
    browser = client_of(county.who("county", "secretary"))

    def statements() -> int:
        with django_assert_max_num_queries(30) as found:
            assert browser.get("/oversight/points/").status_code == 200
        return len(found)

    def another(point):
        row = county.experience(county.named(point=point), by=county.who("county", "clerk"))
        share_experience(row, by=county.who("county", "secretary"), now=timezone.now())

    another(county.town)
    first = statements()
    for number in range(8):
        another(make_organization(f"village-{number}", county.town))
    assert statements() == first


def test_the_whole_way_through_the_staff_pages():
    county = County(timezone.localdate())
    clerk, secretary = (client_of(county.who("county", role)) for role in ("clerk", "secretary"))
    given = {
        "organization": "county", "kind": "contact", "point": "town", "guide": "王科长", "why": "基础好",
        "standards": ["领导重视", "示范作用强"], "from_on": county.on, "until_on": county.on + 90 * DAY,
    }  # fmt: skip
    assert clerk.post("/admin/oversight/contactpoint/add/", given).status_code == 302
    point = ContactPoint.objects.get()
    assert point.standards == ["领导重视", "示范作用强"]
    assert "提出定为联系点" in secretary.get("/admin/").content.decode()
    secretary.post(f"/admin/oversight/contactpoint/{point.pk}/do/name/")
    told = {"kind": "experience", "happened_on": county.on, "text": "把公开栏放低", "learnt": ""}
    town = client_of(county.who("town", "clerk"))
    town.post(
        f"/admin/oversight/contactpoint/{point.pk}/do/write_up/",
        {f"write_up-{key}": value for key, value in told.items()},
    )
    record = point.records.get()
    secretary.post(f"/admin/oversight/pointrecord/{record.pk}/do/share/")
    assert "把公开栏放低" in town.get(point.get_staff_url()).content.decode()
    record.refresh_from_db()
    assert record.shared_by == county.who("county", "secretary")
