"""Files that come with a case: all of them or none, and no sender is turned away for what a letter says."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.audit.models import Event
from disclosure.organizations.tests.factories import noon
from feedback.cases.files import keep_files
from feedback.cases.models.cases import CaseFile
from feedback.cases.tests.factories import SUNDAY, received, under_scheme

pytestmark = pytest.mark.django_db
NOW = noon(SUNDAY)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def case():
    return received(under_scheme("longkou")).case


def letter(name="说明.txt", words="办公楼的材料"):
    return SimpleUploadedFile(name, words.encode())


def kept_bytes(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_files_are_kept_with_the_case_and_on_record(case, files):
    rows = keep_files(case, [letter(), letter("图.txt", "第二份")], by=None, now=NOW)
    assert [row.name for row in case.files.order_by("pk")] == ["说明.txt", "图.txt"]
    assert (files / rows[0].path).read_text() == "办公楼的材料"
    assert Event.objects.filter(action="case.file_kept", object_label=case.number).count() == 2


def test_one_file_that_is_refused_keeps_none(case, files):
    with pytest.raises(ValidationError, match="坏.pdf.*没有收下"):
        keep_files(case, [letter(), letter("坏.pdf", "不是 PDF")], by=None, now=NOW)
    assert not CaseFile.objects.exists()
    assert kept_bytes(files) == []


def test_too_many_and_too_large_are_refused_in_words(case, settings):
    with pytest.raises(ValidationError, match="最多附5个文件，您选了6个"):
        keep_files(case, [letter(f"{n}.txt") for n in range(6)], by=None, now=NOW)
    settings.LETTER_FILE_MAX_BYTES = 10
    with pytest.raises(ValidationError, match="请压缩或拆开"):
        keep_files(case, [letter()], by=None, now=NOW)


def test_a_number_of_a_person_holds_no_sender_up_and_gives_no_file_its_name(case):
    [row] = keep_files(case, [letter("11010519491231002X.txt", "身份证 11010519491231002X")], by=None, now=NOW)
    assert row.name == "附件1.txt"
