"""What people try on letters that are none of their business, or that they would rather not answer."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from feedback.cases.actions.accepting import not_accept
from feedback.cases.actions.answering.replying import send_reply, write_reply
from feedback.cases.actions.assigning import defer
from feedback.cases.actions.closing import close, reopen
from feedback.cases.actions.complaining import complain
from feedback.cases.actions.judging import judge, verdict_until
from feedback.cases.actions.listing import list_letter
from feedback.cases.actions.merging import merge
from feedback.cases.actions.screening import screen_out
from feedback.cases.actions.waiting.completing import ask_completion
from feedback.cases.actions.waiting.third_party import ask_third_party
from feedback.cases.actions.withdrawing import withdraw
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.figures import figures
from feedback.cases.identity import identity_of
from feedback.cases.models.cases import Letter
from feedback.cases.registers import letters_of
from feedback.cases.staff.similar import merge_targets
from feedback.cases.states import IllegalMove, Kind
from feedback.cases.tests.answer_case import DECIDED, REFUSAL, SENT, AnswerCase
from feedback.cases.tests.factories import SUNDAY, received
from feedback.cases.tests.opinion_case import OpinionCase
from feedback.cases.tests.request_case import Case
from feedback.cases.visibility import letters_for

pytestmark = pytest.mark.django_db
MONDAY = SUNDAY + timedelta(days=1)


# --- a complaint is not known to those whom it is about ---


def complained_about() -> tuple[AnswerCase, Letter]:
    case = AnswerCase()
    case.discipline = make_organization("discipline", case.organization, kind="discipline")
    case.collector = make_holder(case.discipline, "collector", "discipline-collector")
    case.written()
    case.send()
    return case, complain(case.letter, text="账目没有说清楚", now=noon(SENT)).letter


def history_of(client, person, letter) -> str:
    client.force_login(person)
    return client.get(f"/admin/feedback/letter/{letter.pk}/change/").content.decode()


@pytest.mark.clause("JG-08")
def test_that_somebody_complained_stands_on_the_letters_page_only_for_who_sees_the_complaint(client):
    case, complaint = complained_about()
    colleague = make_holder(case.organization, "handler", "colleague")
    for person in (case.handler, case.approver, colleague):
        page = history_of(client, person, case.letter)
        assert case.letter.number in page
        assert complaint.number not in page and "反映，编号" not in page and "纪检" not in page
    assert complaint.number in case.words(), "its sender reads it"


@pytest.mark.clause("JG-08")
def test_who_had_any_hand_in_the_answer_sees_nothing_of_a_complaint_about_it(client):
    case, complaint = complained_about()
    for person in (case.handler, case.approver):
        make_post(person, case.discipline, "collector")
        assert is_own_case(complaint, person)
        assert complaint not in letters_for(access_of(person, SENT))
        assert not letters_of(case.discipline, SENT.year, by=person, on=SENT).exists()
        assert history_of(client, person, complaint).count(complaint.number) == 0
    assert list(letters_of(case.discipline, SENT.year, by=case.collector, on=SENT)) == [complaint]


def test_a_complaint_passes_over_a_body_where_nobody_but_those_complained_about_would_read_it():
    case = AnswerCase(is_below=True)
    make_post(case.decider, case.superior, "collector")
    near = make_organization("near", case.organization, kind="discipline")
    make_post(case.approver, near, "collector")
    case.written()
    case.send()
    assert complain(case.letter, text="账目没有说清楚", now=noon(SENT)).letter.organization == case.superior


@pytest.mark.clause("LK-23")
def test_a_register_holds_for_each_post_the_kinds_that_are_its_business():
    case = AnswerCase()
    opinion = received(case.organization, Kind.OPINION).letter
    collector = make_holder(case.organization, "collector")
    assert list(letters_of(case.organization, 2026, by=case.handler, on=SENT)) == [case.letter]
    assert list(letters_of(case.organization, 2026, by=collector, on=SENT)) == [opinion]
    assert set(letters_of(case.organization, 2026, by=None, on=SENT)) == {case.letter, opinion}


# --- nobody's letter gets lost with another's ---


def merged_pair(kind=Kind.TOPIC) -> tuple[Case, Letter, Letter]:
    case = Case(kind=kind)
    make_post(case.handler, case.organization, "collector")
    other = received(case.organization, kind).letter
    merge(other, into=case.letter, by=case.handler, now=noon(MONDAY))
    return case, case.letter, other


@pytest.mark.clause("QJ-17")
def test_what_others_asked_does_not_end_with_one_senders_silence():
    case, main, _other = merged_pair()
    with pytest.raises(ValidationError, match="还有别人的来件"):
        case.ask_completion(MONDAY)
    waiting = ask_completion(received(case.organization).letter, what="哪一栋", by=case.handler, now=noon(MONDAY))
    third = received(case.organization, on=MONDAY).letter
    with pytest.raises(ValidationError, match="等补正"):
        merge(third, into=waiting, by=case.handler, now=noon(MONDAY))
    assert waiting not in merge_targets(third) and main in merge_targets(third)


@pytest.mark.parametrize(("kind", "refuse"), [(Kind.TOPIC, not_accept), (Kind.OPINION, screen_out)])
def test_when_the_main_letter_is_refused_the_others_hear_it(kind, refuse):
    case, main, other = merged_pair(kind)
    refuse(main, reason="不是本组织的事。", by=case.handler, now=noon(MONDAY))
    assert other.steps.last().action == "main_refused"
    assert "可以重新提出" in other.steps.last().words


def test_what_must_be_put_right_stays_owed_and_can_be_finished_when_the_opinion_is_withdrawn():
    case = OpinionCase()
    case.assign(MONDAY)
    case.order(MONDAY, working_days=5)
    withdraw(case.letter, now=noon(MONDAY))
    case.finish(MONDAY)
    assert case.stored().rectification.deadline.closed_on == MONDAY


def test_while_a_third_party_is_waited_for_nobody_puts_the_letter_aside_for_good():
    case = Case()
    case.accept(MONDAY)
    case.ask_third_party(MONDAY)
    with pytest.raises(ValidationError, match="最晚搁到"):
        defer(case.letter, until_on=date(2099, 1, 1), note="再说", by=case.handler, now=noon(MONDAY))
    defer(case.letter, until_on=MONDAY + timedelta(days=3), note="等回信", by=case.handler, now=noon(MONDAY))
    case.register_third_party(MONDAY + timedelta(days=1))
    assert case.now_stored().deferred_until_on is None


# --- nobody speaks for the sender ---


@pytest.mark.clause("LK-23")
@pytest.mark.parametrize("act", [close, partial(judge, verdict="satisfied")])
def test_closing_at_once_or_calling_the_sender_content_takes_no_verdict_from_them(act):
    case = OpinionCase()
    case.answer(MONDAY)
    act(case.letter, by=case.collector, now=noon(MONDAY))
    until = verdict_until(case.stored())
    assert f"{until.month}月{until.day}日" in case.told()
    with pytest.raises(IllegalMove):
        case.judge(until + timedelta(days=1), "unsatisfied")
    letter = case.judge(until, "unsatisfied")
    assert (letter.state, letter.closed_at, letter.verdict) == ("assigned", None, "unsatisfied")


def test_an_answer_rewritten_meanwhile_is_read_before_it_is_sent():
    case = OpinionCase()
    case.handle(MONDAY)
    given = {"result": "handled", "by": case.clerk, "now": noon(MONDAY)}
    seen = write_reply(case.letter, text="公开栏已经换成大字。", **given).written_at
    write_reply(case.letter, text="不换。", **{**given, "now": noon(MONDAY) + timedelta(minutes=5)})
    with pytest.raises(ValidationError, match="再看一遍"):
        send_reply(case.letter, seen_at=seen, by=case.collector, now=noon(MONDAY))
    assert case.stored().state == "handled"


# --- nobody learns who wrote ---


@pytest.mark.clause("LK-23")
def test_what_the_sender_said_of_themselves_is_not_shown_and_trying_names_tells_nothing():
    case = AnswerCase(
        kind=Kind.TOPIC, is_anonymous=False, name="王小明", address="莱山路8号", text="我是王小明，想知道决算。"
    )
    list_it = partial(list_letter, case.letter, subject="维修用了多少钱", by=case.approver, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="写了来件人的姓名"):
        list_it(text="我是王小明，想知道决算。")
    assert list_it(text="想知道决算。不是李四，也不是莱山路8号。").listed_at
    whom = {"whom": "宏达建筑公司", "by": case.handler, "now": noon(MONDAY)}
    identity_of(case.letter, reason="寄送答复书", by=case.handler, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="写了来件人的姓名"):
        ask_third_party(case.letter, what="住在莱山路8号的人问维修合同", **whom)


@pytest.mark.clause("JG-08")
@pytest.mark.parametrize(
    ("kind", "refuse"), [(Kind.TOPIC, not_accept), (Kind.OPINION, screen_out), (Kind.OPINION, withdraw)]
)
def test_turning_a_letter_away_instead_of_answering_does_not_shut_the_discipline_bodys_door(kind, refuse):
    case = Case(kind=kind, is_anonymous=False, name="王小明")
    discipline = make_organization("discipline", case.organization, kind="discipline")
    make_post(case.handler, case.organization, "collector")
    refuse(case.letter, reason="不便公开。", by=case.handler, now=noon(MONDAY))
    complaint = complain(case.letter, text="没有道理", now=noon(MONDAY)).letter
    make_post(case.handler, discipline, "collector")
    assert complaint.organization == discipline
    assert complaint not in letters_for(access_of(case.handler, MONDAY))
    assert is_own_case(complaint, case.handler)


# --- nothing late looks timely, nothing kept back looks like nothing ---


@pytest.mark.clause("YY-05")
def test_who_was_overturned_does_not_say_that_there_is_nothing():
    case = AnswerCase("jiguan", is_below=True)
    case.written(**REFUSAL)
    case.send_up()
    case.decide(upheld=False)
    for result in ("not_held", "repeated"):
        with pytest.raises(ValidationError, match="照审定意见"):
            case.write(DECIDED, result=result)
    assert case.write(DECIDED).result == "to_sender"


def test_a_late_letter_that_is_withdrawn_or_merged_stays_late_in_the_public_figures():
    case, late = Case(), date(2026, 12, 1)
    other = received(case.organization).letter
    merge(other, into=case.letter, by=case.handler, now=noon(late))
    withdraw(received(case.organization).letter, now=noon(late))
    found = figures(case.organization, late).requests
    assert (found.owed, found.in_time) == (3, 0)


def test_an_answer_that_others_who_asked_the_same_read_tells_nothing_of_its_first_sender():
    case = AnswerCase(kind=Kind.TOPIC, is_anonymous=False, name="王小明", text="我是王小明，想知道决算。")
    merge(received(case.organization).letter, into=case.letter, by=case.handler, now=noon(MONDAY))
    with pytest.raises(ValidationError, match="手机"):
        case.write(result="not_held", text="我们给13800138000打过电话。")
    case.written(result="not_held", text="王小明同志，本组织没有。")
    with pytest.raises(ValidationError, match="写了来件人的姓名"):
        case.send()


def test_the_organization_starts_its_clock_anew_once():
    case = AnswerCase()
    again = partial(reopen, case.letter, reason="数字有误", by=case.handler, now=noon(SENT))
    case.written()
    case.send()
    again()
    case.written(SENT)
    case.send()
    with pytest.raises(ValidationError, match="已经重办过一次"):
        again()


@pytest.mark.clause("JG-08")
def test_whose_letter_was_merged_is_heard_too_and_not_by_who_answered_the_other():
    case = AnswerCase(kind=Kind.TOPIC)
    discipline = make_organization("discipline", case.organization, kind="discipline")
    other = received(case.organization).letter
    merge(other, into=case.letter, by=case.handler, now=noon(MONDAY))
    with pytest.raises(IllegalMove):
        complain(other, text="不是一回事", now=noon(MONDAY))
    case.written()
    case.send()
    complaint = complain(other, text="不是一回事", now=noon(SENT)).letter
    for person in (case.handler, case.approver):
        make_post(person, discipline, "collector")
        assert is_own_case(complaint, person)
        assert complaint not in letters_for(access_of(person, SENT))
    assert complaint in letters_for(access_of(make_holder(discipline, "collector"), SENT))
