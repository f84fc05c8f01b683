"""The desk's lists cost the same for one organisation and for two thousand."""

from datetime import date

import pytest
from django.urls import reverse

from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, OrganizationUserPermission, Post, User
from disclosure.organizations.permissions import sweep_posts
from disclosure.organizations.tests.factories import (
    BEGINNING,
    make_administrator,
    make_holder,
    make_member,
    make_organization,
    make_person,
)

TODAY = date(2026, 10, 9)
pytestmark = [pytest.mark.django_db, pytest.mark.each_database]


def add_branches(superior, count):
    """Branches under a superior, each with a department and a member, by bulk insert."""
    first = superior.numchild + 1
    branches = [
        Organization(
            path=Organization._get_path(superior.path, superior.depth + 1, number),
            depth=superior.depth + 1,
            code=f"bulk-{number}",
            name=f"第{number}党支部",
        )
        for number in range(first, first + count)
    ]
    Organization.objects.bulk_create(branches)
    Organization.objects.filter(pk=superior.pk).update(numchild=first + count - 1)
    superior.refresh_from_db()
    people = User.objects.bulk_create(User(username=f"person-{b.code}", full_name=b.code) for b in branches)
    Department.objects.bulk_create(Department(organization=branch, name="办公室") for branch in branches)
    for model, fields in ((Membership, {}), (Post, {"role": "clerk"})):
        model.objects.bulk_create(
            model(person=person, organization=branch, from_on=BEGINNING, **fields)
            for person, branch in zip(people, branches, strict=True)
        )
    return branches


LISTS = [("system", Organization), ("system", Department), ("system", User), ("security", Post)]
OWN_LISTS = [Organization, Department, Audience, Membership, LeadingGroupSeat]


def queries_of_list(client, model, django_assert_max_num_queries):
    url = reverse(f"admin:organizations_{model._meta.model_name}_changelist")
    with django_assert_max_num_queries(20) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("kind", "model"), LISTS)
def test_an_administrators_list_costs_the_same_for_2000_organisations(
    client, kind, model, django_assert_max_num_queries
):
    district = make_organization("district")
    client.force_login(make_administrator(kind))
    add_branches(district, 1)
    few = queries_of_list(client, model, django_assert_max_num_queries)
    add_branches(district, 2000)
    assert queries_of_list(client, model, django_assert_max_num_queries) == few


@pytest.mark.parametrize("model", OWN_LISTS)
def test_a_secretarys_list_costs_the_same_for_20_rows(client, model, django_assert_max_num_queries):
    branch = make_organization()
    client.force_login(make_holder(branch, "secretary"))
    counts = set()
    for numbers in (range(1), range(1, 20)):
        for number in numbers:
            Department.objects.create(organization=branch, name=f"第{number}科")
            Audience.objects.create(organization=branch, name=f"第{number}组")
            make_member(make_person(f"member-{number}"), branch)
            LeadingGroupSeat.objects.create(
                organization=branch, body="group", title="member", name="李", from_on=BEGINNING
            )
        counts.add(queries_of_list(client, model, django_assert_max_num_queries))
    assert len(counts) == 1


def test_an_entry_form_lists_no_table(client, django_assert_max_num_queries):
    district = make_organization("district")
    client.force_login(make_administrator("security"))
    add_branches(district, 300)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("admin:organizations_post_add"))
    assert "第300党支部" not in page.rendered_content
    assert "person-bulk-300" not in page.rendered_content


def test_the_sweep_finds_who_is_out_of_step_in_constant_queries(django_assert_num_queries):
    district = make_organization("district")
    add_branches(district, 50)
    assert sweep_posts(on=TODAY) == 50
    assert OrganizationUserPermission.objects.count() == 50
    with django_assert_num_queries(5):
        assert sweep_posts(on=TODAY) == 0
