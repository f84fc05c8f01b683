"""A round from its draft to its published result: two people, one vote each, the roll, paper ballots, small rounds."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory.tests.factories import adopt
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import access_of
from disclosure.organizations.tests.factories import make_holder, make_member, make_organization, make_person, noon
from disclosure.oversight.assessment.figures.measuring import Span, Unit
from disclosure.oversight.assessment.figures.voted import voted
from disclosure.oversight.evaluation import beginning, counting, opening, voting
from disclosure.oversight.evaluation.forms import PublishForm
from disclosure.oversight.evaluation.marks import share_content, voted_in
from disclosure.oversight.evaluation.models import Ballot, Evaluation, Voter
from disclosure.oversight.evaluation.secrecy import new_number, new_slip
from disclosure.oversight.evaluation.table import evaluations
from disclosure.oversight.evaluation.tests.factories import (
    AFTER,
    DAY,
    NOW,
    QUESTIONS,
    cast,
    count,
    make_branch,
    make_members,
    open_round,
    publish,
    take,
)
from disclosure.workflow.kit import Blocked
from disclosure.workflow.tests.races import RACE, at_once

pytestmark = [pytest.mark.django_db, pytest.mark.clause("JG-15"), pytest.mark.clause("YY-15")]
MARKS = [(1, 1)] * 5 + [(2, 1)] * 3 + [(3, 0)] * 3


@pytest.fixture
def staff():
    return make_branch()


def played_to_the_end(staff, marks=MARKS, texts=()):
    people = make_members(staff.organization, len(marks))
    played = open_round(staff)
    codes = [take(played, person) for person in people]
    for at, (code, each) in enumerate(zip(codes, marks, strict=True)):
        cast(played, code, each, texts[at] if at < len(texts) else "")
    count(played)
    publish(played)
    played.evaluation.refresh_from_db()
    return played, codes


def refused(call, match):
    with pytest.raises(ValidationError) as found:
        call()
    assert match in " ".join(found.value.messages)


@pytest.mark.clause("QJ-20")
@pytest.mark.each_database
def test_a_round_ends_with_marks_that_everybody_can_add_up_and_counts_for_the_assessment(staff):
    played, codes = played_to_the_end(staff, texts=["甲", "", "乙"])
    result = played.evaluation.result
    # 满意, 基本满意, 不满意, 弃权 of the two questions.
    assert result["counts"] == [[5, 3, 3, 0], [8, 0, 0, 3]]
    assert result["codes"] == sorted(codes) and result["texts"] == sorted(["甲", "乙"])
    assert (result["voters"], result["handed"], result["sheets"]) == (11, 11, 0)
    assert assessed(staff.organization, 2026) == (5 + 3 + 8, 11 + 8)
    assert share_content(result["counts"]) == pytest.approx((5 + 3 + 8) / (11 + 8))
    assert voted_in(result) / result["voters"] == 1
    assert assessed(staff.organization, 2025) == (0, 0)


def assessed(organization, year: int) -> tuple[int, int]:
    """What its assessment of the year counts: 满意 and 基本满意, and all marks given."""
    unit = Unit(organization.pk, None)
    found = voted.count([unit], Span.of_year(year, date(year, 12, 31)))[unit]
    return found.good, found.whole


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ({"days": 0}, "天数"), ({"days": 61}, "天数"), ({"questions": ["问"] * 21}, "最多20项"),
        ({"questions": ["问" * 61]}, "最多20项"), ({"names": ["名" * 61]}, "一行一个"),
    ],
)  # fmt: skip
def test_what_no_form_would_take_no_action_takes(staff, text, words):
    refused(lambda: open_round(staff, **text), words)


def test_who_prepared_does_not_open_and_who_counted_does_not_publish(staff):
    make_members(staff.organization, 6)
    both = make_holder(staff.organization, "secretary", "second-secretary")
    draft = beginning.prepare(
        organization=staff.organization, title="评议", questions=QUESTIONS, open_days=3, by=both, now=NOW
    )
    beginning.submit(draft, slip=new_slip(), by=staff.clerk, now=NOW)
    with pytest.raises(PermissionDenied, match="另一个人"):
        opening.open_evaluation(draft, slip=new_slip(), by=both, now=NOW)
    with pytest.raises(PermissionDenied):
        opening.open_evaluation(draft, slip=new_slip(), by=staff.clerk, now=NOW)
    opening.open_evaluation(draft, slip=new_slip(), by=staff.approver, now=NOW)
    counting.count(draft, by=both, now=AFTER)
    with pytest.raises(PermissionDenied, match="另一个人"):
        counting.publish(draft, by=both, now=AFTER)
    assert counting.publish(draft, by=staff.secretary, now=AFTER).state == Evaluation.State.PUBLISHED


def test_the_roll_is_fixed_on_opening(staff):
    people = make_members(staff.organization, 6)
    outsider = make_members(make_organization("other"), 1)[0]
    played = open_round(staff, names=["没有账号的"])
    late = make_person("late")
    make_member(late, staff.organization, from_on=DAY)
    assert played.evaluation.voters.count() == 7
    for person in (late, outsider, staff.secretary):
        refused(lambda person=person: take(played, person), "不在这一次评议的名册上")
    assert take(played, people[0])


def test_who_has_an_account_does_not_stand_on_the_roll_by_name_too(staff):
    twice = make_members(staff.organization, 5)[0].full_name
    refused(lambda: open_round(staff, names=[twice, "老党员"]), f"“{twice}”有账号")
    played = open_round(staff, names=[f"{twice}（二组）", "老党员"])
    assert played.evaluation.voters.count() == 7


def test_one_vote_each_and_the_same_form_sent_twice_shows_the_same_code(staff):
    person = make_members(staff.organization, 6)[0]
    played, number = open_round(staff), new_number()
    code = take(played, person, number=number)
    assert take(played, person, number=number) == code
    refused(lambda: take(played, person), "一个人只领一次")
    cast(played, code.lower().replace("-", " ").replace("0", "o"))
    refused(lambda: cast(played, code), "已经用过")
    assert Ballot.objects.count() == 1


@pytest.mark.parametrize("spoilt", ["last", "round", "empty", "long"])
def test_a_wrong_code_casts_nothing(staff, spoilt):
    people = make_members(staff.organization, 6)
    played, other = open_round(staff), open_round(staff)
    code = take(played, people[0])
    last = "1" if code[-1] == "0" else "0"
    number, _dash, letters = code.partition("-")
    wrong = {
        "last": code[:-1] + last,
        "round": f"{other.evaluation.pk}-{letters}",
        "empty": "",
        "long": f"{2**70}-{letters}",
    }[spoilt]
    for each in (played, other):
        refused(lambda each=each: cast(each, wrong), "没有这个投票码")
    refused(lambda: cast(other, code), "没有这个投票码")
    assert not Ballot.objects.exists() and number == str(played.evaluation.pk)


def test_after_its_last_day_nothing_is_handed_out_or_cast_and_before_it_nothing_counted(staff):
    people = make_members(staff.organization, 6)
    played = open_round(staff)
    last_day = noon(DAY + timedelta(days=2))
    code = take(played, people[0], now=last_day)
    refused(lambda: count(played, now=last_day), "还在评议")
    refused(lambda: cast(played, code, now=AFTER), "截止")
    refused(lambda: take(played, people[1], now=AFTER), "截止")


def test_the_count_needs_both_slips_and_destroys_ballots_and_keys(staff):
    people = make_members(staff.organization, 6)
    played = open_round(staff)
    for person in people:
        cast(played, take(played, person))
    first, second = played.slips
    for slips, said in (
        (("", second), "这一张字条不对"),
        ((first, new_slip()), "这一张字条不对"),
        ((second, first), "不对"),
    ):
        refused(
            lambda slips=slips: counting.count(
                played.evaluation, slip_one=slips[0], slip_two=slips[1], by=staff.clerk, now=AFTER
            ),
            said,
        )
    assert Ballot.objects.count() == 6
    counted = count(played)
    assert not Ballot.objects.exists() and counted.code_key == ""
    assert set(Voter.objects.values_list("is_handed", "repeat")) == {(True, "")}


@pytest.mark.parametrize("slug", ["yueyang", "qijiang", "jiguan"])
def test_the_result_is_owed_within_the_schemes_days_and_closed_by_publishing(staff, slug):
    adopt(staff.organization, slug)
    make_members(staff.organization, 6)
    played = open_round(staff)
    deadline = played.evaluation.deadline
    # Ten working days after Wednesday 14 October.
    assert (deadline.kind, deadline.due_on) == (Deadline.Kind.REPORT, date(2026, 10, 28))
    assert deadline.trace["source"]["preset"] is True
    count(played)
    publish(played)
    deadline.refresh_from_db()
    assert deadline.closed_on == DAY + timedelta(days=3)


def test_under_five_members_vote_on_paper_and_totals_alone_are_kept(staff):
    people = make_members(staff.organization, 3)
    played = open_round(staff, names=["老党员"])
    refused(lambda: take(played, people[0]), "用纸质票")
    for voter in played.evaluation.voters.all():
        hand = {"voter": voter, "how": "paper", "number": new_number()}
        voting.hand_out(played.evaluation, by=staff.clerk, now=NOW, **hand)
        refused(lambda hand=hand: voting.hand_out(played.evaluation, by=staff.clerk, now=NOW, **hand), "已经领过")
    given = [[3, 1, 0], [2, 0, 1]]
    refused(
        lambda: counting.enter_paper(played.evaluation, sheets=5, given=given, by=staff.clerk, now=AFTER), "比领走的多"
    )
    refused(
        lambda: counting.enter_paper(played.evaluation, sheets=3, given=given, by=staff.clerk, now=AFTER),
        "比收回的张数多",
    )
    counting.enter_paper(played.evaluation, sheets=4, given=given, texts=["好"], by=staff.clerk, now=AFTER)
    refused(lambda: count(played), "还没有由另一个人核对")
    with pytest.raises(PermissionDenied, match="另一个人"):
        counting.confirm_paper(played.evaluation, by=staff.clerk, now=AFTER)
    counting.confirm_paper(played.evaluation, by=staff.secretary, now=AFTER)
    result = count(played).result
    assert result["counts"] == [[3, 1, 0, 0], [2, 0, 1, 1]] and result["codes"] == [] and not result["is_listed"]
    paper = Evaluation.objects.get().paper
    assert (paper.counts, paper.texts) == ([], [])


def test_paper_and_codes_are_one_result(staff):
    people = make_members(staff.organization, 10)
    played = open_round(staff)
    for person in people[:8]:
        cast(played, take(played, person), (1, 2))
    for voter in played.evaluation.voters.filter(person__in=people[8:]):
        voting.hand_out(played.evaluation, voter=voter, how="paper", number=new_number(), by=staff.clerk, now=NOW)
    counting.enter_paper(played.evaluation, sheets=2, given=[[0, 2, 0], [0, 0, 1]], by=staff.clerk, now=AFTER)
    counting.confirm_paper(played.evaluation, by=staff.secretary, now=AFTER)
    result = count(played).result
    assert result["counts"] == [[8, 2, 0, 0], [0, 8, 1, 1]]
    assert (len(result["codes"]), result["sheets"], result["is_listed"]) == (8, 2, True)


def test_at_the_desk_nobody_is_handed_the_code_of_a_member_with_an_account(staff):
    """Else one person alone could vote for all who stay away."""
    make_members(staff.organization, 6)
    played = open_round(staff, names=["老党员"])
    given = {"how": "code", "number": new_number(), "by": staff.clerk, "now": NOW}
    absent = played.evaluation.voters.filter(person__isnull=False).first()
    refused(lambda: voting.hand_out(played.evaluation, voter=absent, **given), "自己登录领投票码")
    assert not played.evaluation.voters.filter(is_handed=True).exists()
    code = voting.hand_out(played.evaluation, voter=played.evaluation.voters.get(person=None), **given)
    cast(played, code)


@pytest.mark.parametrize(
    ("voting_now", "is_shown", "is_listed"), [(4, False, False), (5, True, False), (10, True, True)]
)
def test_so_few_ballots_that_they_would_tell_are_not_shown(staff, voting_now, is_shown, is_listed):
    people = make_members(staff.organization, 12)
    played = open_round(staff)
    for person in people[:voting_now]:
        cast(played, take(played, person), (3, 3), "一句话")
    result = count(played).result
    assert (result["counts"] is not None, bool(result["texts"]), result["is_listed"]) == (is_shown, is_shown, is_listed)


def test_a_round_is_voided_by_another_person_before_the_count_alone(staff):
    people = make_members(staff.organization, 6)
    played = open_round(staff)
    code = take(played, people[0])
    cast(played, code)
    with pytest.raises(PermissionDenied):
        counting.void(played.evaluation, reason="字条丢了", by=staff.clerk, now=NOW)
    voided = counting.void(played.evaluation, reason="字条丢了", by=staff.secretary, now=NOW)
    assert voided.state == Evaluation.State.VOID and voided.code_key == "" and not Ballot.objects.exists()
    assert Deadline.objects.get(evaluation=voided).closed_as == "ended"
    second = open_round(staff)
    count(second)
    refused(lambda: counting.void(second.evaluation, reason="结果不好看", by=staff.secretary, now=AFTER), "不能作废")


def test_what_was_written_is_masked_and_may_be_left_out_by_its_number(staff):
    people = make_members(staff.organization, 6)
    played = open_round(staff)
    texts = ["a 电话13812345678", "b 某某不公开"]
    for at, person in enumerate(people):
        cast(played, take(played, person), (1, 1), texts[at] if at < 2 else "")
    count(played)
    with pytest.raises(Blocked, match="没有第3条意见"):
        publish(played, hidden="3")
    form = PublishForm({"results_for": "party", "hidden": "第２条、1"})
    assert form.is_valid() and form.cleaned_data["hidden"] == "2 1"
    assert not PublishForm({"results_for": "party", "hidden": "二"}).is_valid()
    published = publish(played, hidden="2")
    assert "13812345678" not in str(published.result) and published.result["texts"][1] == ""
    assert Event.objects.get(action="evaluation.published").changes["left_out"] == [2]


def test_what_a_voter_does_is_in_no_log(staff):
    played, _codes = played_to_the_end(staff)
    words = {"prepared", "submitted", "opened", "counted", "published"}
    assert set(Event.objects.filter(object_type="oversight.evaluation").values_list("action", flat=True)) == {
        f"evaluation.{word}" for word in words
    }
    assert not Event.objects.filter(object_type__in=["oversight.voter", "oversight.ballot"]).exists()


def test_what_waits_stands_in_the_inbox_of_whose_turn_it_is(staff):
    people = make_members(staff.organization, 6)
    draft = beginning.prepare(
        organization=staff.organization, title="评议", questions=QUESTIONS, open_days=1, by=staff.clerk, now=NOW
    )
    beginning.submit(draft, slip=new_slip(), by=staff.clerk, now=NOW)

    def waits(person, on):
        return evaluations.inbox(access_of(person, on)).count()

    assert (waits(staff.clerk, DAY), waits(staff.secretary, DAY), waits(people[0], DAY)) == (0, 1, 0)
    opening.open_evaluation(draft, slip=new_slip(), by=staff.secretary, now=NOW)
    assert waits(staff.secretary, DAY) == 0 and waits(staff.clerk, DAY + timedelta(days=1)) == 1
    counting.count(draft, by=staff.clerk, now=AFTER)
    assert (waits(staff.clerk, DAY), waits(staff.approver, DAY)) == (0, 1)


class TestAtOnce:
    pytestmark = RACE

    def test_one_code_and_one_person_count_once(self):
        staff = make_branch()
        people = make_members(staff.organization, 6)
        played = open_round(staff)
        taken = at_once(*[lambda: take(played, people[0])] * 3)
        codes = [each for each in taken if isinstance(each, str)]
        assert len(codes) == 1
        cast_now = at_once(*[lambda: cast(played, codes[0])] * 3)
        assert sum(isinstance(each, ValidationError) for each in cast_now) == 2 and Ballot.objects.count() == 1
