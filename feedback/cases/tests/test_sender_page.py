"""What the sender reads on a letter's page, the papers they take from it, and what they do there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from disclosure.organizations.tests.factories import noon
from feedback.cases.actions.answering.replying import approve_reply, send_reply, write_reply
from feedback.cases.actions.merging import merge
from feedback.cases.models.cases import Letter, LetterFile
from feedback.cases.models.replies import Document, Reply
from feedback.cases.public.opened import KEY, OPEN_FOR
from feedback.cases.public.pages.case import letter_context
from feedback.cases.states import Kind, State
from feedback.cases.tests.factories import received
from feedback.cases.tests.request_case import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def case(today):
    return Case(received_on=today)


def open_here(client, *letters):
    session = client.session
    session[KEY] = {str(letter.pk): (timezone.now() + OPEN_FOR).isoformat() for letter in letters}
    session.save()


def address(letter, *rest) -> str:
    return "/".join(("/requests/letter", letter.number, *rest, ""))


def text_of(answer) -> str:
    return answer.content.decode()


def answered(case, on, letter=None, result="explained", text="维修共用12万元。", **given) -> Reply:
    letter = letter or case.letter
    write_reply(letter, result=result, text=text, by=case.handler, now=noon(on), **given)
    approve_reply(letter, by=case.approver, now=noon(on))
    return send_reply(letter, by=case.handler, now=noon(on))


@pytest.mark.clause("LK-17")
def test_the_sender_completes_with_text_and_files_and_a_second_press_is_told_politely(client, case, today):
    case.ask_completion(today)
    open_here(client, case.letter)
    page = text_of(client.get(address(case.letter)))
    assert "在等您补充" in page and "请写明是哪一栋办公楼" in page and "暂停计时" in page
    sent = {"text": "是东楼。", "files": [SimpleUploadedFile("东楼.txt", "东楼在院子东边".encode())]}
    done = client.post(address(case.letter, "complete"), sent, follow=True)
    assert all(words in text_of(done) for words in ("补充的内容已经收到", "东楼.txt", "是东楼。"))
    file = LetterFile.objects.get(letter=case.letter)
    assert client.get(address(case.letter, "files", str(file.pk))).status_code == 200
    again = client.post(address(case.letter, "complete"), {"text": "还有西楼。"})
    assert "现在不用补正" in text_of(again) and "还有西楼。" in text_of(again)
    assert case.actions().count("completed") == 1


def test_files_that_are_not_taken_keep_the_letter_as_it_was(client, case, today):
    case.ask_completion(today)
    open_here(client, case.letter)
    sent = {"text": "是东楼。", "files": [SimpleUploadedFile("东楼.exe", b"MZ")]}
    page = text_of(client.post(address(case.letter, "complete"), sent))
    assert "东楼.exe" in page and "是东楼。" in page
    assert case.now_stored().state == State.INCOMPLETE


def test_the_sender_withdraws_before_the_answer_and_not_after(client, case, today):
    open_here(client, case.letter)
    assert "不想办了，撤回" in text_of(client.get(address(case.letter)))
    client.post(address(case.letter, "withdraw"), {"reason": ""})
    assert case.now_stored().state == State.WITHDRAWN
    page = text_of(client.post(address(case.letter, "withdraw"), {"reason": "不用了"}))
    assert "不能撤回" in page
    assert "不想办了，撤回" not in text_of(client.get(address(case.letter)))


@pytest.mark.clause("LK-21")
@pytest.mark.clause("YY-05")
def test_the_answer_its_reason_and_its_papers_are_there_and_the_sender_may_have_it_done_again(client, case, today):
    case.accept(today)
    case.ask_third_party(today)
    case.register_third_party(today)
    open_here(client, case.letter)
    page = text_of(client.get(address(case.letter)))
    assert "宏达建筑公司" not in page and "您满意吗" not in page
    answered(case, today, result="to_sender")
    page = text_of(client.get(address(case.letter)))
    assert "维修共用12万元。" in page and "您满意吗" in page and case.handler.full_name not in page
    papers = {paper.name: paper for paper in Document.objects.filter(letter=case.letter)}
    word = client.get(f"{address(case.letter)}documents/{papers['reply'].pk}.docx")
    assert word.status_code == 200 and word.content[:2] == b"PK"
    assert client.get(f"{address(case.letter)}documents/{papers['third_party'].pk}.docx").status_code == 404
    assert client.get(f"{address(case.letter)}documents/{papers['reply'].pk}.exe").status_code == 404
    refused = client.post(address(case.letter, "judge"), {"verdict": "unsatisfied", "text": ""})
    assert "哪里不满意" in text_of(refused)
    client.post(address(case.letter, "judge"), {"verdict": "unsatisfied", "text": "没有写决算。"})
    assert (case.now_stored().state, case.now_stored().reopened_count) == (State.ACCEPTED, 1)


@pytest.mark.clause("LK-21")
def test_a_complaint_about_the_answer_gives_a_receipt_of_its_own_and_is_made_once(client, case, today):
    case.accept(today)
    answered(case, today, result="not_held")
    open_here(client, case.letter)
    assert "向纪检机构反映" in text_of(client.get(address(case.letter)))
    done = client.post(address(case.letter, "complain"), {"text": "答非所问。"}, follow=True)
    complaint = Letter.objects.get(complaint_about=case.letter)
    assert complaint.number in text_of(done)
    page = text_of(client.post(address(case.letter, "complain"), {"text": "再说一遍。"}))
    assert "已经反映过" in page and "再说一遍。" in page
    assert "向纪检机构反映" not in text_of(client.get(address(case.letter)))


@pytest.mark.clause("JG-04")
@pytest.mark.clause("QJ-16")
def test_the_superiors_opinion_is_read_and_an_answer_not_sent_is_not(case, today):
    case.accept(today)
    written = {"result": "refused", "reason": "other", "legal_basis": "某条", "written_by": case.handler}
    common = {"letter": case.letter, "written_at": noon(today), "superior_at": noon(today), **written}
    Reply.objects.create(state="overturned", text="初拟不公开的话", superior_opinion="应当公开。", **common)
    Reply.objects.create(state="draft", round=2, text="还在改的话", superior_opinion="", **common)
    rows = letter_context(case.now_stored(), AnonymousUser(), today)["replies"]
    assert [row["opinion"] for row in rows] == ["应当公开。"]
    assert "初拟不公开的话" not in str(rows) and "还在改的话" not in str(rows)


@pytest.mark.clause("LK-21")
@pytest.mark.parametrize(("result", "is_read"), [("explained", True), ("to_sender", False)])
def test_whoever_asked_the_same_reads_the_main_answer_only_where_it_is_for_all(today, result, is_read):
    case = Case(received_on=today - timedelta(days=1))
    same = received(case.organization, Kind.TOPIC, on=today).letter
    merge(same, into=case.letter, by=case.handler, now=noon(today))
    case.accept(today)
    reply = {"result": result, "text": "维修共用12万元。", "state": "sent", "sent_at": noon(today)}
    Reply.objects.create(letter=case.letter, written_by=case.handler, written_at=noon(today), **reply)
    same.refresh_from_db()
    main = letter_context(same, AnonymousUser(), today)["main"]
    assert (main["number"], main["reply"] is not None) == (case.letter.number, is_read)
    assert main["is_withheld"] is not is_read


def test_the_time_line_of_a_late_letter_says_so(case, today):
    case.accept(today)
    due_on = case.now_stored().answer_deadline.due_on
    context = letter_context(case.now_stored(), AnonymousUser(), due_on + timedelta(days=2))
    rows = {row["label"]: (row["words"], row["state"]) for row in context["dues"]}
    assert rows["答复"] == ("逾期 2 天", "late")
    assert rows["受理"] == (f"{today.month}月{today.day}日已受理，按时", "done")
