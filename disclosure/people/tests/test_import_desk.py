"""An import at the desk: the system administrator's part, the security administrator's, the slips."""

from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from disclosure.notices.models import Notice
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.start_codes.codes import start
from disclosure.organizations.tests.factories import client_of, make_administrator, make_holder, make_organization
from disclosure.people.models import PeopleImport
from disclosure.people.reading.book import open_book
from disclosure.people.tests.test_import import BOOK
from disclosure.people.tests.workbooks import preview, workbook_of

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"admin:people_peopleimport_{name}", args=args)


def hand_in(client, sheets):
    file = BytesIO(workbook_of(sheets))
    file.name = "人员.xlsx"
    client.post(at("add"), {"file": file, "organization": ""})
    return PeopleImport.objects.latest("pk")


def test_each_administrator_confirms_the_own_part_as_it_was_seen_once():
    system, security = make_administrator("system"), make_administrator("security")
    client, other = client_of(system), client_of(security)
    kept = hand_in(client, BOOK)
    page = client.get(kept.get_absolute_url())
    seen = page.context["preview"].stamp
    assert page.context["parts"].may_write and not other.get(kept.get_absolute_url()).context["parts"].may_write
    assert "13800000001" not in page.content.decode() and "张三" in page.content.decode()
    client.post(kept.get_absolute_url(), {"codes": "1", "k0": "caizheng", "k1": "gongwei"})
    client.post(kept.get_absolute_url(), {"confirm": seen})
    assert not Organization.objects.exists()
    refused = client.post(kept.get_absolute_url(), {"codes": "1", "k0": "财政", "k1": "gongwei"})
    assert "不能用汉字" in refused.content.decode()
    client.post(kept.get_absolute_url(), {"confirm": client.get(kept.get_absolute_url()).context["preview"].stamp})
    assert set(Organization.objects.values_list("code", flat=True)) == {"caizheng", "gongwei"}
    assert not Post.objects.exists() and Notice.objects.get(recipient=security).title == "请确认 1 项任职"
    shown = other.get(kept.get_absolute_url()).context
    assert shown["parts"].may_write
    other.post(kept.get_absolute_url(), {"confirm": shown["preview"].stamp})
    other.post(kept.get_absolute_url(), {"confirm": shown["preview"].stamp})
    assert [str(post.person) for post in Post.objects.all()] == ["张三"]


def test_questions_are_answered_at_the_page_and_who_left_is_ticked():
    client = client_of(make_administrator("system"))
    make_organization("gongwei", name="县直机关工委")
    sheets = {"名单": [["姓名", "单位", "爱好"], ["张三", "县直机关工委", "书法"]]}
    kept = hand_in(client, sheets)
    page = client.get(kept.get_absolute_url())
    assert [question.column for question in page.context["preview"].questions] == ["column"]
    client.post(kept.get_absolute_url(), {"answers": "1", "q0": "skip"})
    client.post(kept.get_absolute_url(), {"confirm": client.get(kept.get_absolute_url()).context["preview"].stamp})
    kept = hand_in(client, {"名单": [["姓名", "单位"], ["李四", "县直机关工委"]]})
    (ending,) = client.get(kept.get_absolute_url()).context["parts"].endings
    client.post(kept.get_absolute_url(), {"endings": "1", "ended": [ending.key]})
    client.post(kept.get_absolute_url(), {"confirm": client.get(kept.get_absolute_url()).context["preview"].stamp})
    assert [each.until_on for each in User.objects.get(full_name="张三").memberships.all()] == [timezone.localdate()]


def test_slips_show_codes_that_begin_an_account_once():
    client = client_of(make_administrator("system"))
    kept = hand_in(client, BOOK)
    client.post(kept.get_absolute_url(), {"confirm": client.get(kept.get_absolute_url()).context["preview"].stamp})
    page = client.post(at("slips", kept.pk), {"organization": ["caizhengjudangzhibu"]})
    slips = page.context["slips"]
    assert [(slip.name, slip.username) for slip in slips] == [("张三", "A1"), ("李四", "lisi")]
    assert "/accounts/start/ ，输入开始码" in page.text and "以前有效" in page.text
    assert slips[0].code in page.content.decode() and "no-store" in page["Cache-Control"]
    start(slips[0].code, password="a long enough one", now=timezone.now())
    again = client.get(at("slips", kept.pk)).context["form"]
    assert [[str(person) for person in each.people] for each in again.waiting.values()] == [["李四"]]


