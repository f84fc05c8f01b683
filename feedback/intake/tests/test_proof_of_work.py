"""The portal's own test: worked out by the browser or answered by a person, in time, once."""

from datetime import timedelta

import pytest

from disclosure.organizations.tests.factories import noon
from feedback.cases.tests.factories import SUNDAY
from feedback.intake import rate_limit as attempts
from feedback.intake.models import Attempt
from feedback.intake.proof_of_work import NUMERALS, challenge, is_passed, is_worked, number_of, use

NOW = noon(SUNDAY)


@pytest.fixture(autouse=True)
def easy(settings):
    settings.PROOF_OF_WORK_BITS = 6


def worked(found) -> str:
    return next(str(n) for n in range(100_000) if is_worked(found.token, str(n), found.bits))


def answered(found) -> int:
    """As a person reads the question."""
    first, sign, second = found.question[: -len("等于几？")].replace("加", " 加 ").replace("减", " 减 ").split()
    one, other = NUMERALS.index(first), NUMERALS.index(second)
    return one + other if sign == "加" else one - other


def passes(found, proof="", answer="", now=NOW) -> bool:
    return is_passed(found.token, proof=proof, answer=answer, now=now)


def test_a_number_that_was_worked_out_passes_and_a_guess_does_not():
    found = challenge(now=NOW)
    right = worked(found)
    wrong = next(str(n) for n in range(1000) if not is_worked(found.token, str(n), found.bits))
    assert passes(found, proof=right)
    assert not passes(found, proof=wrong)
    assert not passes(found)


def test_the_question_is_answered_without_scripts():
    found = challenge(now=NOW)
    right = answered(found)
    assert passes(found, answer=str(right))
    assert passes(found, answer=f" {right} ")
    assert not passes(found, answer=str(right + 1))
    assert not passes(found, answer="不知道")


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("七", 7),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("１２", 12),
        ("零", 0),
        ("一二", None),
        ("", None),
        ("九九九九", None),
    ],
)
def test_numerals_are_read_as_they_are_said(words, number):
    assert number_of(words) == number


def test_a_challenge_is_good_for_two_hours_and_only_as_it_was_made():
    found = challenge(now=NOW)
    proof = worked(found)
    assert passes(found, proof=proof, now=NOW + timedelta(minutes=119))
    assert not passes(found, proof=proof, now=NOW + timedelta(minutes=121))
    assert not is_passed(f"x{found.token}", proof=proof, answer="", now=NOW)


@pytest.mark.django_db
@pytest.mark.each_database
def test_a_challenge_is_spent_once_and_forgotten_when_it_is_over():
    found = challenge(now=NOW)
    assert use(found.token, now=NOW)
    assert not use(found.token, now=NOW)
    assert attempts.forget(now=NOW + timedelta(hours=1)) == 0
    assert attempts.forget(now=NOW + timedelta(hours=5)) == 1
    assert not Attempt.objects.exists()
