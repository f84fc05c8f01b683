"""Answering at the desk: the questions, the superior's page, letters without a name and with one, the words of letters."""

import io
import re

import pytest
from django.utils import timezone
from docx import Document as WordDocument

from catalog.items.tests.factories import Desk, make_item
from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import make_holder, noon
from feedback.cases.actions.accepting import accept
from feedback.cases.actions.turning import link_item
from feedback.cases.letters.letter_templates import find_text, restore_words
from feedback.cases.models.replies import Letter, LetterTemplate, Reply
from feedback.cases.states import Kind
from feedback.cases.tests.answer_scene import REFUSAL, SENT, AnswerScene
from feedback.cases.tests.factories import received

pytestmark = pytest.mark.django_db


def get(client, person, case, tail="change/"):
    client.force_login(person)
    return client.get(f"/admin/feedback/case/{case.pk}/{tail}")


def post(client, person, case, step, **given):
    client.force_login(person)
    return client.post(f"/admin/feedback/case/{case.pk}/step/{step}/", given)


def words_in(response) -> list[str]:
    return [each.text for each in WordDocument(io.BytesIO(response.content)).paragraphs]


def test_an_answer_goes_from_the_writer_by_the_approver_to_the_sender(client):
    scene = AnswerScene()
    case = scene.case
    asked = post(client, scene.handler, case, "write_reply", result="partly", text="共12万元。")
    assert "请选不公开的理由。" in asked.content.decode()
    assert "共12万元。" in asked.content.decode()
    item = make_item(scene.organization, scene.clerk)
    given = {"result": "already_public", "text": "请看网站。", "item": f"http://portal/i/{item.pk}/"}
    assert post(client, scene.handler, case, "write_reply", **given).status_code == 302
    assert Reply.objects.get().item == item
    assert "请看网站。" in get(client, scene.approver, case, "step/approve_reply/").content.decode()
    assert post(client, scene.approver, case, "approve_reply").status_code == 302
    assert post(client, scene.handler, case, "send_reply").status_code == 302
    assert scene.now_stored().state == "answered"
    page = get(client, scene.handler, case).content.decode()
    assert Letter.objects.get(name="reply").number in page
    assert "李守信" not in page


def test_what_was_written_anew_meanwhile_is_read_before_it_is_approved(client):
    scene = AnswerScene()
    scene.write()
    seen = get(client, scene.approver, scene.case, "step/approve_reply/").context["form"]["seen"].value()
    scene.write(SENT, text="维修共用13万元。")
    again = post(client, scene.approver, scene.case, "approve_reply", seen=seen)
    assert "答复刚刚改过" in again.content.decode() and "13万元" in again.content.decode()
    seen = again.context["form"]["seen"].value()
    assert post(client, scene.approver, scene.case, "approve_reply", seen=seen).status_code == 302


def test_an_item_beyond_the_writers_reach_is_as_if_there_were_none(client):
    scene = AnswerScene()
    far = make_item(organization_elsewhere(), scene.clerk, scope="party", stage="inside")
    answer = post(
        client, scene.handler, scene.case, "write_reply", result="already_public", text="看", item=far.index_number
    )
    assert "没有找到这一件" in answer.content.decode()


def test_the_item_that_the_case_led_to_is_taken_though_its_handler_cannot_read_it(client):
    scene = AnswerScene()
    item = make_item(scene.organization, scene.clerk, scope="party", stage="inside")
    link_item(scene.case, item=item, by=scene.handler, now=noon(SENT))
    form = get(client, scene.handler, scene.case, "step/write_reply/").context["form"]
    given = {"result": "in_scope", "scope": "party", "text": "已公开。", "item": form["item"].value()}
    assert post(client, scene.handler, scene.case, "write_reply", **given).status_code == 302
    assert Reply.objects.get().item == item


def organization_elsewhere():
    return Desk("elsewhere").organization


@pytest.mark.clause("JG-04", "QJ-16")
def test_the_superior_finds_what_was_sent_up_and_nothing_beside_it(client):
    scene = AnswerScene("qijiang", is_below=True)
    beside = received(scene.organization).case
    scene.written(**REFUSAL)
    assert get(client, scene.decider, scene.case).status_code == 404
    scene.send_up()
    page = get(client, scene.decider, scene.case, "step/decide_above/").content.decode()
    assert REFUSAL["text"] in page
    assert "李守信" not in page
    assert get(client, scene.decider, beside).status_code == 404
    assert post(client, scene.decider, scene.case, "decide_above", upheld="no", opinion="应当公开").status_code == 302
    assert Reply.objects.get().state == "overturned"
    page = get(client, scene.handler, scene.case)
    assert "要另写一份" in page.context["page"].steps.waits[0] and "应当公开" in page.context["page"].steps.waits[0]
    assert "应当公开" in get(client, scene.handler, scene.case, "step/write_reply/").content.decode()


