"""The page of one case: what it says, its days and why, the steps that fit; never who sent it."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from catalog.items.tests.factories import Desk
from disclosure.organizations.tests.factories import make_holder, make_organization
from feedback.cases.actions.accepting import accept, not_accept
from feedback.cases.actions.answering.writing import return_reply, write_reply
from feedback.cases.actions.assigning import claim
from feedback.cases.actions.merging import merge
from feedback.cases.models.cases import CaseFile, Second
from feedback.cases.models.replies import CannedReply
from feedback.cases.states import Kind
from feedback.cases.tests.factories import received, under_scheme

pytestmark = pytest.mark.django_db
SENDER = {"is_anonymous": False, "name": "王小明", "phone": "13800138000"}


@pytest.fixture
def longkou():
    return under_scheme("longkou")


@pytest.fixture
def handler(longkou):
    return make_holder(longkou, "handler")


def page_of(client, person, case, tail="change/"):
    client.force_login(person)
    return client.get(f"/admin/feedback/case/{case.pk}/{tail}")


def test_the_page_says_what_was_asked_and_by_when_and_names_nobody(client, longkou, handler):
    case = received(longkou, **SENDER).case
    page = page_of(client, handler, case).content.decode()
    assert case.subject in page and case.text in page and "为什么答复是这一天" in page
    assert "王小明" not in page and "13800138000" not in page


def test_who_does_not_handle_its_kind_finds_no_such_page(client, longkou, handler):
    opinion = received(longkou, Kind.OPINION).case
    assert page_of(client, handler, opinion).status_code == 404
    assert page_of(client, handler, opinion, "step/screen/").status_code == 404


def test_ready_texts_of_the_own_organisation_are_offered_where_an_answer_is_written(client, longkou, handler):
    claimed = claim(accept(received(longkou).case, by=handler, now=timezone.now()), by=handler, now=timezone.now())
    for organization, title in ((longkou, "已在网上公开"), (make_organization("other"), "别处的话")):
        CannedReply.objects.create(organization=organization, title=title, text=f"{title}：请看目录。")
    page = page_of(client, handler, claimed, "step/write_reply/").content.decode()
    assert "已在网上公开：请看目录。" in page and "别处的话" not in page
    assert "已在网上公开" not in page_of(client, handler, claimed, "step/defer/").content.decode()


def test_ready_texts_are_kept_by_those_who_answer_there(client, longkou, handler):
    client.force_login(handler)
    add = "/admin/feedback/cannedreply/add/"
    client.post(add, {"organization": longkou.pk, "title": "已公开", "text": "已经公开，请看目录。"})
    kept = CannedReply.objects.get()
    assert "已公开" in client.get("/admin/feedback/cannedreply/").content.decode()
    client.post(f"/admin/feedback/cannedreply/{kept.pk}/delete/", {"post": "yes"})
    assert not CannedReply.objects.exists()
    client.force_login(make_holder(longkou, "clerk"))
    assert client.get(add).status_code == 403


def test_a_step_pressed_too_late_says_so_and_keeps_what_was_typed(client, longkou, handler):
    case = received(longkou).case
    not_accept(case, reason="不是本组织的事", by=handler, now=timezone.now())
    client.force_login(handler)
    words = {"reason": "请看第八条的规定。"}
    page = client.post(f"/admin/feedback/case/{case.pk}/step/not_accept/", words).content.decode()
    assert "可能已经有人办过" in page and words["reason"] in page
    assert case.steps.filter(action="not_accepted").count() == 1
    answer = client.get(f"/admin/feedback/case/{case.pk}/step/not_accept/", follow=True)
    assert "可能已经有人办过" in answer.content.decode()


def test_what_is_missing_is_said_at_its_field_and_a_step_taken_leads_back_with_the_next(client, longkou, handler):
    first, second = received(longkou).case, received(longkou, subject="食堂伙食费怎么定").case
    client.force_login(handler)
    url = f"/admin/feedback/case/{first.pk}/step/assign/?queue=tab%3Dopen"
    assert "请选承办人，或者选承办科室" in client.post(url, {}).content.decode()
    page = client.post(url, {"handler": handler.pk}, follow=True).content.decode()
    assert "已分办" in page and "下一件" in page and second.subject in page


def test_an_attachment_opens_for_who_sees_the_case_alone(client, longkou, handler):
    case = received(longkou).case
    row = CaseFile.objects.create(case=case, uploaded_at=timezone.now(), **stored("账目.txt"))
    assert page_of(client, handler, case, f"files/{row.pk}/").status_code == 200
    assert page_of(client, make_holder(longkou, "collector"), case, f"files/{row.pk}/").status_code == 404
    other = received(longkou).case
    assert page_of(client, handler, other, f"files/{row.pk}/").status_code == 404


def stored(name) -> dict:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "kept").write_text("一万元")
    return {"name": name, "path": "kept", "content_type": "text/plain", "size": 9, "sha256": "0" * 64}


def test_an_item_that_one_may_not_read_is_named_by_its_number_alone(client):
    desk = Desk()
    hidden, shown = desk.released(code="1-3", title="某同志的处分"), desk.released(title="组织生活会")
    handler = make_holder(desk.organization, "handler")
    pages = [page_of(client, handler, received(desk.organization, item=item).case) for item in (hidden, shown)]
    about_hidden, about_shown = (page.content.decode() for page in pages)
    assert hidden.index_number in about_hidden and "某同志的处分" not in about_hidden
    assert f'href="/i/{shown.pk}/"' in about_shown and "组织生活会" in about_shown


def test_only_steps_that_would_be_taken_are_offered_and_the_number_of_others_who_ask_is_shown(client, longkou, handler):
    case = received(longkou).case
    labels = near_and_rare(page_of(client, handler, case))
    assert "我来办" in labels and "并入相似的来件" not in labels
    later = merge(received(longkou).case, into=case, by=handler, now=timezone.now())
    Second.objects.create(case=case, key="a" * 64, at=timezone.now())
    claim(case, by=handler, now=timezone.now())
    page = page_of(client, handler, case)
    assert "我来办" not in near_and_rare(page)
    metadata = {row.label: row.value for row in page.context["page"].metadata}
    assert (metadata["也想知道"], metadata["并入这件的"]) == ("1人", later.number)


def near_and_rare(page) -> set[str]:
    steps = page.context["page"].steps
    return {row.label for row in [*steps.near, *steps.rare]}


def test_whose_turn_it_is_stands_under_the_next_step(client, longkou, handler):
    case = accept(received(longkou).case, by=handler, now=timezone.now())
    write_reply(case, result="published", text="二十万元。", by=handler, now=timezone.now())
    page = page_of(client, handler, case)
    assert (
        "等分管领导批准" in page.context["page"].steps.waits[1]
        and "转为公开事项" in page.context["page"].steps.waits[0]
    )
    assert {"修改答复", "关联公开事项"} <= {row.label for row in page.context["page"].steps.near}
    boss = page_of(client, make_holder(longkou, "approver"), case)
    assert boss.context["page"].steps.near[0].label == "批准答复" and len(boss.context["page"].steps.waits) == 1
    return_reply(case, reason="请写明每一笔。", by=boss.context["user"], now=timezone.now())
    assert any("请写明每一笔。" in words for words in page_of(client, handler, case).context["page"].steps.waits)
