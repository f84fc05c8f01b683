"""A post grants its role's permissions while it lasts, and not a day longer."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from guardian.shortcuts import assign_perm

from disclosure.audit.models import Event
from disclosure.organizations import actions
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.models.people import Membership, OrganizationUserPermission, Post, User
from disclosure.organizations.permissions import people_out_of_step, sweep_posts, sync_permissions
from disclosure.organizations.roles import PERMISSIONS, PUBLISH, ROLES, WATCH
from disclosure.organizations.tests.factories import (
    BEGINNING,
    make_department,
    make_holder,
    make_holders,
    make_organization,
    make_person,
    make_post,
    noon,
)

TODAY = date(2026, 10, 9)
pytestmark = pytest.mark.django_db


@pytest.fixture
def branch():
    return make_organization()


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_grants_exactly_its_permissions(branch, role):
    person = make_holder(branch, role)
    granted = {codename for codename, _label in PERMISSIONS if access_of(person, TODAY).can(codename, branch)}
    assert granted == ROLES[role].permissions


def test_ending_a_post_ends_its_permissions_the_same_day(branch):
    secretary = make_holder(branch, "secretary")
    actions.end_post(secretary.posts.get(), until_on=TODAY, by=None, now=noon(TODAY))
    assert not access_of(secretary, TODAY).can(PUBLISH, branch)
    assert not OrganizationUserPermission.objects.filter(user=secretary).exists()
    secretary.refresh_from_db()
    assert not secretary.is_staff


def test_a_post_entered_by_mistake_can_end_on_the_day_it_begins(branch):
    clerk = make_holder(branch, "clerk", from_on=TODAY)
    actions.end_post(clerk.posts.get(), until_on=TODAY, by=None, now=noon(TODAY))
    assert not Post.objects.current(TODAY).exists()


def test_a_term_runs_from_its_first_day_to_the_day_before_its_end(branch):
    post = make_post(make_person(), branch, "clerk", from_on=TODAY, until_on=TODAY + timedelta(days=2))
    held = [day for day in range(-1, 4) if Post.objects.current(TODAY + timedelta(days=day)).filter(pk=post.pk)]
    assert held == [0, 1]


def test_what_another_post_grants_outlives_the_one_that_ends(branch):
    person = make_holder(branch, "secretary")
    make_post(person, branch, "supervisor")
    actions.end_post(person.posts.get(role="secretary"), until_on=TODAY, by=None, now=noon(TODAY))
    access = access_of(person, TODAY)
    assert access.can(WATCH, branch)
    assert not access.can(PUBLISH, branch)


def test_ending_an_ended_post_is_refused(branch):
    post = make_holder(branch, "clerk").posts.get()
    actions.end_post(post, until_on=TODAY, by=None, now=noon(TODAY))
    with pytest.raises(ValidationError, match="只能提前"):
        actions.end_post(post, until_on=TODAY + timedelta(days=1), by=None, now=noon(TODAY))


@pytest.mark.each_database
def test_the_sweep_grants_what_began_and_revokes_what_ended_and_then_finds_nothing(branch):
    coming, going = make_person("coming"), make_person("going")
    yesterday = noon(TODAY - timedelta(days=1))
    terms = ((coming, TODAY, None), (going, BEGINNING, TODAY))
    for person, from_on, until_on in terms:
        actions.appoint(
            person=person,
            organization=branch,
            role="clerk",
            from_on=from_on,
            until_on=until_on,
            by=None,
            now=yesterday,
        )
    assert sweep_posts(on=TODAY) == 2
    assert list(OrganizationUserPermission.objects.values_list("user__username", flat=True)) == ["coming"]
    assert [person.is_staff for person in (fresh(coming), fresh(going))] == [True, False]
    assert sweep_posts(on=TODAY) == 0


def grants_of_posts(on):
    """What guardian's table should say that day: person, permission, organisation of each post in force."""
    return {
        (post.person_id, permission, post.organization_id)
        for post in Post.objects.all()
        if post.from_on <= on and (post.until_on is None or on < post.until_on)
        for permission in ROLES[post.role].permissions
    }


