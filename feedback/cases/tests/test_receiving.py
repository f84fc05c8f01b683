"""A case is received once, with a number anyone may know and a code nobody can guess; its clocks run by the scheme."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_holder
from feedback.cases.codes import SIGNS, case_for
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
SUNDAY = date(2026, 9, 20)


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.mark.clause("LK-17")
def test_a_point_topic_is_accepted_in_five_days_and_answered_in_fifteen_from_its_receipt(longkou):
    case = received(longkou).case
    # 25 to 27 September is the Mid-Autumn holiday, 5 October lies in the National Day's.
    assert case.accept_deadline.due_on == date(2026, 9, 28)
    assert case.answer_deadline.due_on == date(2026, 10, 8)
    assert case.answer_deadline.trace["source"]["document"].startswith("《龙口市科技局党支部")


@pytest.mark.clause("YY-05")
def test_where_the_scheme_counts_from_acceptance_the_answer_waits_for_it():
    case = received(under_scheme("yueyang")).case
    assert case.accept_deadline.due_on == date(2026, 9, 28)
    assert case.answer_deadline is None


def test_a_code_is_found_however_it_is_typed_and_kept_as_a_digest_alone(longkou):
    found = received(longkou)
    assert set(found.code.replace("-", "")) <= set(SIGNS)
    assert case_for(found.code.lower().replace("-", " ")) == found.case
    assert case_for(found.code[:-1]) is None
    kept = Case.objects.filter(pk=found.case.pk).values().get()
    assert found.code.replace("-", "") not in str(kept)


def test_numbers_run_by_organisation_year_and_kind(longkou):
    numbers = [received(longkou, kind).case.number for kind in (Kind.TOPIC, Kind.TOPIC, Kind.OPINION)]
    assert numbers == ["longkou-2026-D0001", "longkou-2026-D0002", "longkou-2026-Y0001"]


@pytest.mark.clause("LK-23")
def test_staff_enter_what_came_by_phone_with_its_true_day_and_only_staff_may(longkou):
    collector = make_holder(longkou, "collector")
    given = {"channel": "phone", "received_on": date(2026, 9, 18)}
    case = received(longkou, Kind.OPINION, by=collector, **given).case
    assert (case.registered_by, case.received_on) == (collector, date(2026, 9, 18))
    with pytest.raises(ValidationError):
        received(longkou, Kind.OPINION, **given)
    with pytest.raises(PermissionDenied):
        received(longkou, Kind.TOPIC, by=collector, **given)


def test_what_is_missing_is_told_by_field_and_nothing_is_kept(longkou):
    with pytest.raises(ValidationError) as refused:
        received(longkou, is_anonymous=False, reply_by="email")
    assert set(refused.value.error_dict) == {"name", "email"}
    with pytest.raises(ValidationError, match="11位的手机号"):
        received(longkou, reply_by="sms", phone="0535-8512345")
    assert not Case.objects.exists()


def test_the_log_knows_the_number_and_neither_name_nor_words(longkou):
    received(longkou, is_anonymous=False, name="王小明")
    event = Event.objects.get(action="case.received")
    assert event.object_label == "longkou-2026-D0001"
    assert "王小明" not in str(vars(event)) and "维修" not in str(vars(event))
