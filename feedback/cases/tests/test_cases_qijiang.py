"""Qijiang's requests and opinions, every route day by day, against days reckoned by hand (QJ-16, QJ-17).

The letter: a member applies; what may not be disclosed goes up with the reasons in writing, the superior decides and its
opinion is told; the application and how it was handled are filed with the superior. Opinions are collected by a named person,
and who signed is told the result. The limits are presets.

The turn of the year: Friday 1 January 2027 is off by law; the notice of 2027 is still to come, so that every day that was
reckoned with a day of it is provisional, here with a question mark. A last day that was once told to somebody is not.
"""

import pytest

from feedback.cases.forms.sender import OwnVerdictForm
from feedback.cases.states import Kind
from feedback.cases.tests import routes
from feedback.cases.tests.diary import Place
from feedback.cases.tests.routes import Opinion, Round, Start

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
# Monday 21 December. The fifth day is Saturday 26, so Monday 28; the fifteenth is Tuesday 5 January.
START = Start("12-21", "12-28", "12-22", "2027-1-5?")


@pytest.fixture
def place():
    return Place("qijiang")


@clause("QJ-16")
def test_the_days_from_each_start(place):
    assert [place.dues(day) for day in ("12-21", "12-26", "12-28", "9-22", "10-7")] == [
        ("12-28", "2027-1-5?"),
        # From a Saturday: Thursday 31; the fifteenth is Sunday 10 January.
        ("12-31", "2027-1-11?"),
        # The fifth day is Saturday 2 January, so Monday 4; the fifteenth is Tuesday 12.
        ("2027-1-4?", "2027-1-12?"),
        # The fifth day is Sunday 27 September, a holiday; the fifteenth is 7 October, the last of one.
        ("9-28", "10-8"),
        # From the last of a holiday: Monday 12, Thursday 22 October.
        ("10-12", "10-22"),
    ]
    assert place.dues("12-21", kind=Kind.APPLICATION) == ("12-28", "2027-1-5?")


@clause("QJ-16")
def test_what_keeps_nothing_back_is_answered_in_five_ways_and_applications_are_filed(place):
    # Ten working days after Friday 25 December: 28 to 31, 4 to 8, 11 January. Filing, five: 28 to 31, 4 January.
    days = {"written": "12-23", "approved": "12-24", "sent": "12-25", "judged": "12-28"}
    routes.answered_in_five_ways(place, START, **days, verdict="2027-1-11?", filing="2027-1-4?")


@clause("QJ-16")
def test_on_the_last_days_it_is_in_time_and_silence_closes_it(place):
    # Ten working days after 5 January: 6 to 8, 11 to 15, 18, 19.
    start = Start("12-21", "12-28", "12-28", "2027-1-5?")
    routes.answered_on_the_last_days(place, start, verdict="2027-1-19?", closed="2027-1-20")


def test_the_page_marks_the_last_day_for_a_verdict_as_provisional_too(place):
    scene = routes.taken_on(place, START).at("12-25", "answer")
    assert "请在2027年1月11日（暂定）以前评价" in OwnVerdictForm().note(scene.now_stored())


@clause("QJ-16")
def test_a_day_after_the_last_days_it_is_late(place):
    # Ten working days after 6 January: 7, 8, 11 to 15, 18 to 20.
    start = Start("12-21", "12-28", "12-29", "2027-1-5?")
    routes.answered_a_day_late(place, start, sent="2027-1-6", verdict="2027-1-20?")


# Sent up on Thursday 24 December. Five working days: 25, 28 to 31.
ABOVE = {"days": ("12-22", "12-23", "12-24"), "decide": "12-31"}
# Sent on Monday 4 January. Verdict, ten working days: 5 to 8, 11 to 15, 18. Filing, five: 5 to 8, 11.
SENT = {"sent": "2027-1-4", "verdict": "2027-1-18?", "filing": "2027-1-11?"}


@clause("QJ-16")
@routes.KEPT_BACK
def test_the_superior_upholds_what_is_kept_back_and_its_opinion_is_told(place, given, name):
    routes.upheld(place, START, given, name, **ABOVE, decided="12-31", **SENT)


@clause("QJ-16")
def test_the_superior_overturns_and_it_is_answered_otherwise(place):
    routes.overturned(place, START, **ABOVE, decided="12-31", **SENT)


@clause("QJ-16")
def test_a_superior_that_is_late_is_late_itself(place):
    routes.decided_late(place, START, **ABOVE, decided="2027-1-6")


@clause("QJ-16")
def test_it_is_put_off_from_the_first_start(place):
    # Twenty-five days after 21 December is Friday 15 January. Ten working days after it: 18 to 22, 25 to 29.
    routes.put_off(place, START, due="2027-1-15?", verdict="2027-1-29?")


