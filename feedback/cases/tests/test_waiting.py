"""Letters with files wait in a line until the background has looked through them: one a lane, nothing lost, nobody named."""

import os
from datetime import timedelta

import pytest
from celery import current_app
from celery.exceptions import OperationalError
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from disclosure.organizations.tests.factories import make_member, make_person
from feedback.cases.models.cases import Case, CaseFile, Sender
from feedback.cases.public.asking import waiting
from feedback.cases.public.asking.waiting import look_through_waiting
from feedback.cases.tests.asking_scene import NOW, Writer
from feedback.cases.tests.factories import under_scheme
from feedback.intake import line
from feedback.intake.models import Waiting

pytestmark = pytest.mark.django_db
WHAT = {"subject": "办公楼维修用了多少钱", "text": "想知道预算和决算。"}
PAGE = reverse("feedback:waiting")


@pytest.fixture(autouse=True)
def easy(settings, tmp_path, monkeypatch):
    settings.PROOF_OF_WORK_BITS, settings.MEDIA_ROOT = 4, tmp_path
    monkeypatch.setattr(current_app, "send_task", lambda name: None)


@pytest.fixture
def longkou():
    return under_scheme("longkou")


def text(words: str = "材料") -> SimpleUploadedFile:
    return SimpleUploadedFile("说明.txt", words.encode())


def written(person=None) -> Writer:
    writer = Writer("/requests/new/?o=longkou", person).answer(kind="topic").answer(**WHAT).answer(purpose="")
    return writer.answer(who="anonymous", reply_by="site")


def pressed(*files, person=None) -> Writer:
    """As ``Writer.send``, but the background has not come yet."""
    writer = written(person)
    writer.answer(go="send", files=list(files), **writer.proof())
    assert writer.url.startswith(PAGE)
    return writer


def lined_up(token: str, source: str = "203.0.113.9", now=NOW, words: str = "x") -> bool:
    return line.line_up(token, NOW.isoformat(), source=source, content={}, files=[text(words)], now=now)


def aside() -> list[str]:
    return os.listdir(line.folder()) if line.folder().exists() else []


@pytest.mark.clause("LK-17")
def test_whoever_sends_a_file_waits_on_a_page_that_can_be_left(longkou):
    writer = pressed(text())
    assert writer.page.headers["Refresh"] == "3" and "说明.txt" in writer.words
    assert not Case.objects.exists()
    look_through_waiting()
    writer.look()
    assert writer.url == reverse("feedback:receipt")
    case = Case.objects.get()
    assert case.number in writer.words and case.files.get().name == "说明.txt"
    assert (Waiting.objects.count(), writer.client.get(f"{PAGE}?d=other").status_code) == (0, 302)
    assert Writer("/").client.get(f"{PAGE}?d=other").status_code == 404


def test_a_second_press_while_the_first_is_looked_through_says_so_and_makes_no_second(longkou):
    writer = pressed(text())
    waits, token = writer.url, writer.url.partition("d=")[2]
    for again in ({"go": "send"}, {"go": "drop"}, {"go": "back"}):
        answer = writer.client.post(f"/requests/new/?d={token}&step=check", again, follow=True)
        assert answer.redirect_chain[-1][0] == waits and "正在检查附件" in answer.content.decode()
    assert not lined_up(token)
    look_through_waiting()
    assert (Case.objects.count(), len(aside()), Waiting.objects.count()) == (1, 1, 1)


def test_a_refused_file_leads_back_to_the_form_with_everything_typed_and_it_may_be_sent_again(
    longkou, django_capture_on_commit_callbacks
):
    writer = pressed(SimpleUploadedFile("坏.pdf", b"no pdf"))
    with django_capture_on_commit_callbacks(execute=True):
        look_through_waiting()
    writer.look()
    assert writer.step == "check" and "“坏.pdf”没有收下" in writer.words and WHAT["subject"] in writer.words
    assert (Case.objects.count(), aside()) == (0, [])
    writer.send(text())
    assert writer.url == reverse("feedback:receipt")
    assert CaseFile.objects.get().name == "说明.txt"


def test_without_its_file_a_refused_letter_is_received_at_once(longkou):
    writer = written().send(SimpleUploadedFile("坏.pdf", b"no pdf"))
    assert writer.step == "check"
    assert writer.send().url == reverse("feedback:receipt")
    assert (Case.objects.count(), Waiting.objects.count()) == (1, 0)


