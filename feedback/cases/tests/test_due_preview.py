"""The dates a form promises before it is sent, on the real calendar: 2026-09-25 to 27 and 10-01 to 07 are holidays,
2026-09-20 and 10-10 are worked."""

import pytest

from disclosure.organizations.tests.factories import make_holder, make_member, make_organization, make_person
from feedback.cases.public.asking.due_preview import kept_promises, promises
from feedback.cases.public.asking.permissions import Permissions
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = pytest.mark.django_db


def promised(kind, organization):
    return [(row.on, row.is_preset) for row in promises(kind, organization, SUNDAY)]


@pytest.mark.clause("LK-17")
def test_longkou_promises_five_and_fifteen_days_from_receipt():
    longkou = under_scheme("longkou")
    assert promised(Kind.TOPIC, longkou) == [
        ("2026年9月28日（周一）", False),
        ("2026年10月8日（周四）", False),
    ]
    [_accept, answer] = promises(Kind.TOPIC, longkou, SUNDAY)
    assert any("四（四）5" in line and "15日内" in line for line in answer.why)


@pytest.mark.clause("YY-05")
def test_yueyang_promises_ten_working_days_after_the_latest_acceptance():
    yueyang = under_scheme("yueyang")
    [accept_by, answer_by] = promises(Kind.APPLICATION, yueyang, SUNDAY)
    assert (accept_by.on, accept_by.is_preset) == ("2026年9月28日（周一）", True)
    assert (answer_by.on, answer_by.is_preset) == ("2026年10月16日（周五）", False)
    assert "按最晚受理的那一天算" in answer_by.note


def test_opinions_are_promised_fifteen_working_days_and_say_that_this_is_a_preset():
    [answer] = promises(Kind.OPINION, under_scheme("longkou"), SUNDAY)
    assert (answer.on, answer.is_preset) == ("2026年10月16日（周五）", True)
    assert any(line.startswith("预设") for line in answer.why)


def test_the_receipt_keeps_what_was_promised():
    longkou = under_scheme("longkou")
    case = received(longkou).case
    kept = [(row.on, row.is_preset) for row in kept_promises(case)]
    assert kept == promised(Kind.TOPIC, longkou)


@pytest.mark.clause("JG-03", "YY-05")
def test_who_may_ask_is_said_by_the_scheme():
    longkou, yueyang = under_scheme("longkou"), under_scheme("yueyang")
    member, stranger = make_person("member"), make_person("stranger")
    make_member(member, make_organization("below", longkou))
    branch = make_organization("branch", yueyang)
    secretary = make_holder(branch, "secretary")

    def may(person, organization):
        return [kind for kind in Kind.values if Permissions(organization, person, SUNDAY).may(kind)]

    everyone = [Kind.OPINION, Kind.QUESTION]
    assert may(stranger, longkou) == [Kind.TOPIC, *everyone]
    assert may(member, longkou) == list(Kind.values)
    assert may(member, yueyang) == everyone
    assert may(secretary, yueyang) == list(Kind.values)
    assert Permissions(yueyang, secretary, SUNDAY).may_for(Kind.APPLICATION) == [branch]
    assert Permissions(longkou, secretary, SUNDAY).may_for(Kind.APPLICATION) == []
