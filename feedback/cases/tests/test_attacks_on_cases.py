"""What people try on cases that are none of their business, or that they would rather not answer."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from disclosure.workflow.kit import SENDER, NotNow, stamp_of
from feedback.cases.actions.accepting import not_accept, screen_out
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.writing import write_reply
from feedback.cases.actions.assigning import defer
from feedback.cases.actions.closing import close, reopen
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.judging import register_verdict
from feedback.cases.actions.listing import list_case
from feedback.cases.actions.merge_targets import merge_targets
from feedback.cases.actions.merging import merge
from feedback.cases.actions.sender import see_sender
from feedback.cases.actions.waiting.completing import ask_completion
from feedback.cases.actions.waiting.third_party import ask_third_party
from feedback.cases.actions.withdrawing import register_withdrawal, withdraw
from feedback.cases.clocks.verdicts import verdict_until
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.figures import figures
from feedback.cases.models.cases import Case
from feedback.cases.registers import cases_of
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import DECIDED, REFUSAL, SENT, AnswerScene
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.opinion_scene import OpinionScene
from feedback.cases.tests.request_scene import Scene
from feedback.cases.visibility import cases_for

pytestmark = pytest.mark.django_db
MONDAY = SUNDAY + timedelta(days=1)


# --- a complaint is not known to those whom it is about ---


def complained_about() -> tuple[AnswerScene, Case]:
    scene = AnswerScene()
    scene.discipline = make_organization("discipline", scene.organization, kind="discipline")
    scene.collector = make_holder(scene.discipline, "collector", "discipline-collector")
    scene.written()
    scene.send()
    return scene, complain(scene.case, text="账目没有说清楚", by=SENDER, now=noon(SENT)).case


def history_of(client, person, case) -> str:
    client.force_login(person)
    return client.get(f"/admin/feedback/case/{case.pk}/change/").content.decode()


@pytest.mark.clause("JG-08")
def test_that_somebody_complained_stands_on_the_cases_page_only_for_who_sees_the_complaint(client):
    scene, complaint = complained_about()
    colleague = make_holder(scene.organization, "handler", "colleague")
    for person in (scene.handler, scene.approver, colleague):
        page = history_of(client, person, scene.case)
        assert scene.case.number in page
        assert complaint.number not in page and "反映，编号" not in page and "纪检" not in page
    assert complaint.number in scene.words(), "its sender reads it"


@pytest.mark.clause("JG-08")
def test_who_had_any_hand_in_the_answer_sees_nothing_of_a_complaint_about_it(client):
    scene, complaint = complained_about()
    for person in (scene.handler, scene.approver):
        make_post(person, scene.discipline, "collector")
        assert is_own_case(complaint, person)
        assert complaint not in cases_for(access_of(person, SENT))
        assert not cases_of(scene.discipline, SENT.year, by=person, on=SENT).exists()
        assert history_of(client, person, complaint).count(complaint.number) == 0
    assert list(cases_of(scene.discipline, SENT.year, by=scene.collector, on=SENT)) == [complaint]


def test_a_complaint_passes_over_a_body_where_nobody_but_those_complained_about_would_read_it():
    scene = AnswerScene(is_below=True)
    make_post(scene.decider, scene.superior, "collector")
    near = make_organization("near", scene.organization, kind="discipline")
    make_post(scene.approver, near, "collector")
    scene.written()
    scene.send()
    assert complain(scene.case, text="账目没有说清楚", by=SENDER, now=noon(SENT)).case.organization == scene.superior


@pytest.mark.clause("LK-23")
def test_a_register_holds_for_each_post_the_kinds_that_are_its_business():
    scene = AnswerScene()
    opinion = received(scene.organization, Kind.OPINION).case
    collector = make_holder(scene.organization, "collector")
    assert list(cases_of(scene.organization, 2026, by=scene.handler, on=SENT)) == [scene.case]
    assert list(cases_of(scene.organization, 2026, by=collector, on=SENT)) == [opinion]
    assert set(cases_of(scene.organization, 2026, by=None, on=SENT)) == {scene.case, opinion}


# --- nobody's case gets lost with another's ---


def merged_pair(kind=Kind.TOPIC) -> tuple[Scene, Case, Case]:
    scene = Scene(kind=kind)
    make_post(scene.handler, scene.organization, "collector")
    other = received(scene.organization, kind).case
    merge(other, into=scene.case, by=scene.handler, now=noon(MONDAY))
    return scene, scene.case, other


@pytest.mark.clause("QJ-17")
def test_a_case_into_which_others_were_merged_is_not_withdrawn_for_one_senders_silence():
    scene, main, _other = merged_pair()
    with pytest.raises(ValidationError, match="还有别人的来件"):
        scene.ask_completion(MONDAY)
    waiting = ask_completion(received(scene.organization).case, what="哪一栋", by=scene.handler, now=noon(MONDAY))
    third = received(scene.organization, on=MONDAY).case
    with pytest.raises(ValidationError, match="等补正"):
        merge(third, into=waiting, by=scene.handler, now=noon(MONDAY))
    assert waiting not in merge_targets(third) and main in merge_targets(third)


@pytest.mark.parametrize(("kind", "refuse"), [(Kind.TOPIC, not_accept), (Kind.OPINION, screen_out)])
def test_when_the_main_case_is_refused_the_others_hear_it(kind, refuse):
    scene, main, other = merged_pair(kind)
    refuse(main, reason="不是本组织的事。", by=scene.handler, now=noon(MONDAY))
    assert other.steps.last().action == "main_refused"
    assert "可以重新提出" in other.steps.last().words


def test_what_must_be_put_right_stays_owed_and_can_be_finished_when_the_opinion_is_withdrawn():
    scene = OpinionScene()
    scene.assign(MONDAY)
    scene.order(MONDAY, working_days=5)
    withdraw(scene.case, by=SENDER, now=noon(MONDAY))
    scene.finish(MONDAY)
    assert scene.stored().rectification.deadline.closed_on == MONDAY


def test_while_a_third_party_is_waited_for_nobody_puts_the_case_aside_for_good():
    scene = Scene()
    scene.accept(MONDAY)
    scene.ask_third_party(MONDAY)
    with pytest.raises(ValidationError, match="最晚搁到"):
        defer(scene.case, until_on=date(2099, 1, 1), note="再说", by=scene.handler, now=noon(MONDAY))
    defer(scene.case, until_on=MONDAY + timedelta(days=3), note="等回信", by=scene.handler, now=noon(MONDAY))
    scene.register_third_party(MONDAY + timedelta(days=1))
    assert scene.now_stored().deferred_until_on is None


# --- nobody speaks for the sender ---


@pytest.mark.clause("LK-23")
@pytest.mark.parametrize("act", [close, partial(register_verdict, verdict="satisfied")])
def test_the_sender_may_still_judge_after_staff_closed_the_case_or_registered_a_verdict(act):
    scene = OpinionScene()
    scene.answer(MONDAY)
    act(scene.case, by=scene.collector, now=noon(MONDAY))
    until = verdict_until(scene.stored())
    assert f"{until.month}月{until.day}日" in scene.told()
    with pytest.raises(NotNow):
        scene.judge(until + timedelta(days=1), "unsatisfied")
    case = scene.judge(until, "unsatisfied")
    assert (case.state, case.closed_at, case.verdict) == ("assigned", None, "unsatisfied")


def test_an_answer_rewritten_meanwhile_is_read_before_it_is_sent():
    scene = OpinionScene()
    scene.handle(MONDAY)
    given = {"result": "handled", "by": scene.clerk, "now": noon(MONDAY)}
    seen = stamp_of(write_reply(scene.case, text="公开栏已经换成大字。", **given).written_at)
    write_reply(scene.case, text="不换。", **{**given, "now": noon(MONDAY) + timedelta(minutes=5)})
    with pytest.raises(ValidationError, match="再看一遍"):
        send_reply(scene.case, seen=seen, by=scene.collector, now=noon(MONDAY))
    assert scene.stored().state == "handled"


# --- nobody learns who wrote ---


@pytest.mark.clause("LK-23")
def test_what_the_sender_said_of_themselves_is_not_shown_and_trying_names_tells_nothing():
    scene = AnswerScene(
        kind=Kind.TOPIC, is_anonymous=False, name="王小明", address="莱山路8号", text="我是王小明，想知道决算。"
    )
    list_it = partial(list_case, scene.case, subject="维修用了多少钱", by=scene.approver, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="写了来件人的姓名"):
        list_it(text="我是王小明，想知道决算。")
    assert list_it(text="想知道决算。不是李四，也不是莱山路8号。").listed_at
    whom = {"whom": "宏达建筑公司", "by": scene.handler, "now": noon(MONDAY)}
    see_sender(scene.case, reason="寄送答复书", by=scene.handler, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="写了来件人的姓名"):
        ask_third_party(scene.case, what="住在莱山路8号的人问维修合同", **whom)


@pytest.mark.clause("JG-08")
@pytest.mark.parametrize(
    ("kind", "refuse"), [(Kind.TOPIC, not_accept), (Kind.OPINION, screen_out), (Kind.OPINION, register_withdrawal)]
)
def test_a_case_that_was_turned_away_can_be_complained_about_to_the_discipline_body(kind, refuse):
    scene = Scene(kind=kind, is_anonymous=False, name="王小明")
    discipline = make_organization("discipline", scene.organization, kind="discipline")
    make_post(scene.handler, scene.organization, "collector")
    refuse(scene.case, reason="不便公开。", by=scene.handler, now=noon(MONDAY))
    complaint = complain(scene.case, text="没有道理", by=SENDER, now=noon(MONDAY)).case
    make_post(scene.handler, discipline, "collector")
    assert complaint.organization == discipline
    assert complaint not in cases_for(access_of(scene.handler, MONDAY))
    assert is_own_case(complaint, scene.handler)


# --- nothing late looks timely, nothing kept back looks like nothing ---


@pytest.mark.clause("YY-05")
def test_after_an_overturned_refusal_the_answer_cannot_be_that_nothing_is_held():
    scene = AnswerScene("jiguan", is_below=True)
    scene.written(**REFUSAL)
    scene.send_up()
    scene.decide(upheld=False)
    for result in ("not_held", "repeated"):
        with pytest.raises(ValidationError, match="照审定意见"):
            scene.write(DECIDED, result=result)
    assert scene.write(DECIDED).result == "to_sender"


def test_a_late_case_that_is_withdrawn_or_merged_stays_late_in_the_public_figures():
    scene, late = Scene(), date(2026, 12, 1)
    other = received(scene.organization).case
    merge(other, into=scene.case, by=scene.handler, now=noon(late))
    withdraw(received(scene.organization).case, by=SENDER, now=noon(late))
    found = figures(scene.organization, late).requests
    assert (found.owed, found.in_time) == (3, 0)


def test_an_answer_that_others_who_asked_the_same_read_tells_nothing_of_its_first_sender():
    scene = AnswerScene(kind=Kind.TOPIC, is_anonymous=False, name="王小明", text="我是王小明，想知道决算。")
    merge(received(scene.organization).case, into=scene.case, by=scene.handler, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="手机"):
        scene.write(result="not_held", text="我们给13800138000打过电话。")
    scene.written(result="not_held", text="王小明同志，本组织没有。")
    with pytest.raises(ValidationError, match="写了来件人的姓名"):
        scene.send()


def test_the_organization_starts_its_clock_anew_once():
    scene = AnswerScene()
    again = partial(reopen, scene.case, reason="数字有误", by=scene.handler, now=noon(SENT))
    scene.written()
    scene.send()
    again()
    scene.written(SENT)
    scene.send()
    with pytest.raises(ValidationError, match="已经重办过一次"):
        again()


@pytest.mark.clause("JG-08")
def test_whose_case_was_merged_is_heard_too_and_not_by_who_answered_the_other():
    scene = AnswerScene(kind=Kind.TOPIC)
    discipline = make_organization("discipline", scene.organization, kind="discipline")
    other = received(scene.organization).case
    merge(other, into=scene.case, by=scene.handler, now=noon(MONDAY))
    with pytest.raises(NotNow):
        complain(other, text="不是一回事", by=SENDER, now=noon(MONDAY))
    scene.written()
    scene.send()
    complaint = complain(other, text="不是一回事", by=SENDER, now=noon(SENT)).case
    for person in (scene.handler, scene.approver):
        make_post(person, discipline, "collector")
        assert is_own_case(complaint, person)
        assert complaint not in cases_for(access_of(person, SENT))
    assert complaint in cases_for(access_of(make_holder(discipline, "collector"), SENT))
