"""Matters outside the catalogue: a work plan first, then approval by whom the scheme names, then disclosure."""

import pytest
from django.core.exceptions import PermissionDenied

from catalog.directory.tests.factories import branch, make_catalogue
from catalog.items.actions.checking import approve
from catalog.items.actions.publishing import publish_inside
from catalog.items.actions.writing import change_plan
from catalog.items.tests.factories import Desk
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.tests.factories import make_holder, make_organization
from disclosure.workflow.refusals import Blocked, NotNow

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
OWN = ["longkou", "jiguan", "pingluo"]


def off_catalogue(desk, **fields):
    """A draft outside the catalogue, with its work plan and truthful, unless ``fields`` say otherwise."""
    plan = {
        "scope": "party",
        "limit_kind": "immediate",
        "work_plan": "为什么公开、公开什么、怎样公开。",
        "channels": ["文件"],
        **fields,
    }
    return desk.registered(code=None, title="支部自己定的事", **plan)


def with_superior(slug):
    superior = make_organization("county")
    leader = make_holder(superior, "approver", "county-leader")
    return Desk("village", slug, superior=superior, sector="village"), leader


def below_its_maker():
    """An organisation that works by its superior's catalogue, and the leader of whoever made it."""
    maker = Desk("county", "qijiang")
    make_catalogue(
        maker.organization, maker.scheme, [branch("1", "村务", [branch("v-1", "村级决议")])], in_force=True,
        applies_to="class", sectors=["village"], title="村级目录",
    )  # fmt: skip
    # The document lets no village make a catalogue of its own: what it has is older.
    desk = Desk("village", "qijiang", sector="village")
    desk.organization.move(maker.organization, "last-child")
    desk.organization = Organization.objects.get(pk=desk.organization.pk)
    desk.catalogue.state = "superseded"
    desk.catalogue.save()
    return desk, maker.approver


@pytest.mark.clause("LK-06")
@pytest.mark.clause("JG-07")
@pytest.mark.clause("YY-09")
@pytest.mark.clause("QJ-04")
@pytest.mark.parametrize("slug", [*OWN, "yueyang", "qijiang"])
def test_without_a_work_plan_it_is_not_even_handed_in(slug):
    desk, _leader = with_superior(slug)
    route = "superior" if slug == "yueyang" else "leader"
    with pytest.raises(Blocked, match="工作方案"):
        desk.submitted(off_catalogue(desk, work_plan=" ", approval_route=route))


@pytest.mark.clause("LK-06")
@pytest.mark.clause("JG-07")
@pytest.mark.parametrize("slug", OWN)
def test_where_the_organisation_itself_decides_its_leader_approves(slug):
    desk, leader = with_superior(slug)
    checked = desk.checked(desk.submitted(off_catalogue(desk)))
    with pytest.raises(PermissionDenied):
        publish_inside(checked, by=desk.clerk, now=desk.tick())
    with pytest.raises(NotNow):
        publish_inside(checked, by=desk.secretary, now=desk.tick())
    with pytest.raises(PermissionDenied):
        approve(checked, passed=True, by=leader, now=desk.tick())
    assert desk.published_inside(desk.approved(checked)).published_inside_at


@pytest.mark.clause("YY-09")
def test_where_the_superior_decides_no_other_route_will_do_and_only_the_superior_approves():
    desk, leader = with_superior("yueyang")
    with pytest.raises(Blocked, match="报上级党组织审批"):
        desk.submitted(off_catalogue(desk, approval_route="leader"))
    other = make_holder(make_organization("elsewhere"), "approver", "elsewhere-leader")
    decided_above(desk, leader, [desk.approver, other])


@pytest.mark.clause("QJ-04")
def test_where_a_superior_made_the_catalogue_only_its_maker_approves():
    desk, leader = below_its_maker()
    with pytest.raises(Blocked, match="报上级党组织审批"):
        desk.submitted(off_catalogue(desk, approval_route="leader"))
    decided_above(desk, leader, [desk.approver])


def decided_above(desk, leader, others):
    checked = desk.checked(desk.submitted(off_catalogue(desk, approval_route="superior")))
    for person in others:
        with pytest.raises(PermissionDenied):
            approve(checked, passed=True, by=person, now=desk.tick())
    approved = approve(checked, passed=True, by=leader, now=desk.tick())
    assert desk.published_inside(approved).published_inside_at


@pytest.mark.clause("QJ-04")
def test_who_made_its_own_catalogue_decides_itself():
    desk, leader = with_superior("qijiang")
    checked = desk.checked(desk.submitted(off_catalogue(desk)))
    with pytest.raises(PermissionDenied):
        approve(checked, passed=True, by=leader, now=desk.tick())
    assert desk.published_inside(desk.approved(checked)).published_inside_at


@pytest.mark.clause("LK-06")
def test_a_work_plan_that_is_returned_goes_round_again():
    desk, _leader = with_superior("longkou")
    checked = desk.checked(desk.submitted(off_catalogue(desk)))
    returned = approve(checked, passed=False, reason="方案太粗", by=desk.approver, now=desk.tick())
    assert returned.state == "draft"
    again = change_plan(returned, work_plan="", by=desk.clerk, now=desk.tick())
    with pytest.raises(Blocked, match="工作方案"):
        desk.submitted(again)
