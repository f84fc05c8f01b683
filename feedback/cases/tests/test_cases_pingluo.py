"""Pingluo's requests and opinions, every route day by day, against days reckoned by hand (PL-05).

The letter gives opinions their way — collected, handled or put right, the result told, major problems disclosed again — and
says nothing of requests: their limits, and that a refusal is explained and filed with the superior, are presets.

November 2026 has no holiday: the 13th is a Friday, the 30th a Monday; only weekends are off until 1 January.
"""

import pytest

from feedback.cases.states import Kind
from feedback.cases.tests import routes
from feedback.cases.tests.diary import Place
from feedback.cases.tests.routes import Opinion, Round, Start

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
# Friday 13 November. The fifth day is Wednesday 18; the fifteenth is Saturday 28, so Monday 30.
START = Start("11-13", "11-18", "11-16", "11-30")


@pytest.fixture
def place():
    return Place("pingluo")


def test_the_days_from_each_start(place):
    assert [place.dues(day) for day in ("11-13", "11-15", "11-16", "9-21", "12-18")] == [
        ("11-18", "11-30"),
        # From a Sunday: Friday 20, Monday 30.
        ("11-20", "11-30"),
        # The fifth day is Saturday 21, so Monday; the fifteenth is Tuesday 1 December.
        ("11-23", "12-1"),
        # The fifth day is Saturday 26 September, a holiday to Sunday; the fifteenth is 6 October, a holiday to the 7th.
        ("9-28", "10-8"),
        # The fifteenth day is Saturday 2 January, after a holiday; Monday 4, in a year not announced yet.
        ("12-23", "2027-1-4?"),
    ]
    assert place.dues("11-13", kind=Kind.APPLICATION) == ("11-18", "11-30")


def test_what_keeps_nothing_back_is_answered_in_five_ways_and_not_filed(place):
    # Ten working days after Thursday 19 November: 20, 23 to 27, 30, 1 to 3 December.
    days = {"written": "11-17", "approved": "11-18", "sent": "11-19", "judged": "11-20"}
    routes.answered_in_five_ways(place, START, **days, verdict="12-3")


def test_on_the_last_days_it_is_in_time_and_silence_closes_it(place):
    # Ten working days after 30 November: 1 to 4, 7 to 11, 14 December.
    start = Start("11-13", "11-18", "11-18", "11-30")
    routes.answered_on_the_last_days(place, start, verdict="12-14", closed="12-15")


def test_a_day_after_the_last_days_it_is_late(place):
    # Ten working days after Tuesday 1 December: 2 to 4, 7 to 11, 14, 15.
    routes.answered_a_day_late(place, Start("11-13", "11-18", "11-19", "11-30"), sent="12-1", verdict="12-15")


@routes.KEPT_BACK
def test_what_is_kept_back_is_explained_at_once_and_filed(place, given, name):
    # Sent on Thursday 19 November. Verdict as above; filing, five working days: 20, 23 to 26.
    days = ("11-17", "11-18", "11-19", "11-27")
    routes.explained_and_filed(place, START, given, name, "上一级党组织", days=days, verdict="12-3", filing="11-26")


def test_it_is_put_off_from_the_first_start(place):
    # Twenty-five days after 13 November is Tuesday 8 December.
    # Ten working days after it: 9 to 11, 14 to 18, 21, 22.
    routes.put_off(place, START, due="12-8", verdict="12-22")


# Asked on Monday 16 November. Ten working days: 17 to 20, 23 to 27, 30.
ASKED = {"asked": "11-16", "until": "11-30"}


def test_what_is_completed_goes_on_with_the_days_used_kept(place):
    # 14 to 16 November are used. It comes on Friday 27: two of five are left, 28 and Sunday 29, so Monday 30; twelve of fifteen,
    # 28 November to Wednesday 9 December. Ten working days after that: 10, 11, 14 to 18, 21 to 23.
    then = Start("11-13", "11-30", "11-30", "12-9")
    routes.completed(place, START, **ASKED, came="11-27", reminded="11-26", then=then, verdict="12-23")


def test_what_is_not_completed_is_announced_and_withdrawn(place):
    # Two working days before Monday 30 November is Thursday 26.
    routes.never_completed(place, START, **ASKED, quiet="11-25", announced="11-26", withdrawn="12-1")


# Asked on Tuesday 17 November. Fifteen working days: 18 to 20, 23 to 27, 30, 1 to 4, 7, 8 December.
THIRD = {"asked": "11-17", "until": "12-8"}


def test_a_third_party_that_answers_lets_the_rest_run(place):
    # 14 to 17 November are used. Eleven days are left, 26 November to Sunday 6 December, so Monday 7.
    # Ten working days after it: 8 to 11, 14 to 18, 21.
    routes.third_party_answers(place, START, **THIRD, came="11-25", answer="12-7", verdict="12-21")


def test_a_third_party_that_is_silent_lets_the_rest_run_too(place):
    # Announced on Friday 4, two working days before Tuesday 8 December. Eleven days from the 9th: Saturday 19, so Monday 21.
    days = {"quiet": "12-3", "announced": "12-4", "ended": "12-9"}
    routes.third_party_is_silent(place, START, **THIRD, **days, answer="12-21")


def test_what_is_not_accepted_is_told_why(place):
    routes.not_accepted(place, START, on="11-16")


def test_its_sender_withdraws_it(place):
    routes.withdrawn_by_its_sender(place, START, on="11-17")


def test_what_is_merged_hears_of_the_answer_to_the_other(place):
    # From Sunday 15: Friday 20 and Monday 30 November.
    second = Start("11-15", "11-20", "", "11-30")
    routes.merged(place, START, second, on="11-16", sent="11-19")


def test_who_is_not_content_has_it_done_again_once_and_then_complains(place):
    # Again: fifteen days after 20 November is Saturday 5 December, so Monday 7.
    # Verdict after 19 November: 3 December, as above; after 24 November: 25 to 27, 30, 1 to 4, 7, 8 December.
    # The complaint, fifteen working days after 26 November: 27, 30, 1 to 4, 7 to 11, 14 to 17 December.
    first, second = Round("11-19", "12-3", "11-20"), Round("11-24", "12-8", "11-25")
    routes.done_again_once(place, START, first, "12-7", second, complained="11-26", complaint="12-17")


@clause("PL-05")
def test_an_opinion_is_put_right_told_and_what_it_was_about_disclosed_again(place):
    days = Opinion(
        received="11-14",
        # From a Saturday, fifteen working days: 16 to 20, 23 to 27, 30, 1 to 4 December.
        answer="12-4",
        screened="11-16",
        assigned="11-17",
        ordered="11-18",
        # Fifteen: 19, 20, 23 to 27, 30, 1 to 4, 7 to 9 December.
        rectify="12-9",
        handled="11-20",
        finished="11-24",
    )
    # Verdict after 25 November: 26, 27, 30, 1 to 4, 7 to 9 December; after 30 November: 14 December, as above.
    # Again, fifteen working days after 26 November: 17 December, as above.
    first, second = Round("11-25", "12-9", "11-26"), Round("11-30", "12-14", "12-1")
    scene = routes.opinion_to_its_end(place, days, first, "12-17", second, item=place.item("society"))
    rows = ("answer 12-4 done", "rectify 12-9 done", "again 12-17 done")
    scene.at("12-2", "redisclose").shows("closed", *rows, says="您反映的公开事项正在重新公开。公开以后，这里会有链接。")
    assert scene.now_stored().led_to.redisclosure_of == scene.case.item
