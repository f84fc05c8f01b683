"""Yueyang's requests and opinions, every route day by day, against days reckoned by hand (YY-05).

The letter: a branch or a member applies; what may be disclosed is within ten working days after the acceptance, else the
matter is explained promptly; what is not disclosed is filed with the superior. By when it is accepted is a preset.

The autumn of 2026: Sunday 20 September works; Friday 25 to Sunday 27 is the Mid-Autumn holiday; Thursday 1 to Wednesday 7
October is the National Day's; Saturday 10 October works. Of 2027 only the holidays fixed by law are known.
"""

import pytest

from disclosure.organizations.tests.factories import make_organization
from feedback.cases.models.replies import Letter
from feedback.cases.states import Kind
from feedback.cases.tests import routes
from feedback.cases.tests.diary import Place
from feedback.cases.tests.routes import Opinion, Round, Start

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
# Wednesday 23 September: the fifth day is Monday 28. Accepted on the 24th, ten working days: 28, 29, 30, then 8, 9, 10, 12 to 15
# October.
START = Start("9-23", "9-28", "9-24", "10-15", is_from_acceptance=True)


@pytest.fixture
def place():
    return Place("yueyang")


@clause("YY-05")
def test_the_days_from_each_acceptance(place):
    # Nothing is owed but to accept it, before it is accepted.
    assert place.dues("9-23") == ("9-28",)
    starts = [("9-20", "9-20"), ("9-30", "10-8"), ("12-18", "12-23"), ("12-31", "12-31")]
    assert [place.dues(day, accepted, Kind.APPLICATION) for day, accepted in starts] == [
        # The fifth day is Friday 25, off to Sunday. Ten working days: 21 to 24, 28 to 30, 8, 9 and Saturday 10 October.
        ("9-28", "10-10"),
        # The fifth day is 5 October, off to the 7th. 9, 10, 12 to 16, 19 to 21 October.
        ("10-8", "10-21"),
        # 24, 25, 28 to 31 December, then 4 to 7 January: the 1st is off.
        ("12-23", "2027-1-7?"),
        # The fifth day is Tuesday 5 January. 4 to 8, 11 to 15 January.
        ("2027-1-5?", "2027-1-15?"),
    ]


@clause("YY-05")
def test_what_keeps_nothing_back_is_answered_in_five_ways_and_not_filed(place):
    # Ten working days after Wednesday 30 September: 8 to 10, 12 to 16, 19, 20 October.
    days = {"written": "9-28", "approved": "9-29", "sent": "9-30", "judged": "10-8"}
    routes.answered_in_five_ways(place, START, **days, verdict="10-20")


@clause("YY-05")
def test_a_branch_is_answered_as_a_member_is(place):
    branch = make_organization("branch", place.organization)
    scene = routes.taken_on(place, START, Kind.APPLICATION, applicant=branch)
    scene.at("9-30", "answer").shows(
        "answered",
        *START.rows("done"),
        says=routes.answered("只答复申请人", "10-20"),
        desk=(routes.TO_APPROVE, routes.APPROVED),
    )
    assert Letter.objects.get(case=scene.case, name="reply").salutation == branch.name


@clause("YY-05")
def test_on_the_last_days_it_is_in_time_and_silence_closes_it(place):
    # Accepted on Monday 28: 29, 30, then 8 to 10, 12 to 16 October. Ten working days after the 16th: 19 to 23, 26 to 30.
    start = Start("9-23", "9-28", "9-28", "10-16", is_from_acceptance=True)
    routes.answered_on_the_last_days(place, start, verdict="10-30", closed="10-31")


@clause("YY-05")
def test_a_day_after_the_last_days_it_is_late(place):
    # Accepted on Tuesday 29: 30, then 8 to 10, 12 to 16, 19 October. Ten working days after the 20th: 21 to 23, 26 to 30, 2, 3.
    start = Start("9-23", "9-28", "9-29", "10-19", is_from_acceptance=True)
    routes.answered_a_day_late(place, start, sent="10-20", verdict="11-3")


@clause("YY-05")
@routes.KEPT_BACK
def test_what_is_kept_back_is_explained_at_once_and_no_paper_asks_to_file_it(place, given, name):
    # Sent on 30 September. Verdict as above; the sentence on filing speaks of what is displayed for long, not of applications.
    days = ("9-28", "9-29", "9-30", "10-14")
    routes.explained_and_filed(place, START, given, name, "", days=days, verdict="10-20", filing="")


