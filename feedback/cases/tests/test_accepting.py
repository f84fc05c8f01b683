"""A request is accepted or not, once, by who may; the answer's clock runs by the scheme; a withdrawn one is owed no more."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_holder, make_organization, noon
from disclosure.workflow.kit import SENDER, NotNow
from feedback.cases.actions.accepting import accept, not_accept
from feedback.cases.actions.withdrawing import register_withdrawal, withdraw
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.states import Kind
from feedback.cases.superiors import decision_deadline
from feedback.cases.tests.factories import received
from feedback.cases.tests.request_scene import Scene

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.mark.clause("LK-17")
def test_accepting_closes_its_clock_and_leaves_the_answer_counted_from_receipt():
    scene = Scene("longkou")
    case = scene.accept(date(2026, 9, 22))
    assert (case.state, case.accepted_on) == ("accepted", date(2026, 9, 22))
    assert (case.accept_deadline.closed_on, case.accept_deadline.closed_as) == (date(2026, 9, 22), "done")
    # 15 days after 20 September is 5 October, a holiday; 8 October is the first working day after it.
    assert case.answer_deadline.due_on == date(2026, 10, 8)
    assert scene.words() == "已受理。我们会在2026年10月8日（周四）前答复。"
    assert "2026年10月8日" in Letter.objects.get(case=case, name="acceptance").body


@pytest.mark.clause("YY-05")
def test_yueyang_answers_ten_working_days_after_acceptance():
    scene = Scene("yueyang")
    assert scene.due() == (date(2026, 9, 28), None)
    scene.accept(date(2026, 9, 23))
    # 24, 28, 29, 30 September, 8, 9, 10 (Saturday, working), 12, 13, 14 October.
    assert scene.due() == (date(2026, 9, 28), date(2026, 10, 14))


@pytest.mark.clause("YY-05")
def test_over_the_year_end_the_day_is_provisional_and_says_so():
    scene = Scene("yueyang", date(2026, 12, 21))
    case = scene.accept(date(2026, 12, 24))
    # 25, 28, 29, 30, 31 December, then 4, 5, 6, 7, 8 January.
    assert (case.answer_deadline.due_on, case.answer_deadline.is_provisional) == (date(2027, 1, 8), True)
    assert scene.words() == "已受理。我们会在2027年1月8日（周五，暂定）前答复。2027年放假安排公布以后，日期可能改。"


@pytest.mark.clause("JG-11")
@pytest.mark.parametrize("slug", ["jiguan", "pingluo", "qijiang"])
def test_where_the_letter_gives_no_days_the_preset_holds_and_is_marked(slug):
    scene = Scene(slug)
    case = scene.accept(date(2026, 9, 22))
    assert scene.due() == (date(2026, 9, 28), date(2026, 10, 8))
    assert case.answer_deadline.trace["source"]["preset"] is True


def test_a_late_acceptance_is_accepted_and_stays_late():
    case = Scene("longkou").accept(date(2026, 9, 29))
    assert case.accept_deadline.was_late()


def test_not_accepting_gives_the_reason_and_owes_no_answer():
    scene = Scene("longkou")
    case = scene.take(not_accept(scene.case, reason="不是本组织的事。", by=scene.handler, now=noon(date(2026, 9, 22))))
    assert (case.state, case.closed_at) == ("not_accepted", noon(date(2026, 9, 22)))
    assert [case.accept_deadline.closed_as, case.answer_deadline.closed_as] == ["done", "ended"]
    assert scene.words().startswith("不予受理。理由：不是本组织的事。\n您还有意见的")
    assert Letter.objects.filter(case=case, name="non_acceptance").count() == 1


def test_not_accepting_without_a_reason_changes_nothing():
    scene = Scene("longkou")
    with pytest.raises(ValidationError, match="理由"):
        not_accept(scene.case, reason=" ", by=scene.handler, now=noon(date(2026, 9, 22)))
    assert scene.actions() == ["received"]


def test_only_who_handles_requests_there_accepts():
    scene = Scene("longkou")
    for stranger in (make_holder(scene.organization, "collector"), Scene("yueyang").handler):
        with pytest.raises(PermissionDenied):
            accept(scene.case, by=stranger, now=noon(date(2026, 9, 22)))


def test_a_second_press_says_so_and_leaves_one_step_one_letter_and_one_record():
    scene = Scene("longkou")
    scene.accept(date(2026, 9, 22))
    for again in (accept, lambda case, **who: not_accept(case, reason="迟了", **who)):
        with pytest.raises(NotNow, match="可能已经有人办过"):
            again(scene.case, by=scene.handler, now=noon(date(2026, 9, 22)))
    assert scene.actions() == ["received", "accepted"]
    assert Letter.objects.count() == 1
    assert Event.objects.filter(action="case.accepted").count() == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_a_sender_withdraws_a_case_of_any_kind_and_nothing_is_owed_any_more(kind):
    scene = Scene("longkou", kind=kind, is_anonymous=False, name="李四")
    case = scene.take(withdraw(scene.case, reason="已经知道了。", by=SENDER, now=noon(date(2026, 9, 22))))
    assert case.state == "withdrawn" and not case.is_open
    assert {d.closed_as for d in (case.accept_deadline, case.answer_deadline) if d} == {"ended"}
    with pytest.raises(NotNow):
        withdraw(scene.case, by=SENDER, now=noon(date(2026, 9, 22)))


def test_withdrawing_what_is_late_does_not_make_it_timely():
    scene = Scene("longkou")
    scene.accept(date(2026, 9, 22))
    case = scene.take(withdraw(scene.case, by=SENDER, now=noon(date(2026, 10, 9))))
    assert case.answer_deadline.closed_as == "ended" and case.answer_deadline.was_late()


def test_withdrawing_what_lies_above_ends_the_superiors_clock_too():
    scene, on = Scene("longkou"), date(2026, 9, 23)
    scene.accept(date(2026, 9, 22))
    superior = make_organization("above")
    reply = Reply.objects.create(
        case=scene.case,
        result=Reply.Result.REFUSED,
        reason="work_secret",
        legal_basis="disclosure-7",
        state=Reply.State.AT_SUPERIOR,
        written_by=scene.handler,
        written_at=noon(on),
        superior=superior,
        superior_deadline=decision_deadline(scene.case, superior, on=on, by=scene.handler, now=noon(on)),
    )
    Case.objects.filter(pk=scene.case.pk).update(state="at_superior")
    scene.take(withdraw(scene.case, by=SENDER, now=noon(date(2026, 9, 24))))
    reply.superior_deadline.refresh_from_db()
    assert reply.superior_deadline.closed_as == "ended"


def test_staff_register_a_withdrawal_with_how_it_was_said_and_only_they():
    scene = Scene("longkou")
    on = noon(date(2026, 9, 22))
    with pytest.raises(ValidationError):
        register_withdrawal(scene.case, reason="", by=scene.handler, now=on)
    with pytest.raises(PermissionDenied):
        register_withdrawal(scene.case, reason="来电话", by=scene.approver, now=on)
    scene.take(register_withdrawal(scene.case, reason="9月22日来电话", by=scene.handler, now=on))
    assert scene.words().startswith("按您的要求，已经撤回，不再办理。")


def test_a_case_in_which_others_are_answered_is_not_withdrawn():
    scene = Scene("longkou")
    other = received(scene.organization).case
    other.merged_into = scene.case
    other.save()
    with pytest.raises(ValidationError, match="别人的来件"):
        withdraw(scene.case, by=SENDER, now=noon(date(2026, 9, 22)))
