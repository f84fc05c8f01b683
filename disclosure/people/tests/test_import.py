"""A workbook written: by whom, once, again, in how many statements, and what the log has of it."""

from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from disclosure.audit.models import Event
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Department, LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Audience, Membership, Post, User
from disclosure.organizations.roles import PUBLISH
from disclosure.organizations.tests.factories import make_administrator, noon
from disclosure.people.again import preview_again
from disclosure.people.kept import keep
from disclosure.people.models import SignInPhone
from disclosure.people.tests.workbooks import ON, book_of, workbook_of
from disclosure.people.writing.write import write_posts, write_structure

pytestmark = pytest.mark.django_db
BOOK = {
    "党组织": [
        ["党组织名称", "代码", "上级组织"],
        ["财政局党支部", "", "县直机关工委"],
        ["县直机关工委", "gongwei", ""],
    ],
    "科室": [["所在党组织", "科室"], ["财政局党支部", "办公室"]],
    "人员": [
        ["姓名", "工号", "手机号", "所在党组织", "科室", "身份"],
        ["张三", "A1", "13800000001", "财政局党支部", "办公室", "党员"],
        ["李四", "", "", "财政局党支部", "", "机关人员"],
    ],
    "任职": [["姓名", "所在党组织", "角色", "任职起"], ["张三", "财政局党支部", "书记", "2026-01-01"]],
    "特定对象": [["所在党组织", "特定对象", "成员"], ["财政局党支部", "支部委员", "张三、李四"]],
    "领导小组": [["所在党组织", "机构", "小组职务", "姓名"], ["财政局党支部", "领导小组", "组长", "张三"]],
}


def write(sheets, *, by=None, answers=None):
    """As the command does: both parts, by nobody or by two administrators."""
    kept = keep(book_of(sheets), organization=None, by=None, now=noon(ON))
    kept.answer(answers or {})
    system, security = by or (None, None)
    write_structure(kept, preview_again(kept, on=ON, by=system), by=system, now=noon(ON))
    write_posts(kept, preview_again(kept, on=ON, by=security), by=security, now=noon(ON))
    return kept


def counts():
    models = (Organization, Department, User, Membership, Post, Audience, LeadingGroupSeat, SignInPhone)
    return [model.objects.count() for model in models]


def test_two_administrators_write_a_workbook_and_a_second_time_changes_nothing():
    system, security = make_administrator("system"), make_administrator("security")
    kept = write(BOOK, by=(system, security))
    assert counts() == [2, 1, 4, 2, 1, 1, 1, 1]
    person, branch = User.objects.get(username="A1"), Organization.objects.get(name="财政局党支部")
    assert (Organization.objects.get_parent(branch).code, person.is_staff) == ("gongwei", True)
    assert access_of(person, ON).can(PUBLISH, branch) and not person.has_usable_password()
    assert {each.full_name for each in Audience.objects.get().members.all()} == {"张三", "李四"}
    assert LeadingGroupSeat.objects.get().person == person
    logged = Event.objects.values_list("action", "actor_name")
    assert {action: actor for action, actor in logged if action.startswith("peopleimport.")} == {
        "peopleimport.uploaded": "系统",
        "peopleimport.written": str(system),
        "peopleimport.posts_written": str(security),
    }
    assert Event.objects.get(action="peopleimport.written").changes["sha256"] == kept.digest
    assert Event.objects.filter(action="post.appointed", object_id=Post.objects.get().pk).count() == 1
    assert "13800000001" not in str(list(Event.objects.values_list("changes", "object_label")))
    before = Event.objects.exclude(action__startswith="peopleimport.").count()
    write(BOOK, by=(system, security))
    assert counts() == [2, 1, 4, 2, 1, 1, 1, 1]
    assert Event.objects.exclude(action__startswith="peopleimport.").count() == before
    with pytest.raises(ValidationError, match="已经写入过了"):
        write_structure(kept, preview_again(kept, on=ON, by=system), by=system, now=noon(ON))