def test_a_letter_names_its_sender_to_the_desk_only_for_a_reason_on_record(client):
    scene = AnswerScene()
    letter = Letter.objects.get(case=scene.case, name="acceptance")
    client.force_login(scene.handler)
    assert "申请人：" in words_in(client.get(f"/admin/feedback/letter/{letter.pk}/docx/"))
    named = f"/admin/feedback/letter/{letter.pk}/named/"
    assert "李守信" not in client.get(named).content.decode()
    assert "李守信：" in words_in(client.post(named, {"reason": "打印寄送", "kind": "docx"}))
    assert Event.objects.filter(action="case.sender_seen").count() == 1
    client.force_login(scene.clerk)
    assert client.get(f"/admin/feedback/letter/{letter.pk}/docx/").status_code == 404
    assert client.post(named, {"reason": "看看", "kind": "docx"}).status_code == 404


def test_a_case_is_turned_into_an_item_by_who_handles_and_drafts(client):
    desk = Desk("branch")
    handler = make_holder(desk.organization, "handler")
    case = accept(received(desk.organization).case, by=handler, now=timezone.now())
    given = {"entry": desk.entry("1-1").pk, "title": "办公楼维修费用", "event_on": timezone.localdate().isoformat()}
    assert post(client, desk.clerk, case, "make_item", **given).status_code == 404
    case.handler = desk.clerk
    case.save()
    assert post(client, desk.clerk, case, "make_item", **given).status_code == 302
    case.refresh_from_db()
    assert case.led_to.title == "办公楼维修费用"
    workbench = client.get(f"/admin/catalog/item/{case.led_to_id}/change/").content.decode()
    assert case.number in workbench
    client.force_login(desk.secretary)
    workbench = client.get(f"/admin/catalog/item/{case.led_to_id}/change/").content.decode()
    assert "应点题公开" in workbench
    assert case.number not in workbench


@pytest.mark.clause("LK-07")
def test_the_items_own_page_says_why_and_not_who(client):
    scene = AnswerScene(kind=Kind.TOPIC)
    item = make_item(scene.organization, scene.clerk)
    link_item(scene.case, item=item, by=scene.handler, now=noon(SENT))
    page = client.get(f"/i/{item.pk}/").content.decode()
    assert "应点题公开" in page
    assert scene.case.number not in page


def test_an_organization_words_its_letters_looks_at_them_and_takes_them_back(client):
    scene = AnswerScene()
    client.force_login(scene.handler)
    page = f"/admin/feedback/lettertemplate/acceptance/?organization={scene.organization.code}"
    assert "受理通知书" in client.get("/admin/feedback/lettertemplate/").content.decode()
    assert "系统预设" in client.get(page).content.decode()
    wrong = client.post(page, {"title": "收件回执", "body": "您好{上级意见}"}).content.decode()
    assert "里没有{上级意见}" in wrong
    assert "收件回执" in wrong
    looked = client.post(page, {"title": "收件回执", "body": "收到了：{标题}", "preview": "1"}).content.decode()
    assert "收到了：办公楼维修用了多少钱" in looked
    assert not LetterTemplate.objects.exists()
    client.post(page, {"title": "收件回执", "body": "收到了：{标题}"})
    assert find_text(scene.organization, "acceptance").title == "收件回执"
    client.post(page, {"restore": "1"})
    assert not LetterTemplate.objects.exists()
    restore_words(scene.organization, name="acceptance", by=scene.handler, now=noon(SENT))
    actions = Event.objects.filter(action__startswith="lettertemplate.").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["lettertemplate.saved", "lettertemplate.restored"]


def test_who_does_not_handle_or_approve_there_rewords_nothing(client):
    scene = AnswerScene()
    client.force_login(scene.clerk)
    page = f"/admin/feedback/lettertemplate/acceptance/?organization={scene.organization.code}"
    assert client.get(page).status_code == 404
    assert client.get("/admin/feedback/lettertemplate/").status_code == 403


def test_the_page_of_a_case_costs_the_same_queries_for_one_answer_and_for_many(client, django_assert_max_num_queries):
    scene = AnswerScene()
    scene.written()
    scene.send()
    get(client, scene.handler, scene.case)
    once = queries(client, scene.case, django_assert_max_num_queries)
    for number in range(2, 12):
        Reply.objects.create(
            case=scene.case, round=number, result="to_sender", text="x", state="overturned",
            written_by=scene.handler, written_at=noon(SENT),
        )  # fmt: skip
        letter = Letter.objects.filter(case=scene.case, name="reply").first()
        letter.pk, letter.number = None, f"{number}号"
        letter.save()
    assert queries(client, scene.case, django_assert_max_num_queries) == once


def queries(client, case, counted) -> int:
    with counted(200) as context:
        page = client.get(f"/admin/feedback/case/{case.pk}/change/").content.decode()
    assert re.search("答复和文书", page)
    return len(context)


def test_two_writers_of_an_answer_are_told_of_each_other(client):
    scene = AnswerScene()
    scene.write()
    seen = get(client, scene.handler, scene.case, "step/write_reply/").context["form"]["seen"].value()
    scene.write(SENT, text="维修共用13万元。")
    given = {"result": "to_sender", "text": "维修共用14万元。"}
    again = post(client, scene.handler, scene.case, "write_reply", **given, seen=seen)
    assert "别人刚刚写过这份答复" in again.content.decode() and "14万元" in again.content.decode()
    assert Reply.objects.get().text == "维修共用13万元。"
