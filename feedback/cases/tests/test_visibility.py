"""Who sees which case at the desk: list, page, step and attachment answer alike (LK-23, JG-04)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.access import access_of
from disclosure.organizations.actions import end_post
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import make_holder, make_organization, make_post, noon
from feedback.cases.actions.assigning import assign, defer
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.states import Kind
from feedback.cases.tests.factories import SUNDAY, received, under_scheme
from feedback.cases.visibility import cases_for

pytestmark = [pytest.mark.django_db, pytest.mark.each_database]
MONDAY = SUNDAY + timedelta(days=1)
ROLES = ("handler", "collector", "approver", "clerk", "reviewer", "secretary", "supervisor", "inspector")


@pytest.fixture
def superior():
    return make_organization("superior")


@pytest.fixture
def branch(superior):
    return under_scheme("qijiang", superior=superior)


def seen(person) -> set[Case]:
    return set(cases_for(access_of(person, MONDAY)))


def refused_above(case, superior, writer) -> Reply:
    return Reply.objects.create(
        case=case, result="refused", text="不公开", reason=Withholding.Reason.values[0], legal_basis="disclosure-7",
        state=Reply.State.AT_SUPERIOR, written_by=writer, written_at=noon(MONDAY), superior=superior,
    )  # fmt: skip


@pytest.mark.clause("LK-23")
def test_each_post_sees_its_kinds_and_no_other_post_sees_any(branch):
    cases = {kind: received(branch, kind, **named(kind)).case for kind in Kind}
    requests = {cases[kind] for kind in (Kind.TOPIC, Kind.APPLICATION, Kind.QUESTION)}
    found = {role: seen(make_holder(branch, role)) for role in ROLES}
    assert found.pop("handler") == requests
    assert found.pop("collector") == {cases[Kind.OPINION]}
    assert found.pop("approver") == set(cases.values())
    assert set().union(*found.values()) == set()


def named(kind) -> dict:
    return {"is_anonymous": False, "name": "王小明"} if kind == Kind.APPLICATION else {}


def test_posts_elsewhere_above_and_below_show_nothing(branch, superior):
    received(superior)
    received(branch, Kind.OPINION)
    for role in ("handler", "collector"):
        assert not seen(make_holder(superior, role, f"above-{role}")) & set(Case.objects.filter(organization=branch))
        assert not seen(make_holder(branch, role)) & set(Case.objects.filter(organization=superior))


@pytest.mark.clause("JG-04")
def test_who_decides_above_sees_what_was_sent_up_and_nothing_beside_it(branch, superior):
    sent, other = received(branch).case, received(branch).case
    decider, own = make_holder(superior, "approver"), make_holder(branch, "approver")
    assert seen(decider) == set()
    refused_above(sent, superior, own)
    assert seen(decider) == {sent}
    refused_above(other, make_organization("elsewhere"), own)
    assert seen(decider) == {sent}
    assert seen(make_holder(superior, "supervisor")) == set()


def test_a_handler_keeps_sight_of_their_case_and_never_gets_it_of_a_complaint_about_it(branch):
    handler, clerk = make_holder(branch, "handler"), make_holder(branch, "clerk")
    case = assign(received(branch).case, handler=clerk, by=handler, now=noon(MONDAY))
    assert seen(clerk) == {case}
    complaint = received(branch, Kind.QUESTION, complaint_about=case).case
    Case.objects.filter(pk=complaint.pk).update(handler=clerk)
    assert seen(clerk) == {case}
    assert complaint in seen(handler)
    Case.objects.filter(pk=case.pk).update(handler=handler)
    assert seen(handler) == {case}


def test_who_left_the_organisation_sees_its_cases_no_more_and_works_on_none(branch):
    handler = make_holder(branch, "handler")
    clerk = make_holder(branch, "clerk")
    case = assign(received(branch).case, handler=clerk, by=handler, now=noon(MONDAY))
    end_post(Post.objects.get(person=clerk), until_on=MONDAY, by=None, now=noon(MONDAY))
    make_post(clerk, make_organization("elsewhere"), "clerk")
    assert seen(clerk) == set()
    with pytest.raises(PermissionDenied):
        defer(case, until_on=MONDAY + timedelta(days=2), note="等账目", by=clerk, now=noon(MONDAY))


def test_every_page_of_a_case_that_is_not_visible_is_not_found(client, branch):
    case = received(branch, Kind.OPINION).case
    client.force_login(make_holder(branch, "handler"))
    for tail in ("change/", "step/claim/", "step/screen/", "files/1/", "sender/"):
        assert client.get(f"/admin/feedback/case/{case.pk}/{tail}").status_code == 404, tail
    assert case.number not in client.get("/admin/feedback/case/?tab=open").content.decode()
    assert client.post(f"/admin/feedback/case/{case.pk}/step/claim/").status_code == 404