def test_one_message_goes_on_for_a_while_and_the_next_does_the_rest(monkeypatch):
    woken = []
    monkeypatch.setattr(current_app, "send_task", woken.append)
    monkeypatch.setattr(waiting, "GOES_ON", timedelta(0))
    monkeypatch.setattr(waiting, "take_up", lambda row, now: line.refuse(row, ValidationError("不收")))
    assert lined_up("one") and lined_up("two")
    look_through_waiting()
    assert (woken, Waiting.objects.filter(stage=Waiting.Stage.WAITING).count()) == ([waiting.LOOK], 1)


@pytest.mark.clause("LK-23")
def test_the_line_names_nobody_and_keeps_nothing_of_what_was_written(longkou, django_capture_on_commit_callbacks):
    member = make_person("member")
    make_member(member, longkou)
    writer = pressed(text(), person=member)
    row = Waiting.objects.get()
    said = str([row.key, row.content, row.files, row.answer])
    assert "person" not in row.content and "127.0.0.1" not in said
    assert not any(cookie.value in said for cookie in writer.client.cookies.values())
    assert writer.url.partition("d=")[2] not in said
    assert {line.lane_of(f"10.0.0.{n}", NOW) for n in range(200)} == set(range(line.LANES))
    assert oct((line.folder() / row.files[0]["path"]).stat().st_mode)[-3:] == "600"
    with django_capture_on_commit_callbacks(execute=True):
        look_through_waiting()
    row.refresh_from_db()
    assert (row.content, row.files, aside()) == ("", [], [])
    assert Sender.objects.get().person is None


def test_one_is_looked_through_of_a_lane_and_lanes_take_turns(monkeypatch):
    monkeypatch.setattr(line, "lane_of", lambda source, now: int(source))
    for token, source in (("a1", "1"), ("a2", "1"), ("a3", "1"), ("b1", "2"), ("c1", "3")):
        assert lined_up(token, source)
    order = [line.claim(NOW) for _turn in range(4)]
    assert [row and (row.lane, row.turn) for row in order] == [(1, 0), (2, 0), (3, 0), None]
    line.refuse(order[1], ValidationError("不收"))
    assert line.claim(NOW) is None
    line.refuse(order[0], ValidationError("不收"))
    assert (line.claim(NOW).turn, line.before(Waiting.objects.get(lane=1, turn=2))) == (1, 2)


def test_what_died_is_looked_through_once_more_and_then_refused_in_words(longkou, monkeypatch):
    writer = pressed(text())
    monkeypatch.setattr(waiting, "take_up", lambda row, now: 1 / 0)
    look_through_waiting()
    first = line.of_form(writer.url.partition("d=")[2])
    assert (first.tries, line.claim(timezone.now())) == (1, None)
    later = timezone.now() + line.LEASE + timedelta(seconds=1)
    second = line.claim(later)
    assert second.tries == 2
    assert not line.is_mine(first) and line.is_mine(second)
    assert line.claim(later + line.LEASE + timedelta(seconds=1)) is None
    writer.look()
    assert line.DIED in writer.words and writer.step == "check"
    assert not Case.objects.exists()


def test_a_line_that_is_full_refuses_in_words_and_keeps_nothing(longkou, monkeypatch):
    monkeypatch.setattr(line, "MOST_IN_A_LANE", 1)
    assert lined_up("one")
    with pytest.raises(ValidationError, match="太多"):
        lined_up("two")
    monkeypatch.setattr(line, "MOST", 1)
    writer = written()
    writer.answer(go="send", files=[text()], **writer.proof())
    assert line.FULL in writer.words and WHAT["subject"] in writer.words
    assert (Waiting.objects.count(), len(aside())) == (1, 1)
    assert writer.send().url == reverse("feedback:receipt")


def test_without_a_worker_nothing_is_lost_and_the_page_says_so(
    longkou, monkeypatch, django_capture_on_commit_callbacks
):
    def broken(name):
        raise OperationalError("nobody answers")

    monkeypatch.setattr(current_app, "send_task", broken)
    with django_capture_on_commit_callbacks(execute=True):
        writer = pressed(text())
    assert "没有运行" not in writer.words
    Waiting.objects.update(sent_at=timezone.now() - timedelta(minutes=3))
    assert "后台检查暂时没有运行" in writer.look().words
    look_through_waiting()
    assert writer.look().url == reverse("feedback:receipt")


def test_the_night_sweeps_what_nobody_fetched_and_what_belongs_to_nothing():
    assert lined_up("one") and lined_up("two", "203.0.113.10")
    line.refuse(line.claim(NOW), ValidationError("不收"))
    orphan = line.folder() / "orphan"
    orphan.write_bytes(b"x")
    os.utime(orphan, (0, 0))
    assert line.forget(now=NOW + line.KEPT + timedelta(hours=1)) == 1
    kept = Waiting.objects.get()
    assert kept.files[0]["path"] in aside() and "orphan" not in aside()
