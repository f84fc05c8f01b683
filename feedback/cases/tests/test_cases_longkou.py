"""Longkou's requests and opinions, every route day by day, against days reckoned by hand (LK-17, LK-21, LK-23).

The letter: accepted within 5 days, disclosed within 15, here both from the receipt; what is not disclosed is explained at
once; the application and how it was handled go to the 市直机关工委. All other limits are presets.

The autumn of 2026: Sunday 20 September works; Friday 25 to Sunday 27 is the Mid-Autumn holiday; Thursday 1 to Wednesday 7
October is the National Day's; Saturday 10 October works. Of 2027 only the holidays fixed by law are known.
"""

from collections import defaultdict

import pytest

from disclosure.deadlines.models import Reminder
from disclosure.deadlines.reminders import remind
from disclosure.organizations.tests.factories import noon
from feedback.cases.states import Kind
from feedback.cases.tests import routes
from feedback.cases.tests.diary import Place, day_of, short
from feedback.cases.tests.routes import Opinion, Round, Start

pytestmark = pytest.mark.django_db
clause = pytest.mark.clause
# Sunday 20 September. Accept: the fifth day is Friday 25, off to Sunday, so Monday 28. Answer: the fifteenth is 5 October, off
# to the 7th, so Thursday 8.
START = Start("9-20", "9-28", "9-22", "10-8")


@pytest.fixture
def place():
    return Place("longkou")


@clause("LK-17")
def test_the_days_from_each_start(place):
    assert [place.dues(day) for day in ("9-20", "9-23", "9-30", "10-5", "12-17", "12-27")] == [
        ("9-28", "10-8"),
        # Monday 28 is the fifth day, 8 October the fifteenth: neither moves.
        ("9-28", "10-8"),
        # The fifth day is 5 October, off; the fifteenth is Thursday 15.
        ("10-8", "10-15"),
        # From a day off: Saturday 10 October, which works; Tuesday 20.
        ("10-10", "10-20"),
        # The fifteenth day is 1 January, a Friday that is off, then a weekend: Monday 4, in a year not announced yet.
        ("12-22", "2027-1-4?"),
        # The fifth day is 1 January, as above; the fifteenth is Monday 11 January.
        ("2027-1-4?", "2027-1-11?"),
    ]
    assert place.dues("9-20", kind=Kind.APPLICATION) == ("9-28", "10-8")


@clause("LK-17", "LK-21")
def test_what_keeps_nothing_back_is_answered_in_five_ways(place):
    # Verdict, ten working days after 24 September: 28, 29, 30, then 8, 9, 10, 12, 13, 14, 15 October.
    # Filing, five: 28, 29, 30 September, 8, 9 October.
    days = {"written": "9-22", "approved": "9-23", "sent": "9-24", "judged": "9-28"}
    routes.answered_in_five_ways(place, START, **days, verdict="10-15", filing="10-9")


@clause("LK-17")
def test_on_the_last_days_it_is_in_time_and_silence_closes_it(place):
    # Ten working days after 8 October: 9, 10, 12 to 16, 19, 20, 21.
    start = Start("9-20", "9-28", "9-28", "10-8")
    routes.answered_on_the_last_days(place, start, verdict="10-21", closed="10-22")


@clause("LK-17")
def test_a_day_after_the_last_days_it_is_late(place):
    # Ten working days after 9 October: 10, 12 to 16, 19 to 22.
    routes.answered_a_day_late(place, Start("9-20", "9-28", "9-29", "10-8"), sent="10-9", verdict="10-22")


@clause("LK-17")
def test_the_nights_remind_who_owes_the_answer_and_then_who_watches(place):
    scene = routes.taken_on(place, START)
    for day in ("9-27", "9-28", "9-29", "9-30", "10-7", "10-8", "10-9", "10-10", "10-12", "10-15", "10-16"):
        remind(on=day_of(day), now=noon(day_of(day)))
    owner, head = place.handler, place.people["secretary"]
    assert reminded(scene) == {
        # Three working days before Thursday 8 October: 30, 29, 28 September; one before it is the 30th.
        ("9-28", "before_3"): {owner},
        ("9-30", "before_1"): {owner},
        ("10-8", "due"): {owner},
        ("10-9", "late_1"): {owner, head},
        # 9, Saturday 10, Monday 12; then 13 to 16.
        ("10-12", "late_3"): {owner, head, place.decider},
        ("10-16", "late_7"): {owner, head, place.decider},
    }


def reminded(scene) -> dict[tuple[str, str], set]:
    found = defaultdict(set)
    for row in Reminder.objects.filter(deadline=scene.now_stored().answer_deadline).select_related("recipient"):
        found[short(row.created_on), row.step].add(row.recipient)
    return dict(found)


