"""Hearings and symposia: entered, published by another person, taken down (JG-10, QJ-09)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from disclosure.organizations.tests.factories import make_member, make_organization, make_person, noon
from feedback.consultations.actions import meetings
from feedback.consultations.models import Meeting
from feedback.consultations.tests.factories import MONDAY, SECRET, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def entered(office, on=MONDAY, **given) -> Meeting:
    first = {"kind": "hearing", "title": "调整收费听证", "held_on": on, "place": "二楼会议室", "attendance": 13}
    text = {"minutes": "<p>党员代表发言。</p>", "scope": "society"}
    return meetings.enter_meeting(office.organization, by=office.clerk, now=noon(on), **{**first, **text, **given})


def published(office, on=MONDAY, **given) -> Meeting:
    return meetings.publish_meeting(entered(office, on, **given), by=office.secretary, now=noon(on))


@pytest.mark.clause("JG-10", "QJ-09")
def test_minutes_are_published_by_another_person_once_the_meeting_was_held(office):
    to_come = entered(office, held_on=MONDAY + timedelta(days=1))
    with pytest.raises(ValidationError, match="开完再公布"):
        meetings.publish_meeting(to_come, by=office.secretary, now=noon(MONDAY))
    with pytest.raises(PermissionDenied):
        meetings.publish_meeting(to_come, by=office.clerk, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="还没有写会议记录"):
        published(office, minutes="")
    with pytest.raises(ValidationError, match="参加人员里有手机号"):
        published(office, attendees="张三 13812345678")
    out = published(office)
    assert out.published_by == office.secretary
    with pytest.raises(ValidationError, match="已经发布"):
        meetings.publish_meeting(out, by=office.secretary, now=noon(MONDAY))
    meetings.withdraw_meeting(out, reason="记录有误", by=office.secretary, now=noon(MONDAY))
    assert not Meeting.objects.published().exists()


def test_a_meeting_belongs_to_a_consultation_of_its_own_organisation(office):
    foreign = Office("other").out()
    with pytest.raises(ValidationError, match="不是本组织的"):
        entered(office, consultation=foreign)


@pytest.mark.clause("QJ-09")
def test_minutes_are_read_by_those_they_are_for_and_name_no_draft_that_is_not(office, client):
    today = timezone.localdate()
    draft = office.out(today, scope="party")
    shown, inside = published(office, today, consultation=draft), published(office, today, scope="party", title=SECRET)
    answer = client.get(shown.get_absolute_url())
    assert "党员代表发言" in answer.content.decode() and SECRET not in answer.content.decode()
    assert client.get(inside.get_absolute_url()).status_code == 404
    assert [row.title for row in client.get("/meetings/").context["meetings"]] == ["调整收费听证"]
    member = make_person("member")
    make_member(member, office.organization)
    client.force_login(member)
    assert SECRET in client.get(shown.get_absolute_url()).content.decode()
    assert client.get(inside.get_absolute_url()).status_code == 200
    assert len(client.get("/meetings/", {"o": office.organization.code}).context["meetings"]) == 2


@pytest.mark.clause("JG-10")
def test_the_desk_enters_and_another_person_publishes(office, client):
    client.force_login(office.clerk)
    on = timezone.localdate().isoformat()
    data = {"kind": "symposium", "title": "座谈", "held_on": on, "place": "村部", "attendance": "9", "scope": "party"}
    kept = client.post("/admin/feedback/meeting/add/", {**data, "attendance": "0", "minutes": "<p>写了很久</p>"})
    assert "写了很久" in kept.content.decode() and not Meeting.objects.exists()
    client.post("/admin/feedback/meeting/add/", {**data, "minutes": "<p>记录</p>"})
    meeting = Meeting.objects.get()
    url = f"/admin/feedback/meeting/{meeting.pk}/"
    answer = client.get(f"{url}change/")
    assert answer.status_code == 200 and answer.context["offers"] == []
    client.force_login(office.secretary)
    assert "公布记录" in client.get(f"{url}change/").content.decode()
    client.post(f"{url}do/publish/")
    meeting.refresh_from_db()
    assert meeting.published_by == office.secretary
    assert client.get("/admin/feedback/meeting/").status_code == 200
    stranger = Office("other")
    client.force_login(stranger.clerk)
    assert client.get(f"{url}change/").status_code == 404
    assert make_organization("third").meetings.count() == 0
