"""Answering at the desk: the questions, the superior's page, papers without a name and with one, the words of papers."""

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
from feedback.cases.letters.rewording import restore_words
from feedback.cases.letters.wording import wording_of
from feedback.cases.models.replies import Document, LetterTemplate, Reply
from feedback.cases.states import Kind
from feedback.cases.tests.answer_case import REFUSAL, SENT, AnswerCase
from feedback.cases.tests.factories import received

pytestmark = pytest.mark.django_db


def get(client, person, letter, tail="change/"):
    client.force_login(person)
    return client.get(f"/admin/feedback/letter/{letter.pk}/{tail}")


def post(client, person, letter, step, **given):
    client.force_login(person)
    return client.post(f"/admin/feedback/letter/{letter.pk}/step/{step}/", given)


def words_in(response) -> list[str]:
    return [each.text for each in WordDocument(io.BytesIO(response.content)).paragraphs]


def test_an_answer_goes_from_the_writer_by_the_approver_to_the_sender(client):
    case = AnswerCase()
    letter = case.letter
    asked = post(client, case.handler, letter, "write_reply", result="partly", text="共12万元。")
    assert "请选不公开的理由。" in asked.content.decode()
    assert "共12万元。" in asked.content.decode()
    item = make_item(case.organization, case.clerk)
    given = {"result": "already_public", "text": "请看网站。", "item": f"http://portal/i/{item.pk}/"}
    assert post(client, case.handler, letter, "write_reply", **given).status_code == 302
    assert Reply.objects.get().item == item
    assert "请看网站。" in get(client, case.approver, letter, "step/approve_reply/").content.decode()
    assert post(client, case.approver, letter, "approve_reply").status_code == 302
    assert post(client, case.handler, letter, "send_reply").status_code == 302
    assert case.now_stored().state == "answered"
    page = get(client, case.handler, letter).content.decode()
    assert Document.objects.get(name="reply").number in page
    assert "李守信" not in page


def test_what_was_written_anew_meanwhile_is_read_before_it_is_approved(client):
    case = AnswerCase()
    case.write()
    seen = get(client, case.approver, case.letter, "step/approve_reply/").context["form"]["seen_at"].value()
    case.write(SENT, text="维修共用13万元。")
    again = post(client, case.approver, case.letter, "approve_reply", seen_at=seen)
    assert "答复刚刚改过" in again.content.decode() and "13万元" in again.content.decode()
    seen = again.context["form"]["seen_at"].value()
    assert post(client, case.approver, case.letter, "approve_reply", seen_at=seen).status_code == 302


def test_an_item_beyond_the_writers_reach_is_as_if_there_were_none(client):
    case = AnswerCase()
    far = make_item(organization_elsewhere(), case.clerk, scope="party", stage="inside")
    answer = post(
        client, case.handler, case.letter, "write_reply", result="already_public", text="看", item=far.index_number
    )
    assert "没有找到这一件" in answer.content.decode()


def test_the_item_that_the_letter_led_to_is_taken_though_its_handler_cannot_read_it(client):
    case = AnswerCase()
    item = make_item(case.organization, case.clerk, scope="party", stage="inside")
    link_item(case.letter, item=item, by=case.handler, now=noon(SENT))
    form = get(client, case.handler, case.letter, "step/write_reply/").context["form"]
    given = {"result": "in_scope", "scope": "party", "text": "已公开。", "item": form["item"].value()}
    assert post(client, case.handler, case.letter, "write_reply", **given).status_code == 302
    assert Reply.objects.get().item == item


def organization_elsewhere():
    return Desk("elsewhere").organization


@pytest.mark.clause("JG-04", "QJ-16")
def test_the_superior_finds_what_was_sent_up_and_nothing_beside_it(client):
    case = AnswerCase("qijiang", is_below=True)
    beside = received(case.organization).letter
    case.written(**REFUSAL)
    assert get(client, case.decider, case.letter).status_code == 404
    case.send_up()
    page = get(client, case.decider, case.letter, "step/decide_above/").content.decode()
    assert REFUSAL["text"] in page
    assert "李守信" not in page
    assert get(client, case.decider, beside).status_code == 404
    assert post(client, case.decider, case.letter, "decide_above", upheld="no", opinion="应当公开").status_code == 302
    assert Reply.objects.get().state == "overturned"
    page = get(client, case.handler, case.letter)
    assert "要另写一份" in page.context["waits"][0] and "应当公开" in page.context["waits"][0]
    assert "应当公开" in get(client, case.handler, case.letter, "step/write_reply/").content.decode()