def test_slips_go_on_where_the_last_page_ended(monkeypatch):
    monkeypatch.setattr("disclosure.people.slips.MOST", 2)
    client = client_of(make_administrator("system"))
    places = [["党组织名称", "上级组织"], ["第一支部", ""], ["第二支部", "第一支部"], ["第三支部", "第一支部"]]
    at_which = [*"一二", *"三" * 3]
    people = [["姓名", "所在党组织"], *([f"张{at}", f"第{place}支部"] for at, place in enumerate(at_which))]
    kept = hand_in(client, {"党组织": places, "人员": people})
    client.post(kept.get_absolute_url(), {"confirm": client.get(kept.get_absolute_url()).context["preview"].stamp})
    form, printed = client.get(at("slips", kept.pk)).context["form"], []
    assert len(form.waiting) == 3
    # The third organisation alone is more than a page.
    for left in (3, 1, 0):
        answer = client.post(at("slips", kept.pk), {"organization": form["organization"].initial})
        printed += [slip.name for slip in answer.context["slips"]]
        assert answer.context["left"] == left and ("印下一批" in answer.text) == bool(left)
        form = client.get(at("slips", kept.pk)).context["form"]
    assert printed == [f"张{at}" for at in range(5)]
    assert form["organization"].initial == [] and "（1 人，都印过）" in form.fields["organization"].choices[0][1]
    refused = client.post(at("slips", kept.pk), {"organization": list(form.waiting)})
    assert "一次最多印 2 张，选了 5 张" in refused.text


def test_whoever_holds_a_post_stands_first_on_the_slips_with_the_post():
    system = client_of(make_administrator("system"))
    people = [["姓名", "所在党组织"], ["陈一", "县直机关工委"], ["赵二", "县直机关工委"]]
    posts = [["姓名", "所在党组织", "角色"], ["赵二", "县直机关工委", "书记、审核人"]]
    kept = hand_in(
        system, {"党组织": [["党组织名称", "代码"], ["县直机关工委", "gongwei"]], "人员": people, "任职": posts}
    )
    for client in (system, client_of(make_administrator("security"))):
        client.post(kept.get_absolute_url(), {"confirm": client.get(kept.get_absolute_url()).context["preview"].stamp})
    page = system.post(at("slips", kept.pk), {"organization": ["gongwei"]})
    assert [(slip.name, slip.posts) for slip in page.context["slips"]] == [("赵二", "书记、审核人"), ("陈一", "")]
    assert "赵二</strong>　县直机关工委　书记、审核人" in page.text


def test_an_account_is_opened_by_the_name_alone_and_begins_with_a_code():
    client = client_of(make_administrator("system"))
    client.post(
        reverse("admin:organizations_user_add"), {"full_name": "李明", "username": "", "password1": "", "password2": ""}
    )
    person = User.objects.get(username="liming")
    assert not person.has_usable_password()
    address = reverse("admin:people_start_code", args=[person.pk])
    assert address in client.get(reverse("admin:organizations_user_change", args=[person.pk])).content.decode()
    assert not client.get(address).context["slips"]
    (slip,) = client.post(address).context["slips"]
    start(slip.code, password="a long enough one", now=timezone.now())
    assert "已经有密码" in client.post(address).context["why"]
    guard = make_administrator("security", "guard")
    assert "由安全管理员发" in client.post(reverse("admin:people_start_code", args=[guard.pk])).context["why"]


def test_the_template_offers_words_and_reads_back_without_its_examples():
    client = client_of(make_administrator("system"))
    data = client.get(at("template")).content
    sheets = load_workbook(BytesIO(data))
    assert sheets.sheetnames == ["党组织", "科室", "人员", "组织关系", "任职", "特定对象", "领导小组", "填表说明"]
    offered = {rule.formula1 for name in ("任职", "人员") for rule in sheets[name].data_validations.dataValidation}
    assert "='党组织'!$A$3:$A$2002" in offered and len(offered) == 3
    found = preview(open_book(data, "样表.xlsx"))
    assert (found.errors, found.questions, found.shown) == ([], (), [])


@pytest.mark.parametrize("who", ["secretary", "audit"])
def test_nobody_else_imports(client, who):
    branch = make_organization()
    client.force_login(make_administrator(who) if who == "audit" else make_holder(branch, who))
    kept = PeopleImport.objects.create(filename="x", digest="", sealed=b"", uploaded_at=timezone.now())
    for address in (at("add"), at("template"), at("change", kept.pk), at("slips", kept.pk)):
        assert client.get(address).status_code == 403