# Asked on Wednesday 23 December. Ten working days: 24, 25, 28 to 31, 4 to 7 January.
ASKED = {"asked": "12-23", "until": "2027-1-7"}


@clause("QJ-16")
def test_what_is_completed_goes_on_with_the_days_used_kept(place):
    # 22 and 23 December are used. It comes on 5 January: three of five are left, 6 to 8; thirteen of fifteen, 6 to Monday 18.
    # Ten working days after that: 19 to 22, 25 to 29, 1 February.
    then = Start("12-21", "2027-1-8?", "2027-1-8", "2027-1-18?")
    routes.completed(place, START, **ASKED, reminded="2027-1-5", came="2027-1-5", then=then, verdict="2027-2-1?")


@clause("QJ-16")
def test_what_is_not_completed_is_announced_and_withdrawn(place):
    # Two working days before Thursday 7 January is Tuesday.
    days = {"quiet": "2027-1-4", "announced": "2027-1-5", "withdrawn": "2027-1-8"}
    routes.never_completed(place, START, **ASKED, **days)


# Asked on Wednesday 23 December. Fifteen working days: 24, 25, 28 to 31, 4 to 8, 11 to 14 January.
THIRD = {"asked": "12-23", "until": "2027-1-14"}


@clause("QJ-16")
def test_a_third_party_that_answers_lets_the_rest_run(place):
    # 22 and 23 December are used. Thirteen days are left, 5 to 17 January, a Sunday, so Monday 18.
    days = {"came": "2027-1-4", "answer": "2027-1-18?", "verdict": "2027-2-1?"}
    routes.third_party_answers(place, START, **THIRD, **days)


@clause("QJ-16")
def test_a_third_party_that_is_silent_lets_the_rest_run_too(place):
    # Announced on Tuesday 12, two working days before Thursday 14 January. Thirteen days from the 15th: Wednesday 27.
    days = {"quiet": "2027-1-11", "announced": "2027-1-12", "ended": "2027-1-15"}
    routes.third_party_is_silent(place, START, **THIRD, **days, answer="2027-1-27?")


@clause("QJ-16")
def test_what_is_not_accepted_is_told_why_and_filed(place):
    # Filed within five working days after Thursday 24 December: 25, 28 to 31.
    routes.not_accepted(place, START, on="12-24", filing="12-31")


def test_its_sender_withdraws_it(place):
    routes.withdrawn_by_its_sender(place, START, on="12-23")


@clause("QJ-17")
def test_what_is_merged_hears_of_the_answer_to_the_other(place):
    # From Tuesday 22: the fifth day is Sunday 27, so Monday; the fifteenth is Wednesday 6 January.
    second = Start("12-22", "12-28", "", "2027-1-6?")
    start = Start("12-21", "12-28", "12-23", "2027-1-5?")
    routes.merged(place, start, second, on="12-23", sent="12-25")


@clause("QJ-17")
def test_who_is_not_content_has_it_done_again_once_and_then_complains(place):
    # Again: fifteen days after 28 December is Tuesday 12 January.
    # Verdict after 25 December: 11 January, after 4 January: the 18th, both as above.
    # The complaint, fifteen working days after 6 January: 7, 8, 11 to 15, 18 to 22, 25 to 27.
    first, second = Round("12-25", "2027-1-11?", "12-28"), Round("2027-1-4", "2027-1-18?", "2027-1-5")
    days = {"complained": "2027-1-6", "complaint": "2027-1-27?"}
    routes.done_again_once(place, START, first, "2027-1-12?", second, **days)


@clause("QJ-17", "QJ-05")
def test_an_opinion_is_screened_handled_put_right_and_answered_to_its_sender(place):
    days = Opinion(
        received="12-21",
        # Fifteen working days: 22 to 25, 28 to 31, 4 to 8, 11, 12 January.
        answer="2027-1-12?",
        screened="12-22",
        assigned="12-23",
        ordered="12-24",
        # Fifteen: 25, 28 to 31, 4 to 8, 11 to 15 January.
        rectify="2027-1-15?",
        handled="12-25",
        finished="2027-1-4",
    )
    # Verdict after 5 January: the 19th, as above; after 8 January: 11 to 15, 18 to 22.
    # Again, fifteen working days after 6 January: the 27th, as above.
    first = Round("2027-1-5", "2027-1-19?", "2027-1-6")
    second = Round("2027-1-8", "2027-1-22?", "2027-1-11")
    routes.opinion_to_its_end(place, days, first, "2027-1-27?", second)
