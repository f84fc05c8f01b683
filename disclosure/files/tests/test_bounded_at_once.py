"""What is heavy is done one at a time over all processes, and what was made once is not made again."""

import os
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from disclosure.files.bounded import made, slots
from disclosure.files.bounded.slots import INSPECTION, PRINTING, Busy, slot
from disclosure.files.inspection import Allowance
from disclosure.files.intake import take_in
from disclosure.files.kinds import FileRefused
from disclosure.files.pdf import PrintingUnavailable
from disclosure.files.reading.errors import UnreadableFile
from disclosure.files.reading.tables import read_tables
from disclosure.files.store import received


@pytest.fixture(autouse=True)
def aside(settings, tmp_path):
    settings.MEDIA_ROOT, settings.VAR_DIR, settings.TURN_SECONDS = tmp_path, tmp_path, 0


def test_one_at_a_time_and_whoever_ends_or_dies_lets_go():
    with slot(INSPECTION):
        with pytest.raises(Busy), slot(INSPECTION, 0):
            pass
        with slot(PRINTING, 0):
            pass
    child = os.fork()
    if not child:
        slots.free_lock(INSPECTION)
        os._exit(0)
    os.waitpid(child, 0)
    with slot(INSPECTION, 0):
        pass


@pytest.mark.django_db
def test_a_file_whose_turn_does_not_come_is_refused_in_words_and_left_nowhere(tmp_path):
    with (
        slot(INSPECTION),
        pytest.raises(FileRefused, match="正在检查别的文件"),
        received([b"one"], "一.txt", Allowance(patience=0)),
    ):
        pass
    assert not [path for path in (tmp_path / "items").rglob("*") if path.is_file()]
    with received([b"one"], "一.txt", Allowance(patience=0)) as file:
        assert file.file.kind.extension == "txt"


def test_a_page_is_set_once_until_its_words_or_its_style_change(tmp_path, monkeypatch):
    style, set_pages = tmp_path / "style.css", []
    style.write_text("p {}")
    monkeypatch.setattr(made, "own_file", lambda address: style)
    monkeypatch.setattr(made, "pdf_of", lambda html: set_pages.append(html) or b"%PDF " + html.encode())
    page = '<link href="/static/a.css"><p>信</p>'
    assert made.set_once(page) == made.set_once(page) == b"%PDF " + page.encode()
    assert len(set_pages) == 1
    made.set_once(page.replace("信", "新"))
    style.write_text("p { color: red }")
    made.set_once(page)
    assert len(set_pages) == 3
    assert {oct(path.stat().st_mode)[-3:] for path in made.folder().iterdir()} == {"600"}
    with slot(PRINTING), pytest.raises(PrintingUnavailable, match="过几秒钟"):
        made.set_once("<p>别的</p>")
    assert made.forget(now=timezone.now()) == 0
    assert made.forget(now=timezone.now() + made.KEPT + timedelta(hours=1)) == 3
    assert not list(made.folder().iterdir())


@pytest.mark.django_db
def test_what_staff_hand_in_waits_for_its_turn_too():
    upload = SimpleUploadedFile("一.txt", b"one")
    with slot(INSPECTION), pytest.raises(ValidationError, match="正在检查别的文件"):
        take_in(upload, may=str, keep=lambda file: file, field="file")
    with slot(INSPECTION), pytest.raises(UnreadableFile, match="正在读别的文件"):
        read_tables("序号,内容\n1,党费\n".encode(), "目录.csv")
    assert read_tables("序号,内容\n1,党费\n".encode(), "目录.csv").grids
