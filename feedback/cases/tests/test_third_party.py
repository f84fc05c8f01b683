"""A third party is asked once; the answer's clock stands still meanwhile and goes on with the days that were left."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.tests.factories import noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.clocks.clocks import stop
from feedback.cases.models.replies import Letter
from feedback.cases.tests.factories import offered
from feedback.cases.tests.request_scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.clause("JG-11")]
ACCEPTED, ASKED = date(2026, 9, 22), date(2026, 9, 23)


@pytest.fixture
def scene():
    scene = Scene("longkou", is_anonymous=False, name="王小明")
    scene.accept(ACCEPTED)
    return scene


def test_the_answer_waits_and_goes_on_with_the_days_left(scene):
    case = scene.ask_third_party(ASKED)
    # Fifteen working days: 24, 28, 29, 30 September, 8, 9, 10, 12, 13, 14, 15, 16, 19, 20, 21 October.
    assert (case.state, case.waiting_until_on) == ("accepted", date(2026, 10, 21))
    assert case.answer_deadline.due_on is None
    scene.register_third_party(date(2026, 10, 12))
    # 21, 22, 23 September are used; 12 days after 12 October is Saturday the 24th, so Monday the 26th.
    assert scene.due()[1] == date(2026, 10, 26)
    assert scene.words() == "第三方的意见已经收到。我们会在2026年10月26日（周一）前答复。"


@pytest.mark.clause("YY-05")
def test_yueyang_counts_working_days_on_either_side_of_the_wait():
    scene = Scene("yueyang")
    scene.accept(date(2026, 9, 23))
    case = scene.ask_third_party(date(2026, 9, 28))
    assert case.waiting_until_on == date(2026, 10, 23)
    scene.register_third_party(date(2026, 10, 19))
    # 24 and 28 September are used; 20, 21, 22, 23, 26, 27, 28, 29 October are the other eight.
    assert scene.due()[1] == date(2026, 10, 29)


def test_the_sender_does_not_read_who_is_asked_nor_the_third_party_who_asks(scene):
    case = scene.ask_third_party(ASKED)
    scene.register_third_party(date(2026, 10, 12), "refuses", text="涉及商业秘密。")
    shown = "".join(case.steps.values_list("words", flat=True))
    assert "宏达" not in shown and "商业秘密" not in shown
    letter = Letter.objects.get(case=case, name="third_party")
    assert letter.salutation == "宏达建筑公司" and "维修合同的价款" in letter.body
    assert "王小明" not in str(vars(letter))


def test_what_comes_after_the_last_day_is_kept_and_buys_no_day(scene):
    scene.ask_third_party(ASKED)
    scene.register_third_party(date(2026, 10, 28))
    # As if it had come on 21 October: twelve days later is 2 November.
    assert scene.due()[1] == date(2026, 11, 2)


def test_silence_is_recorded_only_when_the_last_day_is_over(scene):
    scene.ask_third_party(ASKED)
    with pytest.raises(ValidationError, match="还没有到期"):
        scene.register_third_party(date(2026, 10, 21), "silent")
    scene.register_third_party(date(2026, 10, 22), "silent")
    assert scene.due()[1] == date(2026, 11, 2)


def test_refusing_needs_its_reason_and_nobody_is_asked_twice(scene):
    scene.ask_third_party(ASKED)
    with pytest.raises(ValidationError, match="理由"):
        scene.register_third_party(date(2026, 10, 12), "refuses")
    with pytest.raises(NotNow):
        scene.ask_third_party(ASKED)
    scene.register_third_party(date(2026, 10, 12))
    with pytest.raises(NotNow, match="可能已经有人办过"):
        scene.register_third_party(date(2026, 10, 12))
    with pytest.raises(ValidationError, match="一次"):
        scene.ask_third_party(date(2026, 10, 12))


def test_a_late_answer_is_not_made_timely_by_asking(scene):
    scene.ask_third_party(date(2026, 10, 9))
    case = scene.now_stored()
    assert (case.answer_deadline.due_on, case.answer_deadline.paused_on) == (date(2026, 10, 8), None)
    assert "不算" not in scene.words()
    scene.register_third_party(date(2026, 10, 12))
    assert scene.due()[1] == date(2026, 10, 8)


def test_while_it_waits_only_what_fits_is_offered(scene):
    def buttons():
        return {step.name for step in offered(scene.now_stored(), scene.handler, ASKED)}

    assert "ask_third_party" in buttons() and "register_third_party" not in buttons()
    scene.ask_third_party(ASKED)
    assert "register_third_party" in buttons()
    assert not {"ask_third_party", "send_up", "extend"} & buttons()


def test_answering_while_it_waits_leaves_a_due_date_and_withdrawing_ends_the_wait(scene):
    case = scene.ask_third_party(ASKED)
    stop(case.answer_deadline, on=date(2026, 9, 24), by=None, now=noon(date(2026, 9, 24)))
    deadline = scene.now_stored().answer_deadline
    # 12 days left after 24 September is 6 October, a holiday.
    assert (deadline.due_on, deadline.closed_as, deadline.was_late()) == (date(2026, 10, 8), "done", False)
    case = scene.take(withdraw(scene.case, by=SENDER, now=noon(date(2026, 9, 24))))
    assert (case.state, case.waiting_for) == ("withdrawn", "")
