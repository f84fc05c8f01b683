"""Attempts to hide what is late, or never to disclose, behind an exemption or a deferral (LK-01, LK-19)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from catalog.obligations.tests.test_withholdings import JULY, duty, periodic_desk, proposal
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.tests.factories import noon

pytestmark = pytest.mark.django_db


@pytest.mark.clause("LK-19")
def test_what_is_late_already_is_not_withheld_by_an_earlier_first_day():
    desk = periodic_desk()
    late = duty("adjust")
    october = noon(date(2026, 10, 12))
    assert late.deadline.is_overdue(date(2026, 10, 12))
    with pytest.raises(ValidationError, match="不能早于今天"):
        withholdings.propose(**proposal(desk, from_on=JULY, until_on=date(2026, 12, 1), now=october))
    assert not Withholding.objects.exists()


@pytest.mark.clause("LK-19")
@pytest.mark.parametrize("until_on", [date(2027, 7, 7), date(2099, 12, 31), date(9999, 12, 31)])
def test_a_deferral_is_not_for_ever(until_on):
    desk = periodic_desk()
    with pytest.raises(ValidationError, match="12个月"):
        withholdings.propose(**proposal(desk, until_on=until_on))


def test_a_deferral_may_last_a_year_also_from_a_leap_day():
    desk = periodic_desk()
    assert withholdings.propose(**proposal(desk, until_on=date(2027, 7, 6))).state == "submitted"
    given = {"from_on": date(2028, 2, 29), "until_on": date(2029, 2, 28), "now": noon(date(2028, 2, 29))}
    assert withholdings.propose(**proposal(desk, entry=desk.entry("1-2"), **given)).state == "submitted"


@pytest.mark.clause("JG-04")
def test_no_superior_replied_before_it_was_asked():
    desk = periodic_desk(slug="jiguan")
    found = withholdings.approve(withholdings.propose(**proposal(desk)), by=desk.approver, now=desk.tick())
    assert found.state == "agreed"
    given = {"agreed": True, "opinion": "同意。", "reply_number": "市组函〔2026〕3号"}
    with pytest.raises(ValidationError, match="不能早于"):
        withholdings.register_reply(found, reply_on=date(2026, 7, 5), by=desk.secretary, now=desk.tick(), **given)
    assert (
        withholdings.register_reply(found, reply_on=JULY, by=desk.secretary, now=desk.tick(), **given).state
        == "in_force"
    )
