"""情况反映: written below, sent to the superior, received, answered, and seen by the two organisations alone."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from catalog.bulletins import upward_reports as upward
from catalog.bulletins.models import UpwardReport
from catalog.items.tests.factories import TODAY, Desk
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.tests.factories import client_of, make_holder, make_member, make_organization, make_person

pytestmark = pytest.mark.django_db
SECRET = "办公楼漏雨的情况"


@pytest.fixture
def above():
    return make_organization("above")


@pytest.fixture
def leader(above):
    return make_holder(above, "approver")


@pytest.fixture
def desk(above):
    return Desk(superior=above, on=timezone.localdate())


def written(desk) -> UpwardReport:
    return upward.write_report(desk.organization, title=SECRET, body="请上级帮助。", by=desk.clerk, now=desk.tick())


def sent(desk) -> UpwardReport:
    return upward.send_report(written(desk), by=desk.secretary, now=desk.tick())


@pytest.mark.clause("LK-22")
@pytest.mark.clause("YY-18")
def test_a_branch_reports_upward_and_sees_what_became_of_it(desk, leader):
    report = sent(desk)
    assert [row.title for row in Notice.objects.filter(recipient=leader)] == [
        f"下级报送了情况反映：{desk.organization}"
    ]
    report = upward.receive_report(report, by=leader, now=desk.tick())
    report = upward.answer_report(report, answer="已安排维修。", by=leader, now=desk.tick())
    assert (report.state, report.answer) == ("answered", "已安排维修。")
    for person in (desk.clerk, desk.secretary):
        titles = Notice.objects.filter(recipient=person).order_by("pk").values_list("title", flat=True)
        assert [title.partition("：")[0] for title in titles] == ["上级已收到情况反映", "上级已答复情况反映"]
    assert not Notice.objects.filter(title__contains=SECRET).exists()
    assert not Event.objects.filter(object_label__contains=SECRET).exists()


@pytest.mark.clause("LK-22")
def test_an_answer_given_at_once_receives_too(desk, leader):
    report = upward.answer_report(sent(desk), answer="已办。", by=leader, now=desk.tick())
    assert report.received_by == leader and report.state == "answered"


def test_without_a_superior_in_the_portal_it_says_so():
    alone = Desk("alone")
    with pytest.raises(ValidationError, match="没有上级组织"):
        written(alone)
    shown = client_of(alone.clerk).get("/admin/catalog/upwardreport/add/").content.decode()
    assert "本组织在门户里没有上级组织" in shown


def test_each_step_needs_its_post_and_a_second_press_changes_nothing(desk, leader):
    report = written(desk)
    with pytest.raises(PermissionDenied):
        upward.send_report(report, by=desk.clerk, now=desk.tick())
    with pytest.raises(ValidationError, match="不能签收"):
        upward.receive_report(report, by=leader, now=desk.tick())
    upward.send_report(report, by=desk.secretary, now=desk.tick())
    with pytest.raises(ValidationError, match="不能报送"):
        upward.send_report(report, by=desk.secretary, now=desk.tick())
    with pytest.raises(ValidationError, match="不能修改"):
        upward.save_report(report, title="改", body="改", by=desk.clerk, now=desk.tick())
    for person in (desk.secretary, desk.approver):
        with pytest.raises(PermissionDenied):
            upward.answer_report(report, answer="自己答", by=person, now=desk.tick())
    with pytest.raises(ValidationError, match="处理结果"):
        upward.answer_report(report, answer=" ", by=leader, now=desk.tick())
    report.refresh_from_db()
    assert (report.state, report.answer) == ("sent", "")


@pytest.mark.clause("LK-22")
def test_only_working_posts_of_the_two_organizations_see_it(desk, above, leader):
    report = written(desk)
    grandparent = make_holder(make_organization("elsewhere"), "approver")
    member = make_person("member")
    make_member(member, desk.organization)
    watcher = make_holder(above, "supervisor")

    def seeing() -> set[str]:
        people = (desk.clerk, desk.approver, leader, grandparent, member, watcher)
        return {person.username for person in people if UpwardReport.objects.on_desk_of(person, TODAY)}

    assert seeing() == {"branch-clerk", "branch-approver"}
    upward.send_report(report, by=desk.secretary, now=desk.tick())
    assert seeing() == {"branch-clerk", "branch-approver", "above-approver"}


def test_who_stands_above_the_superior_does_not_see_it():
    top = make_organization("top")
    middle = make_organization("middle", top)
    desk = Desk(superior=middle)
    chief = make_holder(top, "approver")
    report = sent(desk)
    assert not UpwardReport.objects.on_desk_of(chief, TODAY).exists()
    with pytest.raises(PermissionDenied):
        upward.answer_report(report, answer="越级", by=chief, now=desk.tick())


@pytest.mark.clause("LK-22")
def test_it_walks_up_and_down_by_buttons_alone(desk, leader):
    clerk, secretary, superior = client_of(desk.clerk), client_of(desk.secretary), client_of(leader)
    clerk.post("/admin/catalog/upwardreport/add/", {"title": SECRET, "body": "请上级帮助。"})
    report = UpwardReport.objects.get()
    url = f"/admin/catalog/upwardreport/{report.pk}/"
    assert superior.get(url + "change/").status_code == 404
    assert "已报送" in secretary.post(url + "send/", follow=True).content.decode()
    assert "已签收" in superior.post(url + "receive/", follow=True).content.decode()
    refused = superior.post(url + "answer/", {"answer": ""}).content.decode()
    assert "请写明处理结果" in refused
    assert "已答复" in superior.post(url + "answer/", {"answer": "已安排维修。"}, follow=True).content.decode()
    assert "已安排维修。" in clerk.get(url + "change/").content.decode()
    assert "可能已经有人办过了" in superior.post(url + "receive/", follow=True).content.decode()


@pytest.mark.clause("LK-22")
def test_today_says_which_report_waits_until_it_is_answered(desk, leader):
    def waiting() -> list[str]:
        return [card.action_label for card in client_of(leader).get("/admin/").context["today"].waiting.cards]

    report = sent(desk)
    assert waiting() == ["去签收"]
    upward.receive_report(report, by=leader, now=desk.tick())
    assert waiting() == ["去答复"]
    upward.answer_report(report, answer="已办。", by=leader, now=desk.tick())
    assert waiting() == []


def test_the_list_takes_the_same_queries_for_one_report_and_for_twenty(desk, leader):
    def queries() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert client_of(leader).get("/admin/catalog/upwardreport/").status_code == 200
        return len(caught)

    sent(desk)
    one = queries()
    for _ in range(20):
        sent(desk)
    assert queries() == one


def test_a_report_that_a_colleague_changed_is_read_before_it_goes_up(desk, leader):
    report = written(desk)
    url = f"/admin/catalog/upwardreport/{report.pk}/"
    secretary = client_of(desk.secretary)
    seen = secretary.get(f"{url}change/").context["page"].more.send_form["seen"].value()
    upward.save_report(report, title=SECRET, body="另有一件急事。", by=desk.clerk, now=desk.tick())
    answer = secretary.post(f"{url}send/", {"seen": seen}, follow=True)
    assert "请再看一遍" in answer.content.decode() and "另有一件急事。" in answer.content.decode()
    assert UpwardReport.objects.get().state == "draft"
    secretary.post(f"{url}send/", {"seen": answer.context["page"].more.send_form["seen"].value()})
    assert UpwardReport.objects.get().state == "sent"


def test_two_writers_of_a_report_are_told_of_each_other(desk):
    report = written(desk)
    url, clerk = f"/admin/catalog/upwardreport/{report.pk}/", client_of(desk.clerk)
    seen = clerk.get(f"{url}change/").context["page"].more.form["seen"].value()
    upward.save_report(report, title=SECRET, body="先写的", by=desk.secretary, now=desk.tick())
    again = clerk.post(f"{url}save/", {"title": SECRET, "body": "后写的", "seen": seen})
    assert "刚刚保存过" in again.content.decode() and "后写的" in again.content.decode()
    form = again.context["page"].more.form
    clerk.post(f"{url}save/", {"title": SECRET, "body": "后写的", "seen": form["seen"].value()})
    assert UpwardReport.objects.get().body == "后写的"


def test_what_was_written_into_a_report_that_went_up_meanwhile_can_be_copied(desk):
    report = sent(desk)
    url = f"/admin/catalog/upwardreport/{report.pk}/save/"
    shown = client_of(desk.clerk).post(url, {"title": SECRET, "body": "还有一段没有写完"}, follow=True).content.decode()
    assert "您刚才写的没有存进去" in shown and "还有一段没有写完" in shown
    assert UpwardReport.objects.get().body == "请上级帮助。"
