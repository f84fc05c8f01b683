"""Who sees and does what at the desk of organisations and people."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from disclosure.audit.models import Event
from disclosure.organizations import actions
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, OrganizationUserPermission, Post, User
from disclosure.organizations.tests.factories import (
    make_administrator,
    make_audience,
    make_department,
    make_holder,
    make_member,
    make_organization,
    make_person,
    make_post,
)

pytestmark = pytest.mark.django_db
MODELS = [Organization, Department, Audience, LeadingGroupSeat, Membership, Post, User]
SEEN = {
    "system": {Organization, Department, User},
    "security": {Organization, Department, Post, User},
    "audit": set(),
    "secretary": {Organization, Department, Audience, LeadingGroupSeat, Membership},
    "clerk": set(),
    "collector": set(),
}
ADDED = {
    "system": {Organization, Department, User},
    "security": {Post},
    "audit": set(),
    "secretary": {Department, Audience, LeadingGroupSeat},
    "clerk": set(),
    "collector": set(),
}


def url(model, page, *args):
    return reverse(f"admin:organizations_{model._meta.model_name}_{page}", args=args)


def sign_in(client, who, organization):
    person = make_administrator(who) if who in User.Administrator.values else make_holder(organization, who)
    client.force_login(person)
    return person


@pytest.fixture
def branch():
    return make_organization()


@pytest.fixture
def other():
    return make_organization("other")


@pytest.mark.parametrize("who", SEEN)
def test_each_sees_only_their_own_modules(client, branch, who):
    sign_in(client, who, branch)
    assert {model for model in MODELS if client.get(url(model, "changelist")).status_code == 200} == SEEN[who]
    assert {model for model in MODELS if client.get(url(model, "add")).status_code == 200} == ADDED[who]


def test_the_index_names_only_what_may_be_seen(client, branch):
    sign_in(client, "clerk", branch)
    apps = client.get(reverse("admin:index")).context["app_list"]
    assert "organizations" not in [app["app_label"] for app in apps]


@pytest.mark.parametrize(("who", "status"), [("supervisor", 302), ("inspector", 200)])
def test_who_only_watches_does_not_enter_the_desk_and_who_inspects_does(client, branch, who, status):
    sign_in(client, who, branch)
    assert client.get(reverse("admin:index")).status_code == status


def test_a_secretary_sees_nothing_of_another_organisation(client, branch, other):
    sign_in(client, "secretary", branch)
    foreign = [
        other,
        make_department(other),
        make_audience(other),
        make_member(make_person(), other),
        LeadingGroupSeat.objects.create(
            organization=other, body="group", title="head", name="王", from_on=date(2026, 1, 1)
        ),
    ]
    for row in foreign:
        assert client.get(url(type(row), "change", row.pk)).status_code == 302
        page = client.get(url(type(row), "changelist"))
        assert row.pk not in [shown.pk for shown in page.context["cl"].result_list]


def test_a_secretary_cannot_choose_another_organisation(client, branch, other):
    sign_in(client, "secretary", branch)
    page = client.post(url(Department, "add"), {"name": "办公室", "organization": other.pk, "position": 0})
    assert page.context["adminform"].errors["organization"]
    assert not Department.objects.exists()


def test_a_secretary_keeps_the_card_but_not_the_structure(client, branch):
    superior = make_organization("superior")
    child = make_organization("child", superior=superior)
    sign_in(client, "secretary", child)
    client.post(url(Organization, "change", child.pk), {"office_name": "党建办", "code": "taken", "superior": ""})
    child.refresh_from_db()
    assert (child.office_name, child.code, Organization.objects.get_parent(child)) == ("党建办", "child", superior)


@pytest.mark.clause("QJ-01")
def test_the_system_administrator_builds_and_moves_the_tree(client, branch, other):
    sign_in(client, "system", branch)
    new = {"code": "school", "name": "第一小学党支部", "kind": "branch", "sector": "school", "is_active": "on"}
    client.post(url(Organization, "add"), {**new, "superior": "branch"})
    school = Organization.objects.get(code="school")
    assert Organization.objects.get_parent(school) == branch
    client.post(url(Organization, "change", school.pk), {**new, "name": "一小党支部", "superior": "other"})
    school.refresh_from_db()
    assert (school.name, Organization.objects.get_parent(school)) == ("一小党支部", branch)
    move = {"organization": "school", "superior": "other"}
    seen = client.post(reverse("admin:people_move"), move).context["found"].stamp
    client.post(reverse("admin:people_move"), {**move, "confirm": seen})
    school.refresh_from_db()
    assert Organization.objects.get_parent(school) == other
    page = client.post(reverse("admin:people_move"), {"organization": "other", "superior": "school"})
    assert "下级" in page.context["found"].blockers[0]


def test_the_security_administrator_appoints_and_ends(client, branch):
    clerk = make_person("clerk")
    sign_in(client, "security", branch)
    fields = {"person": "clerk", "organization": branch.code, "role": "clerk", "from_on": "2026-01-01"}
    response = client.post(url(Post, "add"), fields)
    post = Post.objects.get()
    assert (response.status_code, post.person) == (302, clerk)
    assert OrganizationUserPermission.objects.filter(user=clerk).count() == 1
    assert client.get(url(Post, "change", post.pk)).status_code == 200
    client.post(url(Post, "change", post.pk), {"until_on": timezone.localdate()})
    assert not OrganizationUserPermission.objects.exists()
    client.post(url(Post, "change", post.pk), {"until_on": ""})
    post.refresh_from_db()
    assert post.until_on == timezone.localdate()


def test_ending_before_the_beginning_is_explained(client, branch):
    post = make_post(make_person(), branch, "clerk")
    sign_in(client, "security", branch)
    page = client.post(url(Post, "change", post.pk), {"until_on": "2019-01-01"})
    assert page.context["adminform"].errors["until_on"] == ["止期不能早于起期。"]


def test_a_day_at_the_end_of_the_calendar_is_refused(client, branch):
    post = make_post(make_person(), branch, "clerk")
    sign_in(client, "security", branch)
    page = client.post(url(Post, "change", post.pk), {"until_on": "9999-12-31"})
    assert page.context["adminform"].errors["until_on"] == ["请核对年份。"]


def test_posts_end_together_from_the_list(client, branch):
    posts = [make_post(make_person(f"clerk-{number}"), branch, "clerk") for number in range(2)]
    sign_in(client, "security", branch)
    client.post(url(Post, "changelist"), {"action": "end_today", "_selected_action": [post.pk for post in posts]})
    assert not Post.objects.current(timezone.localdate()).exists()


def test_nobody_appoints_themselves(client, branch):
    guard = sign_in(client, "security", branch)
    fields = {"person": guard.username, "organization": branch.code, "role": "secretary", "from_on": "2026-01-01"}
    page = client.post(url(Post, "add"), fields)
    assert "不能给自己" in page.context["adminform"].errors["person"][0]


def test_a_secretary_transfers_a_member_and_begins_no_membership(client, branch):
    membership = make_member(make_person("li", full_name="李大明"), branch)
    sign_in(client, "secretary", branch)
    assert client.get(url(Membership, "add")).status_code == 403
    client.post(url(Membership, "change", membership.pk), {"until_on": "2026-05-01"})
    assert Membership.objects.current(date(2026, 4, 30)).count() == 1
    assert Membership.objects.current(date(2026, 5, 1)).count() == 0


def test_a_seat_of_the_leading_group_tells_of_no_account_elsewhere(client, branch, other):
    """Somebody who has one elsewhere and somebody who has none are answered alike."""
    make_member(make_person("ours", full_name="李大明"), branch)
    make_member(make_person("theirs", full_name="王小明"), other)
    sign_in(client, "secretary", branch)
    fields = {"organization": branch.pk, "name": "某某", "body": "group", "title": "member", "from_on": "2026-01-01"}
    answers = [
        client.post(url(LeadingGroupSeat, "add"), {**fields, "position": 1, "person": name}).context["adminform"].errors
        for name in ("王小明", "theirs", "没有这人")
    ]
    assert answers[0] == answers[1] == answers[2] and "person" in answers[0]
    client.post(url(LeadingGroupSeat, "add"), {**fields, "position": 1, "person": "李大明"})
    assert LeadingGroupSeat.objects.get().person.username == "ours"


def test_an_audience_is_chosen_from_the_organisations_people(client, branch, other):
    ours, foreign = make_person("ours"), make_person("foreign")
    make_member(ours, branch)
    make_member(foreign, other)
    secretary = sign_in(client, "secretary", branch)
    form = client.get(url(Audience, "add")).context["adminform"].form
    assert set(form.fields["members"].queryset) == {ours, secretary}
    client.post(url(Audience, "add"), {"organization": branch.pk, "name": "支委", "members": "ours"})
    assert Event.objects.get(action="audience.added").changes["members"][1] == "ours"


def test_a_post_is_given_by_name_from_today_and_two_of_one_name_are_offered(client, branch):
    """Who is meant is picked from what was found; the department is written by name."""
    department = make_department(branch)
    first, second = make_person("zhangwei", full_name="张伟"), make_person("zhangwei2", full_name="张伟")
    make_member(second, branch)
    sign_in(client, "security", branch)
    page = client.get(url(Post, "add"))
    assert page.context["adminform"].form.initial["from_on"] == timezone.localdate()
    assert "select2" not in page.content.decode() and 'type="date"' in page.content.decode()
    empty = client.post(url(Post, "add"), {"person": "zhangwei", "department": ""})
    assert set(empty.context["adminform"].errors) == {"organization", "role", "from_on"}
    fields = {
        "person": "张伟",
        "organization": branch.name,
        "department": "综合科",
        "role": "clerk",
        "from_on": "2026-01-01",
    }
    page = client.post(url(Post, "add"), fields)
    text = page.content.decode()
    assert "<title>要改：" in text and "Error" not in text
    assert "有 2 个，请在下面选一个。" in text and f"zhangwei2，{branch.name}" in text
    picked = {**fields, "person_asked": "张伟", "person_found": "zhangwei2"}
    page = client.post(url(Post, "add"), picked)
    assert page.context["adminform"].errors == {"department": [f"{branch}没有科室“综合科”，它有：办公室。"]}
    client.post(url(Post, "add"), {**picked, "department": "办公室"})
    post = Post.objects.get()
    assert (post.person, post.department, first.posts.count()) == (second, department, 0)


def test_a_code_in_chinese_is_refused_with_help_and_an_empty_one_is_made(client, branch):
    sign_in(client, "system", branch)
    new = {
        "name": "县财政局党支部",
        "kind": "branch",
        "sector": "department",
        "is_active": "on",
        "superior": branch.name,
    }
    page = client.post(url(Organization, "add"), {**new, "code": "财政"})
    assert "代码不能用汉字" in page.context["adminform"].errors["code"][0]
    client.post(url(Organization, "add"), {**new, "code": ""})
    made = Organization.objects.get(name="县财政局党支部")
    assert (made.code, Organization.objects.get_parent(made)) == ("xiancaizhengjudangzhibu", branch)


def test_an_account_is_created_without_a_password_and_without_privileges(client, branch):
    sign_in(client, "system", branch)
    fields = {"username": "li", "full_name": "李明", "password1": "Long-march-1934", "password2": "Long-march-1934"}
    more = {"is_superuser": "on", "is_staff": "on", "administrator": "security"}
    answer = client.post(url(User, "add"), {**fields, **more})
    account = User.objects.get(username="li")
    assert answer.url == reverse("admin:people_start_code", args=[account.pk])
    assert not account.has_usable_password()
    assert (account.is_superuser, account.is_staff, account.administrator) == (False, False, "")


@pytest.mark.parametrize("who", ["system", "security"])
def test_nobody_makes_themselves_another_administrator(client, branch, who):
    administrator = sign_in(client, who, branch)
    fields = {"username": administrator.username, "full_name": "甲", "administrator": "audit", "is_superuser": "on"}
    client.post(url(User, "change", administrator.pk), fields)
    administrator.refresh_from_db()
    assert (administrator.administrator, administrator.is_superuser, administrator.full_name) == (who, False, "甲")


def test_the_security_administrator_names_administrators_one_kind_each(client, branch):
    person = make_person("li")
    sign_in(client, "security", branch)
    client.post(url(User, "change", person.pk), {"administrator": "audit"})
    person.refresh_from_db()
    assert (person.administrator, person.is_staff) == ("audit", True)
    fields = {"username": "li", "full_name": "李明", "is_active": "on", "administrator": "system"}
    page = client.post(url(User, "change", person.pk), fields)
    assert "不能由同一人担任" in page.context["adminform"].errors["administrator"][0]


def test_a_system_administrator_takes_over_no_other_administrator(client, branch):
    guard = make_administrator("security")
    sign_in(client, "system", branch)
    assert client.post(url(User, "change", guard.pk), {"username": "x"}).status_code == 403
    assert client.get(reverse("admin:accounts_passwordreset_of", args=[guard.pk])).status_code == 403


def test_nobody_sets_the_password_of_another(client, branch):
    person = make_person("li")
    administrator = sign_in(client, "system", branch)
    passwords = {"password1": "Long-march-1934", "password2": "Long-march-1934", "usable_password": "true"}
    page = reverse("admin:auth_user_password_change", args=[person.pk])
    assert client.post(page, passwords).url == reverse("admin:accounts_passwordreset_of", args=[person.pk])
    assert not User.objects.get(pk=person.pk).has_usable_password()
    own = reverse("admin:auth_user_password_change", args=[administrator.pk])
    assert client.get(own).url == client.get("/admin/password_change/").url == reverse("password_change")


@pytest.mark.portable
def test_no_administrator_holds_a_post_by_whichever_way(branch):
    holder, administrator = make_holder(branch, "clerk"), make_administrator("audit")
    with pytest.raises(ValidationError, match="还在任职"):
        actions.make_administrator(holder, "system", by=None, now=timezone.now())
    with pytest.raises(ValidationError, match="管理员不能任职"):
        make_post(administrator, branch, "clerk")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=holder.pk).update(administrator="audit")
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.update(person=administrator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(person=administrator, organization=branch, role="clerk", from_on=timezone.localdate())


@pytest.mark.parametrize("values", [{"administrator": "sys,audit"}, {"is_superuser": True, "administrator": "audit"}])
def test_the_database_refuses_two_administrator_roles_in_one(values):
    person = make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(**values)


def test_nothing_is_deleted_at_the_desk(client, branch):
    rows = [branch, make_department(branch), make_post(make_person(), branch, "clerk"), make_audience(branch)]
    sign_in(client, "security", branch)
    for row in rows:
        assert client.post(url(type(row), "delete", row.pk), {"post": "yes"}).status_code in (302, 403)
        assert type(row).objects.filter(pk=row.pk).exists()


def test_the_desks_own_sign_in_leads_to_the_portals(client):
    assert client.get(reverse("admin:login")).status_code == 302


def test_a_form_offers_no_way_round_to_other_rows(client, branch):
    sign_in(client, "security", branch)
    page = client.get(url(Post, "add")).rendered_content
    assert "add_id_" not in page
    assert "view_id_" not in page
