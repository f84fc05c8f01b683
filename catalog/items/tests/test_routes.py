"""Whose matter it is decides which way it is approved and who reviews it, where the scheme asks (PL-17)."""

import pytest

from catalog.items.actions.checking import review
from catalog.items.staff.forms import PlanForm
from catalog.items.tests.factories import TODAY, Desk, available
from catalog.schemes.rules import scheme_for
from disclosure.notices.models import Notice
from disclosure.organizations.models.people import Post
from disclosure.organizations.tests.factories import make_department, make_holder
from disclosure.workflow.refusals import Blocked

pytestmark = [pytest.mark.django_db, pytest.mark.clause("PL-17")]


@pytest.fixture
def desk():
    return Desk("bureau", "pingluo")


@pytest.fixture
def office(desk):
    return make_department(desk.organization, "办公室")


@pytest.fixture
def land_section(desk):
    return make_department(desk.organization, "耕地保护科")


def offered(item, desk, data=None, **changed):
    """The plan's form as the desk shows it, or as it was sent."""
    rules = scheme_for(item.organization, TODAY)
    names = ("event_on", "scope", "approval_route", "channels", "department")
    initial = {name: getattr(item, name) for name in names}
    if changed:
        data = {**initial, "department": item.department_id or "", **changed}
    return PlanForm(data, initial=initial, item=item, rules=rules, today=TODAY)


def test_a_matter_led_by_a_department_is_approved_by_the_leader(desk, land_section):
    assert desk.registered(department=land_section).approval_route == "leader"


def test_a_matter_of_the_branch_itself_is_decided_by_the_meeting(desk):
    assert desk.registered().approval_route == "collective"


def test_an_entry_of_one_department_gives_its_items_the_route_with_the_department(desk, land_section):
    entry = desk.entry("1-1")
    entry.departments.add(land_section)
    item = desk.registered("1-1")
    assert (item.department, item.approval_route) == (land_section, "leader")


def test_a_route_that_was_given_stands(desk):
    assert desk.registered(approval_route="leader").approval_route == "leader"


@pytest.mark.parametrize("slug", ["longkou", "jiguan", "qijiang"])
def test_where_the_scheme_does_not_ask_whose_matter_it_is_the_leader_approves(slug):
    item = Desk("other", slug).registered()
    assert item.approval_route == "leader"
    assert "支部的" not in offered(item, None).fields["approval_route"].help_text


def test_the_plan_form_explains_the_routes_and_leaves_another_free(desk, land_section):
    item = desk.registered(department=land_section)
    field = offered(item, desk).fields["approval_route"]
    assert "支部的（不指定责任科室），集体研究决定，由局办公室审核" in field.help_text
    assert not field.disabled
    form = offered(item, desk, approval_route="collective")
    assert form.is_valid(), form.errors
    assert form.cleaned_data["approval_route"] == "collective"


def test_the_route_goes_with_the_department_unless_another_was_chosen(desk, land_section):
    item = desk.registered()
    form = offered(item, desk, department=land_section.pk)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["approval_route"] == "leader"
    chosen = offered(item, desk, department=land_section.pk, approval_route="superior")
    assert chosen.is_valid()
    assert chosen.cleaned_data["approval_route"] == "superior"


def test_the_only_route_that_will_do_cannot_be_changed():
    desk = Desk("village", "yueyang")
    item = desk.registered(code=None, scope="party", limit_kind="immediate", work_plan="先开会后公布")
    form = offered(item, desk, approval_route="leader", work_plan="先开会后公布")
    assert form.fields["approval_route"].disabled
    assert form.is_valid(), form.errors
    assert form.cleaned_data["approval_route"] == "superior"


def test_the_branchs_own_matter_is_reviewed_by_the_named_office_alone(desk, office):
    of_office = make_holder(desk.organization, "reviewer", "of-office", department=office)
    item = desk.submitted()
    assert [offer.blockers[0].code for offer in offers(item, desk.reviewer, desk)] == ["not_the_office"]
    with pytest.raises(Blocked, match="由局办公室的审核人审核，请交给他们办理"):
        review(item, passed=True, by=desk.reviewer, now=desk.tick())
    assert not item.working_version.decisions.filter(step="review").exists()
    item = review(item, passed=True, by=of_office, now=desk.tick())
    assert item.working_version.decisions.get(step="review").by == of_office


def offers(item, person, desk):
    return [offer for offer in available(item, person, desk.now.date()) if offer.action.name == "review"]


def test_a_departments_matter_is_reviewed_by_any_reviewer(desk, office, land_section):
    make_holder(desk.organization, "reviewer", "of-office", department=office)
    item = desk.submitted(department=land_section)
    item = review(item, passed=True, by=desk.reviewer, now=desk.tick())
    assert item.working_version.decisions.filter(step="review").exists()


@pytest.mark.parametrize("situation", ["no office", "nobody in it", "post ended", "office of another organisation"])
def test_without_a_reviewer_in_the_office_any_reviewer_will_do(desk, situation):
    if situation != "no office":
        place = Desk("other").organization if situation == "office of another organisation" else desk.organization
        office = make_department(place, "局办公室")
        if situation != "nobody in it":
            make_holder(place, "reviewer", "of-office", department=office)
        if situation == "post ended":
            Post.objects.filter(person__username="of-office").update(until_on=TODAY)
    item = review(desk.submitted(), passed=True, by=desk.reviewer, now=desk.tick())
    assert item.working_version.decisions.filter(step="review").exists()


def test_the_office_so_named_goes_before_one_with_a_shorter_name(desk, office):
    short = make_holder(desk.organization, "reviewer", "of-short", department=office)
    named = make_department(desk.organization, "局办公室")
    exact = make_holder(desk.organization, "reviewer", "of-named", department=named)
    item = desk.submitted()
    with pytest.raises(Blocked):
        review(item, passed=True, by=short, now=desk.tick())
    assert review(item, passed=True, by=exact, now=desk.tick())


def test_only_the_office_is_told_that_a_review_waits(desk, office):
    of_office = make_holder(desk.organization, "reviewer", "of-office", department=office)
    desk.submitted()
    notified = set(Notice.objects.filter(title__contains="待审核").values_list("recipient", flat=True))
    assert notified == {of_office.pk}
