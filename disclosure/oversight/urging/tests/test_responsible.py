"""Who answers for a row: the person, the holders, the office (LK-18)."""

from datetime import date

import pytest

from disclosure.deadlines.models import Deadline
from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.roles import COLLECT_OPINIONS
from disclosure.organizations.tests.factories import BEGINNING, make_holder, make_organization, make_person
from disclosure.oversight.urging.responsible import responsible_for

pytestmark = pytest.mark.django_db
ON, DUE = date(2026, 10, 20), date(2026, 10, 9)


def found_for():
    return responsible_for(Deadline.objects.select_related("organization", "person"), ON)


def seat(organization, title, name, **fields) -> LeadingGroupSeat:
    given = {"body": "office", "from_on": BEGINNING, **fields}
    return LeadingGroupSeat.objects.create(organization=organization, title=title, name=name, **given)


@pytest.mark.clause("LK-18")
def test_the_person_then_the_holders_then_the_office_of_the_leading_group():
    branch = make_organization(supervision_phone="0535-12380", office_name="党务公开领导小组办公室")
    clerk, named = make_holder(branch, "clerk"), make_person("named", phone="5566")
    director = make_person("director", phone="7788")
    seat(branch, "member", "成员甲", position=0)
    seat(branch, "director", "主任乙", person=director, position=1)
    seat(branch, "director", "前主任", until_on=date(2021, 1, 1))
    (of_named,) = make_rows(branch, 1, due_on=DUE, person=named)
    (of_holders,) = make_rows(branch, 1, due_on=DUE)
    (of_office,) = make_rows(branch, 1, due_on=DUE, permission=COLLECT_OPINIONS)
    found = found_for()
    shown = {row.pk: (found[row.pk].name, found[row.pk].phone) for row in (of_named, of_holders, of_office)}
    assert shown == {
        of_named.pk: ("named", "5566"),
        of_holders.pk: ("branch-clerk", "0535-12380"),
        of_office.pk: ("党务公开领导小组办公室（主任乙）", "7788"),
    }
    assert [found[row.pk].people for row in (of_named, of_holders, of_office)] == [(named,), (clerk,), (director,)]
    assert found[of_office.pk].is_office and {each.office for each in found.values()} == {"党务公开领导小组办公室"}


@pytest.mark.clause("LK-18")
def test_where_nobody_is_entered_at_all_it_is_the_office_still():
    branch = make_organization()
    gone = make_person("gone", is_active=False)
    make_rows(branch, 1, due_on=DUE, person=gone)
    (found,) = found_for().values()
    assert (str(found), found.people) == ("党务公开办公室", ())


@pytest.mark.parametrize("count", [1, 20])
def test_two_statements_however_many_rows_and_organisations(count, django_assert_num_queries):
    for number in range(count):
        branch = make_organization(f"branch-{number}")
        make_holder(branch, "clerk")
        make_rows(branch, 2, due_on=DUE)
        make_rows(branch, 2, due_on=DUE, permission=COLLECT_OPINIONS)
    rows = list(Deadline.objects.select_related("organization", "person"))
    with django_assert_num_queries(2):
        assert len(responsible_for(rows, ON)) == 4 * count
