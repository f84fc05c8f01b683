"""The portal's own test: worked out by the browser or answered by a person, in time, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from disclosure.organizations.tests.factories import noon
from feedback.cases.tests.factories import SUNDAY
from feedback.intake import gate
from feedback.intake import rate_limit as attempts
from feedback.intake.models import Attempt
from feedback.intake.proof_of_work import (
    NUMERALS,
    SLOW,
    challenge,
    is_answered,
    is_worked,
    number_of,
    use,
    valid_content,
)

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
    content = valid_content(found.token, now=now)
    return content is not None and (is_worked(found.token, proof, found.bits) or is_answered(content, answer))


def refusal(found=None, source="203.0.113.9", later=SLOW, **test) -> str:
    """What the gate says; empty where it lets pass."""
    given = {"challenge": found.token, **test} if found else None
    try:
        gate.enter(source, attempts.CASE, test=given, now=NOW + later)
    except ValidationError as error:
        return error.messages[0]
    return ""


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


@pytest.mark.django_db
def test_a_challenge_is_good_for_one_try_whether_it_succeeds_or_not():
    found = challenge(now=NOW)
    assert refusal(found, answer="不知道") == gate.NOT_PASSED
    assert refusal(found, answer=str(answered(found))) == gate.UNDERWAY
    found = challenge(now=NOW)
    assert refusal(found, proof=worked(found), later=timedelta(0)) == ""
    assert refusal(found, proof=worked(found)) == gate.UNDERWAY


@pytest.mark.django_db
def test_the_sum_is_slow_and_few_and_whoever_has_scripts_does_not_notice(monkeypatch):
    monkeypatch.setitem(attempts.MOST, attempts.SUM, 2)
    moment = timedelta(seconds=1)
    found = challenge(now=NOW)
    assert refusal(found, answer=str(answered(found)), later=SLOW - moment) == gate.TOO_SOON
    found = challenge(now=NOW)
    assert refusal(found, answer=str(answered(found))) == ""
    found = challenge(now=NOW)
    assert refusal(found, answer=str(answered(found))) == gate.TOO_MANY_SUMS
    found = challenge(now=NOW)
    assert refusal(found, proof=worked(found)) == ""
    found = challenge(now=NOW)
    assert refusal(found, source="203.0.113.10", answer=str(answered(found))) == ""


@pytest.mark.django_db
def test_every_try_counts_and_whoever_needs_no_test_is_counted_too(monkeypatch):
    monkeypatch.setitem(attempts.MOST, attempts.CASE, 2)
    found = challenge(now=NOW)
    assert refusal(found, answer="不知道") == gate.NOT_PASSED
    assert refusal(source="203.0.113.9") == ""
    found = challenge(now=NOW)
    assert refusal(found, proof=worked(found)) == gate.TOO_MANY


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
    assert valid_content(f"x{found.token}", now=NOW) is None


@pytest.mark.django_db
@pytest.mark.each_database
def test_a_challenge_is_spent_once_and_forgotten_when_it_is_over():
    found = challenge(now=NOW)
    content = valid_content(found.token, now=NOW)
    assert use(found.token, content, now=NOW)
    assert not use(found.token, content, now=NOW)
    assert attempts.forget(now=NOW + timedelta(hours=1)) == 0
    assert attempts.forget(now=NOW + timedelta(hours=5)) == 1
    assert not Attempt.objects.exists()
