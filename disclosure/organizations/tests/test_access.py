"""Access by object and access by query are one; a subtree is reached by its path, never by rows."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from guardian.core import ObjectPermissionChecker
from guardian.shortcuts import get_objects_for_user

from disclosure.organizations import actions
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Membership, OrganizationUserPermission
from disclosure.organizations.permissions import sweep_posts
from disclosure.organizations.roles import PERMISSIONS, ROLES, SUBTREE_PERMISSIONS, WATCH
from disclosure.organizations.tests.factories import (
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
    noon,
)

TODAY = date(2026, 10, 9)
CODENAMES = [codename for codename, _label in PERMISSIONS]
pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


@pytest.fixture
def tree():
    """Two towns of one district, each with two villages."""
    district = make_organization("district")
    towns = [make_organization(f"town-{name}", superior=district) for name in "ab"]
    for town in towns:
        for number in range(2):
            make_organization(f"{town.code}-{number}", superior=town)
    return {organization.code: organization for organization in Organization.objects.all()}


def reached(access, permission):
    """By query: the subtrees of the prefixes, or the very organisations."""
    if permission in SUBTREE_PERMISSIONS:
        return set(Organization.objects.within(access.prefixes(permission)))
    return set(Organization.objects.filter(pk__in=access.organization_ids(permission)))


@pytest.mark.parametrize("role", sorted(ROLES))
@pytest.mark.parametrize("code", ["district", "town-a", "town-b-1"])
def test_the_check_of_one_organisation_agrees_with_the_query_of_all(tree, role, code):
    person = make_holder(tree[code], role)
    make_post(person, tree["town-b"], "secretary")
    access = access_of(person, TODAY)
    for permission in CODENAMES:
        checked = {organization for organization in tree.values() if access.can(permission, organization)}
        assert checked == reached(access, permission)


@pytest.mark.parametrize("until_on", [None, TODAY], ids=["in force", "ended"])
@pytest.mark.parametrize("role", sorted(ROLES))
def test_guardian_and_access_agree_at_every_organisation_around_the_post(tree, role, until_on):
    person = make_holder(tree["town-a"], role, until_on=until_on)
    sweep_posts(on=TODAY)
    access = access_of(person, TODAY)
    checker = ObjectPermissionChecker(person)
    checker.prefetch_perms(list(tree.values()))
    held = set()
    for permission in CODENAMES:
        listed = get_objects_for_user(person, f"organizations.{permission}", Organization, accept_global_perms=False)
        by_list = set(listed.values_list("pk", flat=True))
        for code in ("town-a", "town-a-0", "town-b", "district"):  # own, subordinate, sister, superior
            organization = tree[code]
            granted = organization.pk in access.organization_ids(permission)
            by_backend = person.has_perm(f"organizations.{permission}", organization)
            by_checker = checker.has_perm(permission, organization)
            assert by_backend == by_checker == (organization.pk in by_list) == granted, (permission, code)
            above = Organization.objects.get_ancestors(organization) if permission in SUBTREE_PERMISSIONS else []
            reached_from = [each.code for each in (organization, *above) if checker.has_perm(permission, each)]
            assert access.can(permission, organization) == bool(reached_from), (permission, code)
            held |= {(permission, place) for place in reached_from}
    assert held == {(permission, "town-a") for permission in (set() if until_on else ROLES[role].permissions)}


def test_before_the_sweep_guardian_still_grants_what_access_refuses(tree):
    person = make_holder(tree["town-a"], "secretary", until_on=TODAY)
    assert person.has_perm(f"organizations.{WATCH}", tree["town-a"])
    assert not access_of(person, TODAY).can(WATCH, tree["town-a"])


@pytest.mark.clause("QJ-01")
def test_a_subtree_is_reached_without_a_row_per_subordinate(tree):
    inspector = make_holder(tree["town-a"], "inspector")
    access = access_of(inspector, TODAY)
    assert {code for code, organization in tree.items() if access.can(WATCH, organization)} == {
        "town-a",
        "town-a-0",
        "town-a-1",
    }
    assert OrganizationUserPermission.objects.filter(user=inspector).count() == len(ROLES["inspector"].permissions)


def test_an_organisation_that_moves_is_reached_from_its_new_superior_at_once(tree):
    inspectors = {code: make_holder(tree[code], "inspector") for code in ("town-a", "town-b")}
    village = tree["town-a-0"]
    actions.move_organization(village, superior=tree["town-b"], by=None, now=noon(TODAY))
    assert access_of(inspectors["town-b"], TODAY).can(WATCH, village)
    assert not access_of(inspectors["town-a"], TODAY).can(WATCH, village)
    assert Organization.objects.find_problems() == ([], [], [], [], [])


def test_nested_posts_are_one_prefix(tree):
    person = make_holder(tree["district"], "inspector")
    make_post(person, tree["town-a"], "supervisor")
    assert access_of(person, TODAY).prefixes(WATCH) == [tree["district"].path]


@pytest.mark.parametrize("who", ["nobody", "unnamed", "inactive", "without posts", "superuser"])
def test_who_holds_no_post_may_do_nothing(tree, who):
    inactive = make_holder(tree["district"], "secretary", username="inactive")
    inactive.is_active = False
    superuser = make_person("superuser", is_superuser=True, administrator="system")
    users = {"nobody": None, "unnamed": AnonymousUser(), "inactive": inactive, "superuser": superuser}
    access = access_of(users.get(who, make_person()) if who != "nobody" else None, TODAY)
    for permission in CODENAMES:
        assert not access.prefixes(permission)
        assert not access.organization_ids(permission)
        assert not access.can(permission, tree["district"])


def test_a_grant_without_a_post_counts_for_nothing(tree):
    person = make_holder(tree["town-a"], "secretary")
    person.posts.all().delete()
    assert OrganizationUserPermission.objects.filter(user=person).exists()
    assert not access_of(person, TODAY).can(WATCH, tree["town-a"])


def test_who_left_belongs_no_longer_from_that_day(tree):
    member = make_person()
    membership = make_member(member, tree["town-a-0"])
    paths = [tree[code].path for code in ("district", "town-a", "town-a-0")]
    assert access_of(member, TODAY).party_paths == paths
    actions.leave(membership, until_on=TODAY, by=None, now=noon(TODAY))
    assert Membership.objects.count() == 1
    assert access_of(member, TODAY).party_paths == []


def test_checks_cost_one_query_however_many(tree, django_assert_num_queries):
    person = make_holder(tree["district"], "secretary")
    access = access_of(person, TODAY)
    with django_assert_num_queries(1):
        for organization in tree.values():
            for permission in CODENAMES:
                access.can(permission, organization)
