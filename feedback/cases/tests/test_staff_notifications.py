"""Who has the next step on a case is told so: by kind and number, once, and never of their own act."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.audit.words import ACTION_LABELS
from disclosure.deadlines.reminders import remind
from disclosure.notices.models import Notice
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_holder, make_holders, make_organization, make_post, noon
from disclosure.workflow.kit import NotNow
from feedback.cases.actions.assigning import assign, claim
from feedback.cases.actions.sender import register_told, see_sender
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Outgoing
from feedback.cases.notifications.manual import UNCERTAIN, untold
from feedback.cases.notifications.sender import ENDS_MERGED, WHAT
from feedback.cases.notifications.staff import NOTICES, send_to_staff
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, happened, received, under_scheme

pytestmark = pytest.mark.django_db
NAMED = {"is_anonymous": False, "name": "王小明", "phone": "13800138000"}
MONDAY = noon(SUNDAY + timedelta(days=1))


@pytest.fixture
def longkou():
    return under_scheme("longkou", superior=make_organization("committee"))


@pytest.fixture
def people(longkou):
    return make_holders(longkou, ["handler", "collector", "clerk", "approver", "secretary"])


def told(**given) -> list[str]:
    return sorted(Notice.objects.filter(**given).values_list("recipient__username", flat=True))


@pytest.mark.clause("QJ-17")
@pytest.mark.parametrize(
    ("kind", "role"),
    [("topic", "handler"), ("application", "handler"), ("question", "handler"), ("opinion", "collector")],
)
def test_a_new_case_is_told_to_whose_work_its_kind_is(longkou, people, kind, role):
    case = received(longkou, kind, **NAMED).case
    notice = Notice.objects.get()
    assert notice.recipient == people[role]
    assert notice.title == f"收到新的来件：{Kind(kind).label}（{case.number}）"
    assert notice.url == f"/admin/feedback/case/{case.pk}/change/"


@pytest.mark.clause("QJ-05")
def test_no_notice_says_who_wrote_or_what(longkou, people):
    case = received(longkou, **NAMED).case
    assign(case, handler=people["clerk"], note="王小明来过", by=people["handler"], now=MONDAY)
    said = str(list(Notice.objects.values()))
    assert Notice.objects.count() == 2
    for secret in ("王小明", "13800138000", "办公楼", "预算"):
        assert secret not in said


def test_who_is_given_a_case_is_told_and_who_takes_it_is_not(longkou, people):
    first, second = received(longkou).case, received(longkou).case
    Notice.objects.all().delete()
    assign(first, handler=people["clerk"], by=people["handler"], now=MONDAY)
    claim(second, by=people["handler"], now=MONDAY)
    assert told() == ["longkou-clerk"]


def test_the_sender_who_works_there_hears_of_it_as_the_sender_only(longkou, people):
    received(longkou, is_anonymous=False, person=people["handler"])
    assert [notice.url.startswith("/requests/") for notice in Notice.objects.all()] == [True]


@pytest.mark.clause("LK-23")
def test_whose_work_a_complaint_is_about_is_not_told_of_it(longkou, people):
    make_post(people["clerk"], longkou, "collector")
    case = received(longkou).case
    Case.objects.filter(pk=case.pk).update(handler=people["clerk"])
    Notice.objects.all().delete()
    received(longkou, Kind.OPINION, complaint_about=case)
    assert told() == ["longkou-collector"]


def test_a_step_is_told_once_and_costs_the_same_for_one_person_and_for_twenty(longkou, people):
    step = Step.objects.get(case=received(longkou).case)
    send_to_staff(step.case, step, now=MONDAY)
    assert Notice.objects.count() == 1
    one = queries_of_a_case(longkou)
    for number in range(20):
        make_holder(longkou, "handler", f"handler-{number}")
    assert queries_of_a_case(longkou) == one
    assert Notice.objects.count() == 2 + 21


def queries_of_a_case(organization) -> int:
    with CaptureQueriesContext(connection) as captured:
        received(organization)
    return len(captured)


def reminded(case, on) -> dict[str, str]:
    remind(on=on, now=noon(on))
    rows = Notice.objects.filter(title__contains=f"答复（{case.number}）")
    return dict(rows.values_list("recipient__username", "url"))


@pytest.mark.clause("LK-17")
def test_the_clock_reminds_those_whose_work_it_is_then_the_head_then_the_superior_each_where_they_may_read(
    longkou, people
):
    make_holder(Organization.objects.get(code="committee"), "supervisor", "superior")
    case = received(longkou).case
    due_on, desk = case.answer_deadline.due_on, f"/admin/feedback/case/{case.pk}/change/"
    why = case.answer_deadline.get_absolute_url()
    assert reminded(case, due_on) == {"longkou-handler": desk}
    assert reminded(case, due_on + timedelta(days=7)) == {
        "longkou-handler": desk,
        "longkou-secretary": why,
        "superior": why,
    }


def test_where_nobody_handles_requests_the_head_is_reminded_and_led_to_why_it_is_due(longkou):
    make_holders(longkou, ["secretary", "clerk", "collector"])
    case = received(longkou).case
    expected = {"longkou-secretary": case.answer_deadline.get_absolute_url()}
    assert reminded(case, case.answer_deadline.due_on) == expected


def test_the_handler_of_a_case_is_reminded_instead_of_all_who_might_have_been(longkou, people):
    case = received(longkou, Kind.QUESTION).case
    assign(case, handler=people["clerk"], by=people["handler"], now=MONDAY)
    assert list(reminded(case, case.answer_deadline.due_on)) == ["longkou-clerk"]


@pytest.mark.clause("LK-23")
def test_who_chose_the_telephone_is_told_by_a_person_who_registers_it_once(longkou, people):
    case = received(longkou, Kind.OPINION, reply_by="phone", **NAMED).case
    assert not untold(case).exists()
    happened(case, "screened", by=people["collector"], now=MONDAY, words="您的意见会有人办理。")
    assert [step.action for step in untold(case)] == ["screened"]
    see_sender(case, by=people["collector"], now=MONDAY, reason="打电话")
    with pytest.raises(ValidationError, match="请删去"):
        register_told(case, how="phone", note="和王小明说了", by=people["collector"], now=MONDAY)
    register_told(case, how="phone", note="本人接的电话", by=people["collector"], now=MONDAY)
    assert not untold(case).exists()
    with pytest.raises(NotNow):
        register_told(case, how="phone", by=people["collector"], now=MONDAY)


def test_every_step_that_is_notified_is_the_name_of_an_action():
    names = {*NOTICES, *WHAT, *ENDS_MERGED, *ENDS_MERGED.values()}
    assert {f"case.{name}" for name in names} <= set(ACTION_LABELS)


def test_the_page_of_the_case_says_what_to_tell_and_what_was_lost_and_shows_no_number(client, longkou, people):
    case = received(longkou, reply_by="phone", **NAMED).case
    happened(case, "accepted", by=None, now=MONDAY, words="已受理，很快答复。")
    Outgoing.objects.create(
        case=case, key="lost", channel="email", subject="s", text="t", not_before=MONDAY, error=UNCERTAIN
    )
    client.force_login(people["handler"])
    words = client.get(f"/admin/feedback/case/{case.pk}/change/").content.decode()
    assert "请打电话告知来件人" in words and "已受理，很快答复。" in words and UNCERTAIN in words
    assert NAMED["phone"] not in words and NAMED["name"] not in words
