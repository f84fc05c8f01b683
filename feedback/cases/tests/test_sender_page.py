"""What the sender reads on a case's page, the letters they take from it, and what they do there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from disclosure.organizations.tests.factories import noon
from feedback.cases.actions.answering.sending import send_reply
from feedback.cases.actions.answering.writing import approve_reply, write_reply
from feedback.cases.actions.merging import merge
from feedback.cases.models.cases import Case, CaseFile
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.public.browser import WRITING
from feedback.cases.public.opened import KEY, OPEN_FOR
from feedback.cases.public.pages.case import case_page
from feedback.cases.states import Kind, State
from feedback.cases.tests.factories import received
from feedback.cases.tests.request_scene import Scene
from feedback.intake import rate_limit as attempts
from feedback.intake.gate import TOO_MANY
from feedback.intake.lockers import name_of, new_secret, put

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def scene(today):
    return Scene(received_on=today)


def open_here(client, *cases):
    secret = client.cookies[WRITING] = new_secret()
    kept = {str(case.pk): (timezone.now() + OPEN_FOR).isoformat() for case in cases}
    put(name_of(secret, None), {KEY: kept}, on=timezone.localdate())


def address(case, *rest) -> str:
    return "/".join(("/requests/letter", case.number, *rest, ""))


def text_of(answer) -> str:
    return answer.content.decode()


def answered(scene, on, case=None, result="explained", text="维修共用12万元。", **given) -> Reply:
    case = case or scene.case
    write_reply(case, result=result, text=text, by=scene.handler, now=noon(on), **given)
    approve_reply(case, by=scene.approver, now=noon(on))
    return send_reply(case, by=scene.handler, now=noon(on))


@pytest.mark.clause("LK-17")
def test_the_sender_completes_with_text_and_files_and_a_second_press_is_told_politely(client, scene, today):
    scene.ask_completion(today)
    open_here(client, scene.case)
    page = text_of(client.get(address(scene.case)))
    assert "在等您补充" in page and "请写明是哪一栋办公楼" in page and "暂停计时" in page
    sent = {"text": "是东楼。", "files": [SimpleUploadedFile("东楼.txt", "东楼在院子东边".encode())]}
    done = client.post(address(scene.case, "complete"), sent, follow=True)
    assert all(words in text_of(done) for words in ("补充的内容已经收到", "东楼.txt", "是东楼。"))
    file = CaseFile.objects.get(case=scene.case)
    assert client.get(address(scene.case, "files", str(file.pk))).status_code == 200
    again = client.post(address(scene.case, "complete"), {"text": "还有西楼。"})
    assert "现在不用补正" in text_of(again) and "还有西楼。" in text_of(again)
    assert scene.actions().count("completed") == 1


def test_files_that_are_not_taken_keep_the_case_as_it_was_and_are_counted(client, scene, today, monkeypatch):
    scene.ask_completion(today)
    open_here(client, scene.case)
    monkeypatch.setitem(attempts.MOST, attempts.CASE, 1)
    for words in ("“东楼.exe”没有收下", TOO_MANY):
        sent = {"text": "是东楼。", "files": [SimpleUploadedFile("东楼.exe", b"MZ")]}
        page = text_of(client.post(address(scene.case, "complete"), sent))
        assert words in page and "是东楼。" in page
    assert scene.now_stored().state == State.INCOMPLETE


def test_the_sender_withdraws_before_the_answer_and_not_after(client, scene, today):
    open_here(client, scene.case)
    assert "不想办了，撤回" in text_of(client.get(address(scene.case)))
    client.post(address(scene.case, "withdraw"), {"reason": ""})
    assert scene.now_stored().state == State.WITHDRAWN
    page = text_of(client.post(address(scene.case, "withdraw"), {"reason": "不用了"}))
    assert "不能撤回" in page
    assert "不想办了，撤回" not in text_of(client.get(address(scene.case)))


@pytest.mark.clause("LK-21")
@pytest.mark.clause("YY-05")
def test_the_answer_its_reason_and_its_letters_are_there_and_the_sender_may_have_it_done_again(client, scene, today):
    scene.accept(today)
    scene.ask_third_party(today)
    scene.register_third_party(today)
    open_here(client, scene.case)
    page = text_of(client.get(address(scene.case)))
    assert "宏达建筑公司" not in page and "您满意吗" not in page
    answered(scene, today, result="to_sender")
    page = text_of(client.get(address(scene.case)))
    assert "维修共用12万元。" in page and "您满意吗" in page and scene.handler.full_name not in page
    letters = {letter.name: letter for letter in Letter.objects.filter(case=scene.case)}
    word = client.get(f"{address(scene.case)}documents/{letters['reply'].pk}.docx")
    assert word.status_code == 200 and word.content[:2] == b"PK"
    assert word["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert f'href="{word.request["PATH_INFO"]}"' in client.get(address(scene.case)).content.decode()
    assert client.get(f"{address(scene.case)}documents/{letters['third_party'].pk}.docx").status_code == 404
    assert client.get(f"{address(scene.case)}documents/{letters['reply'].pk}.exe").status_code == 404
    refused = client.post(address(scene.case, "judge"), {"verdict": "unsatisfied", "text": ""})
    assert "哪里不满意" in text_of(refused)
    client.post(address(scene.case, "judge"), {"verdict": "unsatisfied", "text": "没有写决算。"})
    assert (scene.now_stored().state, scene.now_stored().reopened_count) == (State.ACCEPTED, 1)


@pytest.mark.clause("LK-21")
def test_a_complaint_about_the_answer_gives_a_receipt_of_its_own_and_is_made_once(client, scene, today):
    scene.accept(today)
    answered(scene, today, result="not_held")
    open_here(client, scene.case)
    assert "向纪检机构反映" in text_of(client.get(address(scene.case)))
    done = client.post(address(scene.case, "complain"), {"text": "答非所问。"}, follow=True)
    complaint = Case.objects.get(complaint_about=scene.case)
    assert complaint.number in text_of(done)
    page = text_of(client.post(address(scene.case, "complain"), {"text": "再说一遍。"}))
    assert "已经反映过" in page and "再说一遍。" in page
    assert "向纪检机构反映" not in text_of(client.get(address(scene.case)))


@pytest.mark.clause("JG-04")
@pytest.mark.clause("QJ-16")
def test_the_superiors_opinion_is_read_and_an_answer_not_sent_is_not(scene, today):
    scene.accept(today)
    written = {"result": "refused", "reason": "other", "legal_basis": "disclosure-7", "written_by": scene.handler}
    common = {"case": scene.case, "written_at": noon(today), "superior_at": noon(today), **written}
    Reply.objects.create(state="overturned", text="初拟不公开的话", superior_opinion="应当公开。", **common)
    Reply.objects.create(state="draft", round=2, text="还在改的话", superior_opinion="", **common)
    rows = case_page(scene.now_stored(), AnonymousUser(), today).answers
    assert [row.opinion for row in rows] == ["应当公开。"]
    assert "初拟不公开的话" not in str(rows) and "还在改的话" not in str(rows)


@pytest.mark.clause("LK-21")
@pytest.mark.parametrize(("result", "is_read"), [("explained", True), ("to_sender", False)])
def test_whoever_asked_the_same_reads_the_main_answer_only_where_it_is_for_all(today, result, is_read):
    scene = Scene(received_on=today - timedelta(days=1))
    same = received(scene.organization, Kind.TOPIC, on=today).case
    merge(same, into=scene.case, by=scene.handler, now=noon(today))
    scene.accept(today)
    reply = {"result": result, "text": "维修共用12万元。", "state": "sent", "sent_at": noon(today)}
    Reply.objects.create(case=scene.case, written_by=scene.handler, written_at=noon(today), **reply)
    same.refresh_from_db()
    main = case_page(same, AnonymousUser(), today).main
    assert (main.case.number, main.answer is not None) == (scene.case.number, is_read)
    assert main.is_withheld is not is_read


def test_the_time_line_of_a_late_case_says_so(scene, today):
    scene.accept(today)
    due_on = scene.now_stored().answer_deadline.due_on
    page = case_page(scene.now_stored(), AnonymousUser(), due_on + timedelta(days=2))
    rows = {row.label: (row.words, row.state) for row in page.dues}
    assert rows["答复"] == ("逾期 2 天", "late")
    assert rows["受理"] == (f"{today.month}月{today.day}日已受理，按时", "done")
