"""Moved, merged, split, replaced: shown first, done once it was seen, by whose act it is."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Membership, OrganizationUserPermission, Post
from disclosure.organizations.tests.factories import (
    client_of,
    make_administrator,
    make_department,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
)

pytestmark = pytest.mark.django_db


def at(kind):
    return reverse(f"admin:people_{kind}")


def look_and_confirm(client, kind, values):
    """What the page showed, and the answer to confirming it."""
    found = client.post(at(kind), {**values, "look": "1"}).context["found"]
    return found, client.post(at(kind), {**values, "confirm": found.stamp})


def shown(found):
    return {change.title: list(change.lines) for change in found.changes}


def test_one_person_takes_over_all_posts_of_another():
    client = client_of(make_administrator("security"))
    top, branch = make_organization("top"), make_organization("branch")
    old, new = make_person("old", full_name="老王"), make_person("new", full_name="小李")
    for place, role in ((top, "approver"), (branch, "clerk"), (branch, "secretary")):
        make_post(old, place, role)
    make_post(new, branch, "clerk")
    values = {"old": "老王", "new": "小李", "from_on": str(timezone.localdate())}
    found, answer = look_and_confirm(client, "replace", values)
    assert [len(lines) for lines in shown(found).values()] == [3, 2, 1] and answer.status_code == 302
    assert {post.role for post in Post.objects.current(timezone.localdate()).filter(person=new)} == {
        "approver",
        "clerk",
        "secretary",
    }
    assert not OrganizationUserPermission.objects.filter(user=old).exists()
    assert Event.objects.filter(action="post.ended").count() == 3
    refused = client.post(at("replace"), {**values, "look": "1"}).context["found"]
    assert refused.blockers == ("老王现在没有任职。",)


def test_nobody_takes_over_himself_and_what_changed_meanwhile_is_shown_again():
    security = make_administrator("security")
    client, branch = client_of(security), make_organization()
    old = make_holder(branch, "clerk")
    values = {"old": old.username, "new": security.username, "from_on": str(timezone.localdate())}
    found, answer = look_and_confirm(client, "replace", values)
    assert any("不能给自己任职" in text for text in found.blockers) and answer.status_code == 200
    values["new"] = make_person("new").username
    found = client.post(at("replace"), {**values, "look": "1"}).context["found"]
    make_post(old, branch, "reviewer")
    assert client.post(at("replace"), {**values, "confirm": found.stamp}).status_code == 200
    assert Post.objects.filter(person__username="new").count() == 0


def test_an_organisation_moves_with_what_is_below_it_and_others_watch_it():
    client = client_of(make_administrator("system"))
    one, two = make_organization("one"), make_organization("two")
    branch = make_organization("branch", one)
    make_organization("below", branch)
    make_holder(one, "supervisor"), make_holder(two, "approver")
    found, answer = look_and_confirm(client, "move", {"organization": "branch", "superior": two.name})
    told = shown(found)
    assert told["一起移动的下级"] == ["below党支部"] and answer.status_code == 302
    assert "one-supervisor" in told["以后不再监督、审定它的"][0] and "two-approver" in told["以后能监督、审定它的"][0]
    assert Organization.objects.get_parent(Organization.objects.get(code="branch")) == two
    assert client.post(at("move"), {"organization": "two", "superior": "below"}).context["found"].blockers


def test_a_merged_organisation_gives_its_people_and_is_closed_once_nobody_holds_a_post():
    client = client_of(make_administrator("system"))
    one, two = make_organization("one"), make_organization("two")
    make_organization("below", one)
    make_member(make_person("li"), one, department=make_department(one))
    make_member(make_person("both"), one), make_member(make_person("wang"), one, kind="staff")
    Membership.objects.create(
        person_id=Membership.objects.get(person__username="both").person_id, organization=two, from_on=date(2020, 1, 1)
    )
    LeadingGroupSeat.objects.create(organization=one, body="group", title="head", name="王", from_on=date(2026, 1, 1))
    clerk = make_holder(one, "clerk")
    values = {"source": "one", "target": "two"}
    found, _ = look_and_confirm(client, "merge", values)
    assert found.blockers == (f"{clerk}还担任经办人，请安全管理员先免职或者换人。",)
    Post.objects.update(until_on=timezone.localdate())
    assert look_and_confirm(client, "merge", values)[1].status_code == 302
    current = Membership.objects.current(timezone.localdate())
    assert {(each.person.username, each.organization.code, each.kind) for each in current} == {
        ("li", "two", "party"),
        ("both", "two", "party"),
        ("wang", "two", "staff"),
    }
    assert current.get(person__username="li").department.organization == two
    one.refresh_from_db()
    assert not one.is_active and not LeadingGroupSeat.objects.current(timezone.localdate()).exists()
    assert Organization.objects.get_parent(Organization.objects.get(code="below")) == two


def test_a_part_of_an_organisation_becomes_one_of_its_own():
    client = client_of(make_administrator("system"))
    top = make_organization("top")
    branch = make_organization("branch", top)
    for name in ("li", "wang"):
        make_member(make_person(name), branch)
    values = {"source": "branch", "name": "第二党支部", "code": "", "people": "li"}
    found, answer = look_and_confirm(client, "split", values)
    assert shown(found)["从branch党支部转过去的人"] == ["li　党员"] and answer.status_code == 302
    new = Organization.objects.get(code="dierdangzhibu")
    assert (Organization.objects.get_parent(new), new.kind) == (top, branch.kind)
    assert [
        each.organization for each in Membership.objects.current(timezone.localdate()).order_by("person__username")
    ] == [new, branch]


@pytest.mark.parametrize("kind", ["replace", "move", "merge", "split"])
def test_each_act_belongs_to_one_administrator(kind):
    whose = "security" if kind == "replace" else "system"
    for who in ("system", "security", "audit"):
        answer = client_of(make_administrator(who)).get(at(kind))
        assert (answer.status_code == 200) == (who == whose)