def granted():
    return set(OrganizationUserPermission.objects.values_list("user_id", "permission__codename", "content_object_id"))


@pytest.mark.each_database
def test_after_each_sweep_guardian_grants_what_the_posts_carry_and_nothing_else(branch):
    other = make_organization("other")
    superuser = make_person("superuser", is_superuser=True, administrator="system")
    resigned = make_person("resigned", is_active=False)
    people = [make_person("first"), make_person("second"), superuser, resigned]
    for number, person in enumerate(people):
        for place, role in ((branch, "secretary"), (branch, "supervisor"), (other, "clerk"), (other, "secretary")):
            first = TODAY + timedelta(days=number + len(role) % 3)
            Post.objects.create(
                person=person, organization=place, role=role, from_on=first, until_on=first + timedelta(days=number + 1)
            )
    assign_perm("delete_organization", people[0], other)  # by hand, and no post carries it
    counts = []
    for day in range(12):
        on = TODAY + timedelta(days=day)
        sweep_posts(on=on)
        assert granted() == grants_of_posts(on)
        assert people_out_of_step(on) == set()
        counts.append(len(granted()))
    assert max(counts) > counts[-1] == 0


def fresh(person):
    person.refresh_from_db()
    return person


def test_a_post_that_has_ended_grants_nothing_even_before_the_sweep(branch):
    clerk = make_holder(branch, "clerk", until_on=TODAY)
    assert OrganizationUserPermission.objects.filter(user=clerk).exists()
    assert access_of(clerk, TODAY - timedelta(days=1)).can("draft_items", branch)
    assert not access_of(clerk, TODAY).can("draft_items", branch)


@pytest.mark.clause("LK-24")
def test_a_supervisor_from_outside_is_appointed_for_a_term_and_does_not_enter_the_desk(branch):
    supervisor = make_holder(branch, "supervisor", title="退休老同志代表", until_on=date(2028, 1, 1))
    assert access_of(supervisor, TODAY).prefixes(WATCH) == [branch.path]
    assert not fresh(supervisor).is_staff


def test_a_department_of_another_organisation_is_refused(branch):
    foreign = make_department(make_organization("other"))
    with pytest.raises(ValidationError, match="不属于"):
        make_post(make_person(), branch, "clerk", department=foreign)


@pytest.mark.each_database
def test_the_same_post_is_not_held_twice(branch):
    clerk = make_holder(branch, "clerk")
    with pytest.raises(ValidationError, match="已任此职"):
        make_post(clerk, branch, "clerk", from_on=TODAY)


def test_appointing_and_ending_are_on_record(branch):
    clerk = make_holder(branch, "clerk")
    post = clerk.posts.get()
    actions.end_post(post, until_on=TODAY, by=None, now=noon(TODAY))
    events = Event.objects.filter(object_type="organizations.post", object_id=post.pk).order_by("pk")
    assert [event.action for event in events] == ["post.appointed", "post.ended"]
    assert {event.organization_code for event in events} == {"branch"}


@pytest.mark.each_database
@pytest.mark.clause("LK-18", "YY-13")
@pytest.mark.parametrize("model", [Post, Membership, LeadingGroupSeat])
def test_the_database_refuses_a_term_that_runs_backwards(branch, model):
    person = make_person()
    fields = {
        Post: {"person": person, "role": "clerk"},
        Membership: {"person": person},
        LeadingGroupSeat: {"body": "group", "title": "head", "name": "王明"},
    }
    row = model.objects.create(organization=branch, from_on=TODAY, **fields[model])
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(pk=row.pk).update(until_on=F("from_on") - timedelta(days=1))


def test_people_made_at_once_for_other_tests_are_as_the_action_appoints_them():
    organization = make_organization()
    for role, person in make_holders(organization, ROLES).items():
        before = sorted(person.organizationuserpermission_set.values_list("permission__codename", flat=True))
        sync_permissions(person, on=BEGINNING)
        after = sorted(person.organizationuserpermission_set.values_list("permission__codename", flat=True))
        assert before == after == sorted(ROLES[role].permissions)
        assert User.objects.get(pk=person.pk).is_staff == person.is_staff
