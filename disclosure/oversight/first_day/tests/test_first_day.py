"""The first day, from an empty database to the first published item, in the browser and nowhere else; and who would spoil it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.loading import load_all
from disclosure.audit.models import Event
from disclosure.notices.models import Notice
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import ROLES
from disclosure.organizations.start_codes.codes import issue_portal_code, issue_start_code
from disclosure.organizations.start_codes.models import StartCode
from disclosure.organizations.tests.factories import (
    client_of,
    make_administrator,
    make_holder,
    make_organization,
    make_person,
)
from disclosure.oversight.first_day import welcome
from disclosure.oversight.first_day.steps import steps_on
from disclosure.oversight.first_day.telling import tell_next
from disclosure.oversight.first_day.tests.office import NAME, POSTS, workbook
from disclosure.oversight.first_day.tests.page_walk import FIRST, PASSWORD, TWO
from disclosure.oversight.readiness.pages import rows_of
from disclosure.testing.visitor import Visitor
from feedback.intake.rate_limit import MOST, START

pytestmark = pytest.mark.django_db
CATALOGUE = (
    "公开代码,一级目录,公开事项,公开范围,公开形式,公开时限,责任人\n1-1,组织生活,组织生活会情况,社会,网站,即时,赵书记\n"
)


CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def slips(visitor: Visitor) -> list[str]:
    return [each.text_content() for each in visitor.page.find_class("slip__code")]


def started(code: str) -> Visitor:
    visitor = Visitor().open("/accounts/start/").press("下一步", code=code)
    return visitor.press("定好了，登录", new_password1=PASSWORD, new_password2=PASSWORD)


def signed_in(name: str) -> Visitor:
    return Visitor().open("/accounts/login/").press("登录", username=name, password=PASSWORD)


def test_from_an_empty_database_to_the_first_published_item_without_a_shell():
    load_all(now=timezone.now())
    Visitor.work.clear()
    today, code, codes = str(timezone.localdate()), issue_portal_code(now=timezone.now()), {}
    guard, system, audit = administrators(code)
    system.follow("去做").press("保存", code="kjj", name=NAME)
    assert "轮到您了：人员" in system.open("/admin/").text
    for role in POSTS:
        names = {"username": role, "full_name": ROLES[role].label}
        system.open("/admin/organizations/user/add/").press("保存", **names).press("发开始码")
        codes[role] = CODE.search(system.text)[0]
    assert "轮到您了：任职" in guard.open("/admin/").text
    guard.open("/admin/organizations/post/add/")
    # Chosen from a list that a script fetches, or typed.
    is_list = bool(guard.page.xpath("//select[@name='organization']"))
    organization = Organization.objects.get().pk if is_list else NAME
    for role in POSTS:
        post = {"person": role, "organization": organization, "role": ROLES[role].label, "from_on": today}
        guard.open("/admin/organizations/post/add/").press("保存", **post)
    assert "现在等书记办“实施方案”" in audit.open("/admin/").text

    first_item(codes, audit)
    # Seven people without a workbook, everybody's signing in included.
    assert Visitor.work["clicks"] <= 108
    assert Visitor.work["fields"] <= 107
    everybody = str(list(Event.objects.values())) + str(list(StartCode.objects.values()))
    assert code not in everybody


def test_by_a_workbook_the_clicks_are_fewer_however_many_people_there_are():
    load_all(now=timezone.now())
    Visitor.work.clear()
    guard, system, audit = administrators(issue_portal_code(now=timezone.now()))
    codes = by_workbook(guard, system, workbook(branches=3, members=4))
    first_item(codes, audit)
    assert Organization.objects.count() == 4
    assert Visitor.work["clicks"] <= 76
    assert Visitor.work["fields"] <= 56


@pytest.mark.parametrize("members", [1, 40])
def test_what_a_workbook_costs_does_not_grow_with_its_people(members):
    Visitor.work.clear()
    guard, system, _audit = administrators(issue_portal_code(now=timezone.now()))
    codes = by_workbook(guard, system, workbook(branches=3, members=4 * members))
    assert len(codes) == len(POSTS) and User.objects.count() == 3 + len(POSTS) + 1 + 8 * members
    assert (Visitor.work["clicks"], Visitor.work["fields"]) == (20, 19)


def administrators(code: str) -> tuple[Visitor, Visitor, Visitor]:
    """The security, the system and the audit administrator, each signed in."""
    guard = Visitor().open("/").follow("从这里开始")
    guard.press("开始", code=code, **FIRST, responsible="县委办公室", phone="0535-8888888")
    assert "主办：县委办公室" in guard.page.find_class("site-foot")[0].text_content()
    guard.follow("去做").press("设好，给开始码", **TWO)
    system, audit = map(started, slips(guard))
    assert "轮到您了：党组织" in system.text
    return guard, system, audit


def by_workbook(guard: Visitor, system: Visitor, file: bytes) -> dict[str, str]:
    """Everything of one file; role → start code of who begins."""
    system.follow("名单多的，用一张 Excel 表").follow("下载样表")
    assert system.file.startswith(b"PK")
    system.press("上传并预览", file=SimpleUploadedFile("组织和人员.xlsx", file))
    system.press("确认导入组织和人员")
    guard.open("/admin/").follow("去做").press("确认任职")
    system.follow("印发开始码纸条").press("生成并显示纸条", organization=["kjj"])
    names = [each.text_content() for each in system.page.find_class("card")]
    return {role: CODE.search(next(each for each in names if ROLES[role].label in each))[0] for role in POSTS}


def first_item(codes: dict[str, str], audit: Visitor) -> None:
    """From the posts to what a passer-by reads."""
    today = str(timezone.localdate())
    secretary = started(codes["secretary"])
    assert "还不能登记" in secretary.follow("登记一件事").text
    assert "由书记办" in secretary.follow("看还差哪几步").text
    secretary.open("/admin/catalog/schemedraft/add/").press("开始起草", title="党务公开实施方案", scheme="longkou")
    secretary.follow("写名称和正文").press("保存", body="一、公开的内容。二、公开的时限。").press("其余记为预设")
    secretary.press("送审", review_body="机关党工委").press("登记审定结果", passed="yes")
    started(codes["approver"]).follow("去印发").press("印发", document_number="科党〔2026〕1号")
    file = SimpleUploadedFile("目录.csv", CATALOGUE.encode())
    secretary.open("/admin/catalog/catalogue/import/").press("上传并预览", file=file).press("确认导入")
    secretary.follow("批准").press("批准").follow("施行").press("施行")
    secretary.open("/admin/catalog/carrier/add/").press("保存", kind="公开栏", name="一楼公开栏")
    assert "现在等经办人办“第一件事登记”" in audit.open("/admin/").text

    clerk = started(codes["clerk"]).follow("登记一件事")
    clerk.press("登记，接着写内容", entry="组织生活会情况", event_on=today, title="召开组织生活会")
    clerk.press("保存，下一步：附件", body="<p>本季度组织生活会已经召开。</p>").follow("下一步")
    clerk.press("保存，下一步：检查", is_truthful="on").press("提交审核")
    started(codes["reviewer"]).follow("去审核").press("提交审核意见", necessity="on", accuracy="on", passed="yes")
    started(codes["secrecy"]).follow("去审核").press("提交保密审查意见", conclusion="不涉密", passed="yes")
    signed_in("approver").follow("去审批").press("提交审批意见", passed="yes")
    secretary.open("/admin/").follow("去公开").press("党内公开").press("向社会公开")

    assert "召开组织生活会" in Visitor().open("/").text
    assert "第一天" not in audit.open("/admin/").text
    assert Client().get("/welcome/").status_code == 404


# --- who would spoil it ---


def test_the_code_is_asked_for_in_clear_words_and_not_for_ever(client, monkeypatch):
    monkeypatch.setitem(MOST, START, 2)
    code = issue_portal_code(now=timezone.now())
    wrong = Visitor().open("/welcome/").press("开始", **FIRST, code="AAAA-BBBB-CCCC")
    assert "开始码不对" in wrong.text
    StartCode.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert "过期了" in Visitor().open("/welcome/").press("开始", **FIRST, code=code).text
    locked = client.post("/accounts/start/", {"code": code})
    assert locked.status_code == 429
    assert "请过两个小时再来" in locked.content.decode()
    assert not User.objects.exists()


def test_whoever_comes_second_finds_no_welcome(client):
    code = issue_portal_code(now=timezone.now())
    second = Visitor().open("/welcome/")
    Visitor().open("/welcome/").press("开始", **FIRST, code=code)
    assert second.client.post("/welcome/", {**FIRST, "code": code}).status_code == 404
    assert client.get("/welcome/").status_code == 404
    assert list(User.objects.values_list("username", "administrator")) == [("an", "security")]


def test_of_two_who_press_at_once_the_slower_is_sent_to_sign_in(client, monkeypatch):
    """Between the look at the empty portal and the claim of the code somebody else was made."""
    code = issue_portal_code(now=timezone.now())

    def quicker(*args, **kwargs):
        make_administrator("system")
        return become_first(*args, **kwargs)

    become_first = welcome.become_first
    monkeypatch.setattr(welcome, "become_first", quicker)
    answer = client.post("/welcome/", {**FIRST, "code": code}, follow=True)
    assert answer.redirect_chain == [("/accounts/login/", 302)]
    assert "门户已经有管理员了" in answer.content.decode()
    assert not User.objects.filter(username="an").exists()


def test_only_the_security_administrator_hands_out_the_two_codes_and_each_kind_once():
    guard, page = make_administrator("security"), "/admin/administrators/"
    for other in (make_person("member"), make_holder(make_organization(), "secretary")):
        assert client_of(other).get(page, follow=True).status_code == 403
    visitor = Visitor(client_of(guard)).open(page)
    taken = visitor.press("设好，给开始码", **{**TWO, "audit-username": "xi"})
    assert "已存在一位使用该名字的用户" in taken.text
    assert not User.objects.filter(username="xi").exists()
    answer = visitor.client.post(page, TWO, follow=True)
    assert "no-store" in answer["Cache-Control"]
    older = slips(Visitor().show(answer, page))[0]
    again = visitor.client.post(page, {**TWO, "system-username": "second", "audit-username": "third"})
    assert again.status_code == 200
    assert User.objects.exclude(administrator="").count() == 3
    newer = slips(visitor.open(page).press("再给一个开始码"))[0]
    system = User.objects.get(username="xi")
    assert "开始码不对" in Visitor().open("/accounts/start/").press("下一步", code=older).text
    assert client_of(system).get(page).status_code == 403
    begun = Visitor().open("/accounts/start/").press("下一步", code=newer)
    assert "您的用户名是 xi" in begun.text
    weak = begun.press("定好了，登录", new_password1="12345678", new_password2="12345678")
    assert "密码" in weak.text
    assert "今日" in weak.press("定好了，登录", new_password1=PASSWORD, new_password2=PASSWORD).text
    assert "已经用过" in Visitor().open("/accounts/start/").press("下一步", code=newer).text
    assert visitor.client.post(page, {"person": system.pk}, follow=True).context["messages"]


def test_a_start_code_says_nothing_of_a_closed_account():
    person = make_person("gone")
    code = issue_start_code(person, by=None, now=timezone.now())
    User.objects.filter(pk=person.pk).update(is_active=False)
    begun = Visitor().open("/accounts/start/").press("下一步", code=code)
    refused = begun.press("定好了，登录", new_password1=PASSWORD, new_password2=PASSWORD)
    assert "停用" in refused.text
    assert not User.objects.get(pk=person.pk).has_usable_password()


def test_a_scheme_that_was_reviewed_waits_for_whoever_issues_it_and_not_for_the_secretary():
    now, on = timezone.now(), timezone.localdate()
    organization = make_organization(name=NAME)
    approver = make_holder(organization, "approver")

    def who() -> list[str]:
        (row,) = rows_of([organization], on)
        return [each.who for each in (*steps_on(on).every, *row.points) if each.name == "scheme"]

    draft = SchemeDraft.objects.create(
        organization=organization, title="实施方案", created_by=approver, created_at=now, saved_at=now
    )
    assert who() == ["书记", "书记"]
    SchemeDraft.objects.filter(pk=draft.pk).update(state=SchemeDraft.State.REVIEWED, reviewed_on=on)
    assert who() == ["分管领导", "分管领导"]


def test_whoever_is_next_is_told_once():
    now, on = timezone.now(), timezone.localdate()
    guard, organization = make_administrator("security"), make_organization(name=NAME)
    secretary = make_holder(organization, "secretary")
    for _time in range(2):
        tell_next(on=on, now=now)
    told = Notice.objects.order_by("recipient_id").values_list("recipient_id", "title", "url")
    assert list(told) == [(guard.pk, "轮到您了：三种管理员", "/admin/administrators/")]
    for role in POSTS[1:]:
        make_holder(organization, role)
    for _time in range(2):
        tell_next(on=on, now=now)
    mine = Notice.objects.filter(recipient=secretary).values_list("title", "url")
    assert list(mine) == [(f"轮到您了：{NAME}的领导小组", "/admin/organizations/leadinggroupseat/add/")]