@clause("YY-05")
def test_it_is_put_off_from_the_first_start(place):
    # Ten working days more after 15 October: 16, 19 to 23, 26 to 29. Ten after the 29th: 30, 2 to 6, 9 to 12 November.
    routes.put_off(place, START, due="10-29", verdict="11-12")


# Asked on Thursday 24 September. Ten working days: 28, 29, 30, then 8 to 10, 12 to 15 October.
ASKED = {"asked": "9-24", "until": "10-15"}


@clause("YY-05")
def test_what_is_completed_goes_on_with_the_days_used_kept(place):
    # Of five days to accept it, the 24th is used; 13 to 16 October are left. Accepted on Wednesday 14, ten working days: 15, 16,
    # 19 to 23, 26 to 28. Ten after that: 29, 30, 2 to 6, 9 to 11 November.
    then = Start("9-23", "10-16", "10-14", "10-28", is_from_acceptance=True)
    routes.completed(place, START, **ASKED, came="10-12", then=then, verdict="11-11")


@clause("YY-05")
def test_what_is_not_completed_is_announced_and_withdrawn(place):
    # Two working days before Thursday 15 October is Tuesday.
    routes.never_completed(place, START, **ASKED, quiet="10-12", announced="10-13", withdrawn="10-16")


# Asked on Monday 28 September. Fifteen working days: 29, 30, then 8 to 10, 12 to 16, 19 to 23 October.
THIRD = {"asked": "9-28", "until": "10-23"}


@clause("YY-05")
def test_a_third_party_that_answers_lets_the_rest_run(place):
    # The 28th is used. Nine working days are left: 20 to 23, 26 to 30 October. Ten after that: 2 to 6, 9 to 13 November.
    routes.third_party_answers(place, START, **THIRD, came="10-19", answer="10-30", verdict="11-13")


@clause("YY-05")
def test_a_third_party_that_is_silent_lets_the_rest_run_too(place):
    # Announced on Wednesday 21. The wait is over on Saturday 24; nine working days: 26 to 30 October, 2 to 5 November.
    days = {"quiet": "10-20", "announced": "10-21", "ended": "10-24"}
    routes.third_party_is_silent(place, START, **THIRD, **days, answer="11-5")


@clause("YY-05")
def test_what_is_not_accepted_is_told_why(place):
    routes.not_accepted(place, START, on="9-24")


def test_its_sender_withdraws_it(place):
    routes.withdrawn_by_its_sender(place, START, on="9-28")


def test_what_is_merged_hears_of_the_answer_to_the_other(place):
    # From Thursday 24: the fifth day is Tuesday 29. No answer was owed to it yet.
    start = Start("9-23", "9-28", "9-28", "10-16", is_from_acceptance=True)
    second = Start("9-24", "9-29", "", "", is_from_acceptance=True)
    routes.merged(place, start, second, on="9-28", sent="9-30")


@clause("YY-05")
def test_who_is_not_content_has_it_done_again_once_and_then_complains(place):
    # Again, ten working days after Thursday 8 October: 9, 10, 12 to 16, 19 to 21.
    # Verdict after 30 September: 20 October, as above; after 12 October: 13 to 16, 19 to 23, 26.
    # The complaint, fifteen working days after 14 October: 15, 16, 19 to 23, 26 to 30, 2 to 4 November.
    first, second = Round("9-30", "10-20", "10-8"), Round("10-12", "10-26", "10-13")
    routes.done_again_once(place, START, first, "10-21", second, complained="10-14", complaint="11-4")


@clause("YY-10")
def test_an_opinion_is_screened_handled_put_right_and_answered_to_its_sender(place):
    days = Opinion(
        received="9-23",
        # Fifteen working days: 24, 28 to 30, 8 to 10, 12 to 16, 19 to 21 October.
        answer="10-21",
        screened="9-24",
        assigned="9-28",
        ordered="9-29",
        # Fifteen: 30, then 8 to 10, 12 to 16, 19 to 23, 26 October.
        rectify="10-26",
        handled="9-30",
        finished="10-9",
    )
    # Verdict after Saturday 10 October: 12 to 16, 19 to 23; after 14 October: 15, 16, 19 to 23, 26 to 28.
    # Again, fifteen working days after 12 October: 13 to 16, 19 to 23, 26 to 30, 2 November.
    first, second = Round("10-10", "10-23", "10-12"), Round("10-14", "10-28", "10-15")
    routes.opinion_to_its_end(place, days, first, "11-2", second)