def test_a_paper_names_its_sender_to_the_desk_only_for_a_reason_on_record(client):
    case = AnswerCase()
    paper = Document.objects.get(letter=case.letter, name="acceptance")
    client.force_login(case.handler)
    assert "申请人：" in words_in(client.get(f"/admin/feedback/document/{paper.pk}/docx/"))
    named = f"/admin/feedback/document/{paper.pk}/named/"
    assert "李守信" not in client.get(named).content.decode()
    assert "李守信：" in words_in(client.post(named, {"reason": "打印寄送", "kind": "docx"}))
    assert Event.objects.filter(action="letter.sender_seen").count() == 1
    client.force_login(case.clerk)
    assert client.get(f"/admin/feedback/document/{paper.pk}/docx/").status_code == 404
    assert client.post(named, {"reason": "看看", "kind": "docx"}).status_code == 404


def test_a_letter_is_turned_into_an_item_by_who_handles_and_drafts(client):
    desk = Desk("branch")
    handler = make_holder(desk.organization, "handler")
    letter = accept(received(desk.organization).letter, by=handler, now=timezone.now())
    given = {"entry": desk.entry("1-1").pk, "title": "办公楼维修费用", "event_on": timezone.localdate().isoformat()}
    assert post(client, desk.clerk, letter, "make_item", **given).status_code == 404
    letter.handler = desk.clerk
    letter.save()
    assert post(client, desk.clerk, letter, "make_item", **given).status_code == 302
    letter.refresh_from_db()
    assert letter.led_to.title == "办公楼维修费用"
    workbench = client.get(f"/admin/catalog/item/{letter.led_to_id}/change/").content.decode()
    assert letter.number in workbench
    client.force_login(desk.secretary)
    workbench = client.get(f"/admin/catalog/item/{letter.led_to_id}/change/").content.decode()
    assert "应点题公开" in workbench
    assert letter.number not in workbench


@pytest.mark.clause("LK-07")
def test_the_items_own_page_says_why_and_not_who(client):
    case = AnswerCase(kind=Kind.TOPIC)
    item = make_item(case.organization, case.clerk)
    link_item(case.letter, item=item, by=case.handler, now=noon(SENT))
    page = client.get(f"/i/{item.pk}/").content.decode()
    assert "应点题公开" in page
    assert case.letter.number not in page


def test_an_organization_words_its_papers_looks_at_them_and_takes_them_back(client):
    case = AnswerCase()
    client.force_login(case.handler)
    page = f"/admin/feedback/lettertemplate/acceptance/?organization={case.organization.code}"
    assert "受理通知书" in client.get("/admin/feedback/lettertemplate/").content.decode()
    assert "系统预设" in client.get(page).content.decode()
    wrong = client.post(page, {"title": "收件回执", "body": "您好{上级意见}"}).content.decode()
    assert "里没有{上级意见}" in wrong
    assert "收件回执" in wrong
    looked = client.post(page, {"title": "收件回执", "body": "收到了：{标题}", "preview": "1"}).content.decode()
    assert "收到了：办公楼维修用了多少钱" in looked
    assert not LetterTemplate.objects.exists()
    client.post(page, {"title": "收件回执", "body": "收到了：{标题}"})
    assert wording_of(case.organization, "acceptance").title == "收件回执"
    client.post(page, {"restore": "1"})
    assert not LetterTemplate.objects.exists()
    restore_words(case.organization, "acceptance", by=case.handler, now=noon(SENT))
    actions = Event.objects.filter(action__startswith="lettertemplate.").order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["lettertemplate.saved", "lettertemplate.restored"]


def test_who_does_not_handle_or_approve_there_rewords_nothing(client):
    case = AnswerCase()
    client.force_login(case.clerk)
    page = f"/admin/feedback/lettertemplate/acceptance/?organization={case.organization.code}"
    assert client.get(page).status_code == 404
    assert client.get("/admin/feedback/lettertemplate/").status_code == 403


def test_the_page_of_a_letter_asks_as_often_for_one_answer_as_for_many(client, django_assert_max_num_queries):
    case = AnswerCase()
    case.written()
    case.send()
    get(client, case.handler, case.letter)
    once = queries(client, case.letter, django_assert_max_num_queries)
    for number in range(2, 12):
        Reply.objects.create(
            letter=case.letter, round=number, result="to_sender", text="x", state="overturned",
            written_by=case.handler, written_at=noon(SENT),
        )  # fmt: skip
        paper = Document.objects.filter(letter=case.letter, name="reply").first()
        paper.pk, paper.number = None, f"{number}号"
        paper.save()
    assert queries(client, case.letter, django_assert_max_num_queries) == once


def queries(client, letter, counted) -> int:
    with counted(200) as context:
        page = client.get(f"/admin/feedback/letter/{letter.pk}/change/").content.decode()
    assert re.search("答复和文书", page)
    return len(context)
