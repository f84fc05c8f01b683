"""Who sees what, by scope, stage and belonging: the whole matrix."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from catalog.items.actions.checking import approve
from catalog.items.actions.publishing import start_correction
from catalog.items.models import Item
from catalog.items.search.index import search
from catalog.items.tests.factories import NOW, TODAY, Desk, make_item
from catalog.public.progress import late_of
from disclosure.organizations.actions import leave
from disclosure.organizations.tests.factories import (
    make_audience,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
)

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]

READERS = {
    # reader → scopes read inside, once published inside; nobody reads a society item before it is outside but members
    "anonymous": set(),
    "member": {"society", "party", "staff"},
    "member_below": {"society", "party"},
    "member_above": set(),
    "staff": {"staff"},
    "audience_member": {"audience"},
    "audience_member_who_left": set(),
    "recipient": {"individual"},
    "clerk": set(),
    "secretary": set(),
    "supervisor": set(),
    "superior_approver": set(),
    "inactive_member": set(),
    "former_member": set(),
    "future_member": set(),
    "stranger": set(),
}
SCOPES = ("society", "party", "staff", "audience", "individual")
NEVER = set()


@pytest.fixture
def world():
    """One organisation between a superior and a subordinate, one item a scope, one reader of every sort."""
    county = make_organization("county")
    branch = make_organization("branch", county)
    cell = make_organization("cell", branch)
    readers = {name: make_person(name) for name in READERS if name != "anonymous"}
    make_member(readers["member"], branch)
    make_member(readers["member_below"], cell)
    make_member(readers["member_above"], county)
    make_member(readers["staff"], branch, kind="staff")
    make_member(readers["inactive_member"], branch)
    readers["inactive_member"].is_active = False
    readers["inactive_member"].save()
    leave(make_member(readers["former_member"], branch), until_on=TODAY, by=None, now=NOW)
    make_member(readers["future_member"], branch, from_on=TODAY + timedelta(days=1))
    make_member(readers["stranger"], make_organization("elsewhere"))
    readers["clerk"] = make_holder(branch, "clerk", "the-clerk")
    readers["secretary"] = make_holder(branch, "secretary", "the-secretary")
    readers["supervisor"] = make_holder(county, "supervisor", "the-supervisor")
    readers["superior_approver"] = make_holder(county, "approver", "the-approver")
    readers["anonymous"] = AnonymousUser()
    make_post(readers["audience_member"], branch, "collector")
    make_post(readers["audience_member_who_left"], branch, "collector", until_on=TODAY)
    audience = make_audience(branch, members=[readers["audience_member"], readers["audience_member_who_left"]])
    return branch, readers, audience


def items_at(world, stage, **fields):
    branch, readers, audience = world
    items = {}
    for scope in SCOPES:
        item = make_item(branch, readers["clerk"], title="公开范围", scope=scope, stage=stage, **fields)
        if scope == "audience":
            item.audiences.add(audience)
        if scope == "individual":
            item.recipients.add(readers["recipient"])
        items[scope] = item
    return items


def seen(reader, on=TODAY):
    return set(Item.objects.visible_to(reader, on).values_list("scope", flat=True))


def seen_by_each(world, on=TODAY):
    return {name: seen(reader, on) for name, reader in world[1].items()}


def test_a_draft_is_seen_by_nobody(world):
    items_at(world, "draft")
    assert seen_by_each(world) == dict.fromkeys(READERS, NEVER)


@pytest.mark.clause("QJ-07")
@pytest.mark.clause("LK-02")
@pytest.mark.clause("JG-12")
def test_what_is_published_inside_is_seen_by_its_scope_alone(world):
    items_at(world, "inside")
    assert seen_by_each(world) == READERS


def test_what_is_published_outside_is_seen_by_everyone_and_opens_nothing_else(world):
    items_at(world, "outside")
    assert seen_by_each(world) == {name: scopes | {"society"} for name, scopes in READERS.items()}


def test_what_is_withdrawn_is_seen_by_nobody(world):
    items_at(world, "outside", withdrawn_at=NOW)
    assert seen_by_each(world) == dict.fromkeys(READERS, NEVER)


@pytest.mark.clause("PL-10")
@pytest.mark.parametrize("ended", [{"display_ended_at": NOW}, {"display_until": TODAY - timedelta(days=1)}])
def test_after_its_display_society_no_longer_sees_it_and_members_still_do(world, ended):
    items_at(world, "outside", **ended)
    assert seen_by_each(world) == READERS


def test_the_last_day_on_display_is_still_a_day_on_display(world):
    items_at(world, "outside", display_until=TODAY)
    assert seen(AnonymousUser(), TODAY) == {"society"}
    assert seen(AnonymousUser(), TODAY + timedelta(days=1)) == NEVER


@pytest.mark.parametrize("stage", ["draft", "inside", "outside"])
def test_the_search_finds_exactly_what_is_visible(world, stage):
    items_at(world, stage)
    for reader in world[1].values():
        assert set(search("公开范围", reader, TODAY)) == set(Item.objects.visible_to(reader, TODAY)), reader


def test_a_member_reads_from_the_first_day_to_the_day_before_the_last(world):
    branch, readers, _ = world
    items_at(world, "inside")
    assert "party" in seen(readers["future_member"], TODAY + timedelta(days=1))
    assert "party" in seen(readers["former_member"], TODAY - timedelta(days=1))


@pytest.mark.parametrize("count", [1, 20])
def test_what_a_reader_sees_takes_the_same_number_of_queries_however_many_items_there_are(
    world, count, django_assert_num_queries
):
    branch, readers, _ = world
    for _ in range(count):
        make_item(branch, readers["clerk"])
    with django_assert_num_queries(2):
        assert len(Item.objects.visible_to(readers["member"], TODAY)) == count


def test_the_desk_shows_its_own_organisations_items_and_what_waits_for_a_decision_from_below():
    county = make_organization("county")
    leader, supervisor = make_holder(county, "approver"), make_holder(county, "supervisor")
    desk = Desk(superior=county)
    draft = desk.registered()
    waiting = desk.checked(approval_route="superior")
    own = desk.checked()
    on_desk = {person: set(Item.objects.on_desk_of(person, TODAY)) for person in (desk.clerk, leader, supervisor)}
    assert on_desk == {desk.clerk: {draft, waiting, own}, leader: {waiting}, supervisor: set()}


def test_a_correction_that_waits_for_the_superior_is_on_its_desk():
    county = make_organization("county")
    leader = make_holder(county, "approver")
    desk = Desk(superior=county)
    item = approve(desk.checked(approval_route="superior"), passed=True, by=leader, now=desk.tick())
    item = desk.published_outside(item)
    item = start_correction(item, note="数字有误", by=desk.clerk, now=desk.tick())
    desk.checked(desk.submitted(item))
    assert item in Item.objects.on_desk_of(leader, date(2026, 9, 2))


def test_the_directory_tells_nobody_that_something_for_a_few_is_late():
    desk = Desk()
    for code in ("1-3", "1-5", "1-6"):
        desk.registered(code=code)
    assert set(late_of(desk.organization, TODAY + timedelta(days=60))) == {"1-3"}
