"""The sender's view of an answer is heard: content closes the case, not content has it done again, once."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_organization, make_person, noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.writing import approve_reply, write_reply
from feedback.cases.actions.judging import judge
from feedback.cases.clocks.verdicts import verdict_until
from feedback.cases.context import CaseContext
from feedback.cases.staff.panels.panels import public_answer_panel
from feedback.cases.states import Kind
from feedback.cases.supervision import where_to_complain
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.opinion_scene import OpinionScene

pytestmark = pytest.mark.django_db
ANSWERED, MONDAY = date(2026, 9, 30), date(2026, 10, 12)


@pytest.fixture
def scene():
    scene = OpinionScene()
    scene.answer(ANSWERED)
    return scene


@pytest.mark.clause("LK-23")
def test_who_is_content_closes_the_case(scene):
    case = scene.judge(MONDAY, "satisfied", text="")
    assert (case.state, case.verdict, case.closed_at) == ("closed", "satisfied", noon(MONDAY))
    assert case.reopened_count == 0
    with pytest.raises(NotNow):
        scene.judge(MONDAY, "unsatisfied")
    assert scene.stored().verdict == "satisfied"


@pytest.mark.clause("LK-23")
def test_who_is_not_content_has_it_done_again_with_a_new_clock_from_that_day(scene):
    first = scene.case.answer_deadline
    case = scene.judge(MONDAY, "unsatisfied")
    assert (case.state, case.verdict, case.reopened_count) == ("assigned", "unsatisfied", 1)
    assert (case.handler, case.closed_at, case.answered_on) == (scene.clerk, None, None)
    # 13 to 16 October are four, 19 to 23 nine, 26 to 30 fourteen, 2 November fifteen.
    assert case.answer_deadline.due_on == date(2026, 11, 2)
    assert case.answer_deadline.trace["event"] == "要求重办意见建议"
    assert Deadline.objects.get(pk=first.pk).closed_on == ANSWERED
    assert "2026年11月2日（周一）前再答复您" in scene.told()
    with pytest.raises(NotNow):
        scene.judge(MONDAY, "unsatisfied")
    assert Deadline.objects.filter(case_to_answer=case).count() == 1


@pytest.mark.clause("QJ-17")
def test_a_second_time_it_closes_with_the_verdict_kept_and_tells_where_to_complain(scene):
    scene.judge(MONDAY, "unsatisfied")
    scene.answer(date(2026, 10, 14), text="又换了更大的字。")
    case = scene.judge(date(2026, 10, 15), "unsatisfied", text="还是看不清。")
    assert (case.state, case.verdict, case.verdict_text) == ("closed", "unsatisfied", "还是看不清。")
    assert case.reopened_count == 1
    assert "0535-12380" in scene.told()
    assert case.replies.count() == 2


def test_an_unsatisfied_sender_says_why(scene):
    with pytest.raises(ValidationError):
        scene.judge(MONDAY, "unsatisfied", text=" ")
    with pytest.raises(ValidationError):
        scene.judge(MONDAY, "perhaps")
    assert scene.stored().state == "answered"


@pytest.mark.clause("YY-10")
def test_staff_register_what_was_said_by_telephone_and_the_sender_reads_that_they_did(scene):
    for person in (make_person("stranger"), scene.clerk):
        with pytest.raises(PermissionDenied):
            scene.judge(MONDAY, "satisfied", by=person)
    case = scene.judge(MONDAY, "satisfied", by=scene.collector)
    assert case.steps.last().by == scene.collector
    assert scene.told().startswith("工作人员登记了您的评价是“满意”。")


def test_the_view_is_waited_for_ten_working_days(scene):
    # 8, 9 and Saturday 10 October are three, 12 to 16 eight, 19 and 20 ten.
    assert verdict_until(scene.case) == date(2026, 10, 20)
    assert verdict_until(scene.judge(MONDAY, "satisfied")) is None


@pytest.mark.clause("LK-23")
@pytest.mark.parametrize(
    ("kind", "result", "state", "due_on"),
    [
        # By the scheme fifteen days for a topic, by preset fifteen working days for a question.
        (Kind.TOPIC, "explained", "accepted", date(2026, 10, 27)),
        (Kind.QUESTION, "explained", "received", date(2026, 11, 2)),
    ],
)
def test_other_cases_are_done_again_too_by_their_own_rule(scene, kind, result, state, due_on):
    case = received(scene.organization, kind, on=SUNDAY).case
    handler, now = scene.people["handler"], noon(date(2026, 9, 22))
    if kind == Kind.TOPIC:
        accept(case, by=handler, now=now)
    write_reply(case, result=result, text="维修用了三万元。", by=handler, now=now)
    if kind == Kind.TOPIC:
        approve_reply(case, by=scene.approver, now=now)
    send_reply(case, by=handler, now=now)
    case = judge(case, verdict="unsatisfied", text="没有写明细。", by=SENDER, now=noon(MONDAY))
    assert (case.state, case.answer_deadline.due_on) == (state, due_on)


@pytest.mark.clause("LK-23")
def test_an_anonymous_opinion_is_answered_to_everyone(scene):
    def panel_for(person):
        return public_answer_panel(CaseContext(scene.case, access_of(person, MONDAY)))

    panel = panel_for(scene.approver)
    assert panel.asks and panel.context["url"].endswith("/step/list/")
    assert not panel_for(scene.collector).context["url"]
    scene.case.is_anonymous = False
    assert panel_for(scene.approver) is None


def test_without_a_telephone_of_its_own_the_nearest_above_is_told():
    top = make_organization("top", name="市委", supervision_phone="12380")
    middle = make_organization("middle", top)
    assert "12380（市委）" in where_to_complain(make_organization("lowest", middle))
    assert "上一级党组织" in where_to_complain(make_organization("alone"))
