"""Jiguan's requests and opinions, every route day by day, against days reckoned by hand (JG-03, JG-04, JG-11).

The letter: what is asked for is disclosed where the Party organisation, having studied it, thinks it may be; what it thinks
may not goes up with a written explanation, and the superior's opinion is told; an answer comes within a set period. The
periods are presets.

The autumn of 2026: Friday 25 to Sunday 27 September is the Mid-Autumn holiday; Thursday 1 to Wednesday 7 October is the
National Day's; Saturday 10 October works.
"""

import pytest
from django.core.exceptions import ValidationError

from feedback.cases.states import Kind
from feedback.cases.tests import routes
from feedback.cases.tests.diary import Place
from feedback.cases.tests.routes import Opinion, Round, Start

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
clause = pytest.mark.clause
# Thursday 24 September, the eve of a holiday. The fifth day is Tuesday 29, the fifteenth Friday 9 October.
START = Start("9-24", "9-29", "9-28", "10-9")


@pytest.fixture
def place():
    return Place("jiguan")


@clause("JG-11")
def test_the_days_from_each_start(place):
    assert [place.dues(day) for day in ("9-24", "9-25", "9-26", "12-16", "12-24")] == [
        ("9-29", "10-9"),
        # From a day off: Wednesday 30; the fifteenth is Saturday 10 October, which works.
        ("9-30", "10-10"),
        # The fifth day is 1 October, off to the 7th; the fifteenth is Sunday the 11th, so Monday.
        ("10-8", "10-12"),
        # Monday 21, and Thursday 31 December, the last day of which everything is known.
        ("12-21", "12-31"),
        # Tuesday 29 December; Friday 8 January.
        ("12-29", "2027-1-8?"),
    ]
    assert place.dues("9-24", kind=Kind.APPLICATION) == ("9-29", "10-9")


@clause("JG-03", "JG-11")
def test_what_keeps_nothing_back_is_answered_in_five_ways_and_nothing_is_filed(place):
    # Ten working days after Thursday 8 October: 9, 10, 12 to 16, 19, 20, 21.
    days = {"written": "9-29", "approved": "9-30", "sent": "10-8", "judged": "10-9"}
    routes.answered_in_five_ways(place, START, **days, verdict="10-21")


@clause("JG-03")
def test_a_topic_waits_for_the_organisations_word(place):
    scene = routes.taken_on(place, START).at("9-29", "write")
    scene.refuses(ValidationError, "approve", decision="").shows(
        "accepted", *START.rows("open"), desk=routes.TO_APPROVE
    )


@clause("JG-11")
def test_on_the_last_days_it_is_in_time_and_silence_closes_it(place):
    # Ten working days after 9 October: 10, 12 to 16, 19 to 22.
    start = Start("9-24", "9-29", "9-29", "10-9")
    routes.answered_on_the_last_days(place, start, verdict="10-22", closed="10-23")


@clause("JG-11")
def test_a_day_after_the_last_days_it_is_late(place):
    # On Saturday 10 October, which works. Ten working days after it: 12 to 16, 19 to 23.
    routes.answered_a_day_late(place, Start("9-24", "9-29", "9-30", "10-9"), sent="10-10", verdict="10-23")


# Sent up on Wednesday 30 September. Five working days: 8, 9, 10, 12, 13 October.
ABOVE = {"days": ("9-28", "9-29", "9-30"), "decide": "10-13"}


@clause("JG-04")
@routes.KEPT_BACK
def test_the_superior_upholds_what_is_kept_back_and_its_opinion_is_told(place, given, name):
    # Verdict after 9 October as above.
    routes.upheld(place, START, given, name, **ABOVE, decided="10-9", sent="10-9", verdict="10-22")


@clause("JG-04")
def test_the_superior_overturns_and_it_is_answered_otherwise(place):
    routes.overturned(place, START, **ABOVE, decided="10-8", sent="10-9", verdict="10-22")


@clause("JG-04")
def test_a_superior_that_is_late_is_late_itself(place):
    routes.decided_late(place, START, **ABOVE, decided="10-14")


@clause("JG-11")
def test_it_is_put_off_from_the_first_start(place):
    # Twenty-five days after 24 September is Monday 19 October.
    # Ten working days after it: 20 to 23, 26 to 30 October, 2 November.
    routes.put_off(place, START, due="10-19", verdict="11-2")