def test_nobody_gives_himself_a_post_and_an_administrator_holds_none():
    security = make_administrator("security", "A1")
    User.objects.filter(pk=security.pk).update(full_name="张三")
    kept = keep(book_of(BOOK), organization=None, by=None, now=noon(ON))
    assert any("不能任职" in error for error in preview_again(kept, on=ON, by=None).errors)
    User.objects.filter(pk=security.pk).update(administrator="")
    assert any("不能给自己" in error for error in preview_again(kept, on=ON, by=security).errors)


def test_who_left_is_proposed_for_ending_and_ended_only_when_somebody_says_so():
    write(BOOK)
    without = {**BOOK, "人员": BOOK["人员"][:2] + [["王五", "", "", "财政局党支部", "", "党员"]]}
    without |= {"任职": [BOOK["任职"][0], ["王五", "财政局党支部", "书记", ""]], "特定对象": BOOK["特定对象"][:1]}
    kept = keep(book_of(without), organization=None, by=None, now=noon(ON))
    plan = preview_again(kept, on=ON, by=None).plan
    assert [each.words for each in plan.endings] == ["组织关系：李四　财政局党支部　机关人员"]
    assert [each.words for each in plan.post_endings] == ["任职：张三　财政局党支部　书记"]
    write(without)
    assert Membership.objects.filter(until_on__isnull=False).count() == Post.objects.filter(until_on=ON).count() == 0
    write(without, answers={("end", plan.endings[0].key): "end", ("end", plan.post_endings[0].key): "end"})
    assert Membership.objects.get(until_on=ON).person.full_name == "李四"
    assert (
        not User.objects.get(username="A1").is_staff and User.objects.filter(full_name="李四", is_active=True).exists()
    )


def test_three_hundred_people_take_hardly_more_statements_than_thirty():
    """SQLite takes long statements in several batches; each new organisation is put into the tree by itself."""
    taken = []
    for start, many in ((0, 30), (1000, 300)):
        rows = [[f"人{start + n}", f"N{start + n}", "县直机关工委", "经办人" if n % 3 else ""] for n in range(many)]
        sheets = {
            "党组织": BOOK["党组织"][:1] + BOOK["党组织"][2:],
            "花名册": [["姓名", "工号", "党组织", "角色"], *rows],
        }
        with CaptureQueriesContext(connection) as found:
            write(sheets)
        taken.append(len(found))
    assert taken[1] <= taken[0] + 10 and User.objects.count() == 330


def test_the_command_does_the_same_and_says_what_it_would_do(tmp_path):
    file, said = tmp_path / "人员.xlsx", StringIO()
    file.write_bytes(workbook_of(BOOK))
    with pytest.raises(CommandError, match="没有代码为“nowhere”的党组织"):
        call_command("people", "import", str(file), "--org", "nowhere", stdout=said)
    call_command("people", "import", str(file), "--org", "gongwei", "--dry-run", stdout=said)
    assert "财政局党支部　书记　2026-01-01起" in said.getvalue() and not User.objects.exists()
    call_command("people", "import", str(file), "--org", "gongwei", stdout=said)
    assert "党组织 2 个，人员 2 人（新开账号 2 个），任职 1 项" in said.getvalue()
    assert counts() == [2, 1, 2, 2, 1, 1, 1, 1]


def test_a_telephone_signs_in_and_stands_nowhere_in_clear(client):
    write(BOOK)
    person = User.objects.get(username="A1")
    person.set_password("correct horse")
    person.save()
    at = reverse("login")
    client.post(at, {"username": "139 0000 0009", "password": "x"})
    client.post(at, {"username": "138-0000-0001", "password": "wrong"})
    assert {row.username for row in AccessAttempt.objects.all()} == {"手机号", "A1"}
    assert "13800000001" not in SignInPhone.objects.get().sealed
    client.post(at, {"username": "138 0000 0001", "password": "correct horse"})
    assert client.session["_auth_user_id"] == str(person.pk)
