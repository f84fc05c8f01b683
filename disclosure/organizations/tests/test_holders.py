"""Who is told: holders of a permission and those who watch from above."""

from datetime import date

import pytest

from disclosure.organizations.card import card_of
from disclosure.organizations.holders import heads_of, holders, watchers_above
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.roles import DRAFT, PUBLISH
from disclosure.organizations.tests.factories import BEGINNING, make_holder, make_organization, make_person, make_post

TODAY = date(2026, 10, 9)
pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_organization("district")


@pytest.fixture
def town(district):
    return make_organization("town", superior=district)


@pytest.fixture
def village(town):
    return make_organization("village", superior=town)


def test_holders_are_those_in_post_that_day_each_once(village):
    secretary = make_holder(village, "secretary")
    make_post(secretary, village, "clerk")
    make_holder(village, "clerk", username="former", until_on=TODAY)
    make_holder(village, "clerk", username="coming", from_on=date(2026, 10, 10))
    inactive = make_holder(village, "clerk", username="inactive")
    inactive.is_active = False
    inactive.save()
    assert holders(DRAFT, [village], TODAY) == {village.pk: [secretary]}


def test_an_organisation_without_holders_is_a_key_all_the_same(village, town):
    assert holders(PUBLISH, [village, town], TODAY) == {village.pk: [], town.pk: []}


@pytest.mark.each_database
def test_an_escalation_climbs_to_the_nearest_superior_with_watchers(district, town, village):
    leader = make_holder(district, "secretary")
    make_holder(village, "secretary")
    assert watchers_above([village], TODAY)[village.pk] == [leader]
    town_secretary = make_holder(town, "secretary")
    assert watchers_above([village], TODAY)[village.pk] == [town_secretary]
    assert watchers_above([district, town], TODAY) == {district.pk: [], town.pk: [leader]}


def test_queries_do_not_grow_with_the_organisations(district, django_assert_num_queries):
    villages = [make_organization(f"village-{number}", superior=district) for number in range(20)]
    for village in villages:
        make_holder(village, "secretary")
    make_holder(district, "inspector")
    for organizations in (villages[:1], villages):
        with django_assert_num_queries(1):
            assert all(holders(PUBLISH, organizations, TODAY).values())
        with django_assert_num_queries(1):
            assert all(watchers_above(organizations, TODAY).values())
        with django_assert_num_queries(1):
            assert all(heads_of([village.pk for village in organizations], TODAY).values())


def take_seat(organization, title, name, **fields):
    fields = {"body": "group", "from_on": BEGINNING, **fields}
    return LeadingGroupSeat.objects.create(organization=organization, title=title, name=name, **fields)


@pytest.mark.clause("LK-18", "JG-14", "PL-20", "YY-13")
def test_the_card_shows_the_leading_group_in_office_in_order_of_rank(village, django_assert_num_queries):
    take_seat(village, "member", "李组员")
    take_seat(village, "deputy_head", "张副组长")
    take_seat(village, "head", "王组长")
    take_seat(village, "head", "前组长", until_on=TODAY)
    take_seat(village, "director", "赵主任", body="office")
    with django_assert_num_queries(2):
        card = card_of(village, TODAY)
    assert [(seat.title, seat.name) for seat in card.group] == [
        ("组长", "王组长"),
        ("副组长", "张副组长"),
        ("成员", "李组员"),
    ]
    assert [seat.name for seat in card.office] == ["赵主任"]


@pytest.mark.clause("QJ-22")
def test_the_card_names_the_first_responsible_person_or_else_the_secretary(village):
    person = make_person("wang", full_name="王书记")
    make_post(person, village, "secretary")
    assert card_of(village, TODAY).responsible_person == "王书记"
    village.responsible_person = "陈书记"
    assert card_of(village, TODAY).responsible_person == "陈书记"