# Asked on Monday 28 September. Ten working days: 29, 30, then 8, 9, 10, 12 to 16 October.
ASKED = {"asked": "9-28", "until": "10-16"}


@clause("JG-11")
def test_what_is_completed_goes_on_with_the_days_used_kept(place):
    # 25 to 28 September are used, days off among them. One of five is left, 13 October; eleven of fifteen, 13 to 23.
    # Ten working days after 23 October: 26 to 30, 2 to 6 November.
    then = Start("9-24", "10-13", "10-13", "10-23")
    routes.completed(place, START, **ASKED, came="10-12", then=then, verdict="11-6")


@clause("JG-11")
def test_what_is_not_completed_is_announced_and_withdrawn(place):
    # Two working days before Friday 16 October is Wednesday. Withdrawn on Saturday the 17th.
    routes.never_completed(place, START, **ASKED, quiet="10-13", announced="10-14", withdrawn="10-17")


# Asked on Tuesday 29 September. Fifteen working days: 30, then 8 to 10, 12 to 16, 19 to 23, 26 October.
THIRD = {"asked": "9-29", "until": "10-26"}


@clause("JG-11")
def test_a_third_party_that_answers_lets_the_rest_run(place):
    # 25 to 29 September are used. Ten days are left, 16 to 25 October, a Sunday, so Monday 26.
    # Ten working days after it: 27 to 30, 2 to 6 and 9 November.
    routes.third_party_answers(place, START, **THIRD, came="10-15", answer="10-26", verdict="11-9")


@clause("JG-11")
def test_a_third_party_that_is_silent_lets_the_rest_run_too(place):
    # Announced on Thursday 22, two working days before Monday 26. Ten days from Tuesday 27 October: Thursday 5 November.
    days = {"quiet": "10-21", "announced": "10-22", "ended": "10-27"}
    routes.third_party_is_silent(place, START, **THIRD, **days, answer="11-5")


@clause("JG-11")
def test_what_is_not_accepted_is_told_why(place):
    routes.not_accepted(place, START, on="9-28")


def test_its_sender_withdraws_it(place):
    routes.withdrawn_by_its_sender(place, START, on="9-30")


def test_what_is_merged_hears_of_the_answer_to_the_other(place):
    # From Monday 28: the fifth day is 3 October, off to the 7th; the fifteenth is Tuesday 13.
    start, second = Start("9-24", "9-29", "9-29", "10-9"), Start("9-28", "10-8", "", "10-13")
    routes.merged(place, start, second, on="9-29", sent="10-8")


@clause("JG-11")
def test_who_is_not_content_has_it_done_again_once_and_then_complains(place):
    # Again: fifteen days after 9 October is Saturday 24, so Monday 26.
    # Verdict after 8 October: the 21st, as above; after 12 October: 13 to 16, 19 to 23, 26.
    # The complaint, fifteen working days after 14 October: 15, 16, 19 to 23, 26 to 30, 2 to 4 November.
    first, second = Round("10-8", "10-21", "10-9"), Round("10-12", "10-26", "10-13")
    routes.done_again_once(place, START, first, "10-26", second, complained="10-14", complaint="11-4")


@clause("JG-08")
def test_an_opinion_is_screened_handled_put_right_and_answered_to_its_sender(place):
    days = Opinion(
        received="9-24",
        # Fifteen working days: 28 to 30, 8 to 10, 12 to 16, 19 to 22 October.
        answer="10-22",
        screened="9-28",
        assigned="9-29",
        ordered="9-30",
        # Fifteen: 8 to 10, 12 to 16, 19 to 23, 26, 27 October.
        rectify="10-27",
        handled="10-8",
        finished="10-12",
    )
    # Verdict after 13 October: 14 to 16, 19 to 23, 26, 27; after 16 October: 19 to 23, 26 to 30.
    # Again, fifteen working days after 14 October: 15, 16, 19 to 23, 26 to 30, 2 to 4 November.
    first, second = Round("10-13", "10-27", "10-14"), Round("10-16", "10-30", "10-19")
    routes.opinion_to_its_end(place, days, first, "11-4", second)