@clause("LK-21")
@routes.KEPT_BACK
def test_what_is_kept_back_is_explained_at_once_and_filed(place, given, name):
    # Sent on 24 September: verdict and filing as above.
    days = ("9-22", "9-23", "9-24", "10-10")
    routes.explained_and_filed(place, START, given, name, "市直机关工委", days=days, verdict="10-15", filing="10-9")


@clause("LK-17")
def test_it_is_put_off_from_the_first_start(place):
    # Twenty-five days after 20 September; ten days after 8 October would have been the 18th, so Monday 19.
    # Ten working days after 15 October: 16, 19 to 23, 26 to 29.
    routes.put_off(place, START, due="10-15", verdict="10-29")


# Asked on Tuesday 22 September. Ten working days: 23, 24, 28, 29, 30, then 8, 9, 10, 12, 13 October.
ASKED = {"asked": "9-22", "until": "10-13"}


@clause("LK-17")
def test_what_is_completed_goes_on_with_the_days_used_kept(place):
    # 21 and 22 September are used. Three of five days are left, 10 to 12 October; thirteen of fifteen, 10 to 22.
    # Ten working days after 22 October: 23, 26 to 30, 2 to 5 November.
    then = Start("9-20", "10-12", "10-12", "10-22")
    routes.completed(place, START, **ASKED, came="10-9", then=then, verdict="11-5")


@clause("LK-17")
def test_what_is_not_completed_is_announced_and_withdrawn(place):
    # Two working days before Tuesday 13 October is Saturday the 10th: it and Monday work.
    routes.never_completed(place, START, **ASKED, quiet="10-9", announced="10-10", withdrawn="10-14")


# Asked on Wednesday 23 September. Fifteen working days: 24, 28 to 30, 8 to 10, 12 to 16, 19 to 21 October.
THIRD = {"asked": "9-23", "until": "10-21"}


@clause("LK-17")
def test_a_third_party_that_answers_lets_the_rest_run(place):
    # 21 to 23 September are used. Twelve days are left, 13 to 24 October, a Saturday, so Monday 26.
    # Ten working days after 26 October: 27 to 30, 2 to 6 and 9 November.
    routes.third_party_answers(place, START, **THIRD, came="10-12", answer="10-26", verdict="11-9")


@clause("LK-17")
def test_a_third_party_that_is_silent_lets_the_rest_run_too(place):
    # Announced two working days before Wednesday 21 October. Twelve days from 22 October: Monday 2 November.
    days = {"quiet": "10-18", "announced": "10-19", "ended": "10-22"}
    routes.third_party_is_silent(place, START, **THIRD, **days, answer="11-2")


@clause("LK-21")
def test_what_is_not_accepted_is_told_why_and_filed(place):
    # Filed within five working days after Tuesday 22 September: 23, 24, 28, 29, 30.
    routes.not_accepted(place, START, on="9-22", filing="9-30")


def test_its_sender_withdraws_it(place):
    routes.withdrawn_by_its_sender(place, START, on="9-24")


def test_what_is_merged_hears_of_the_answer_to_the_other(place):
    # From Monday 21: the fifth day is Saturday 26, off to the 27th; the fifteenth is 6 October, off to the 7th.
    second = Start("9-21", "9-28", "", "10-8")
    routes.merged(place, START, second, on="9-22", sent="9-24")


@clause("LK-21")
def test_who_is_not_content_has_it_done_again_once_and_then_complains(place):
    # Again: fifteen days after 28 September. Verdict after 9 October: 10, 12 to 16, 19 to 22.
    # The complaint, fifteen working days after 13 October: 14 to 16, 19 to 23, 26 to 30, 2 and 3 November.
    first, second = Round("9-24", "10-15", "9-28"), Round("10-9", "10-22", "10-12")
    routes.done_again_once(place, START, first, "10-13", second, complained="10-13", complaint="11-3")


@clause("LK-07", "LK-23")
def test_an_opinion_is_screened_handled_put_right_and_answered_to_its_sender(place):
    days = Opinion(
        received="9-20",
        # Fifteen working days: 21 to 24, 28 to 30, 8 to 10, 12 to 16 October.
        answer="10-16",
        screened="9-21",
        assigned="9-22",
        ordered="9-23",
        # Fifteen: 24, 28 to 30, 8 to 10, 12 to 16, 19 to 21 October.
        rectify="10-21",
        handled="9-24",
        finished="10-9",
    )
    # Verdict after 12 October: 13 to 16, 19 to 23, 26; after 15 October: 16, 19 to 23, 26 to 29.
    # Again, fifteen working days after 13 October: 14 to 16, 19 to 23, 26 to 30, 2 and 3 November.
    first, second = Round("10-12", "10-26", "10-13"), Round("10-15", "10-29", "10-16")
    routes.opinion_to_its_end(place, days, first, "11-3", second)
