"""manage.py archive: every package against its row, every member against its manifest."""

import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from catalog.archive import guard
from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.items.actions.publishing import end_display
from catalog.items.tests.factories import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def record(files) -> ArchiveRecord:
    return archived(Desk())


def archived(desk) -> ArchiveRecord:
    item = end_display(desk.released(), by=desk.secretary, reason="已经展示够了", now=desk.tick())
    return archive(item, by=desk.secretary, now=desk.tick())


def verify(capsys, *arguments) -> list[str]:
    """What the command prints; it fails exactly when there is something to say."""
    try:
        call_command("archive", "verify", *arguments)
    except CommandError as error:
        assert error.returncode == 1
        return capsys.readouterr().out.splitlines()
    assert "没有问题" in (out := capsys.readouterr().out), out
    return []


def rewritten(place, **changes):
    """The package with other members: name → content, None to leave it out."""
    with zipfile.ZipFile(place) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members = {name: content for name, content in {**members, **changes}.items() if content is not None}
    with zipfile.ZipFile(place, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)


@pytest.mark.clause("LK-08")
def test_an_untouched_archive_has_no_problem(record, capsys):
    assert verify(capsys) == []
    assert verify(capsys, "--org", "branch", "--year", "2026") == []


@pytest.mark.clause("LK-08")
def test_a_changed_byte_is_found(record, files, capsys):
    place = files / record.path
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(bytes(content))
    assert any("branch-2026-D10-0001：SHA-256" in line for line in verify(capsys))


def test_the_member_that_was_changed_added_or_taken_out_is_named(record, files, capsys):
    rewritten(files / record.path, **{"正文/第1版.html": b"other", "混入.txt": b"x", "事项登记.json": None})
    found = "\n".join(verify(capsys))
    assert "文件“正文/第1版.html”和清单不一样" in found
    assert "多了文件“混入.txt”" in found and "少了文件“事项登记.json”" in found
    assert "大小不对" in found


def test_a_lost_package_a_torn_one_and_one_without_manifest_are_found(record, files, capsys):
    place = files / record.path
    rewritten(place, **{"manifest.json": None})
    assert any("没有清单" in line for line in verify(capsys))
    rewritten(place, **{"manifest.json": b"{}"})
    assert any("清单读不懂" in line for line in verify(capsys))
    place.write_bytes(place.read_bytes()[:200])
    assert any("打不开" in line for line in verify(capsys))
    place.unlink()
    assert any("档案包不在了" in line for line in verify(capsys))


def test_a_file_that_no_row_knows_is_found(record, files, capsys):
    (files / "archive" / "incoming" / "half.zip").write_bytes(b"PK")
    (files / record.path).with_name("branch-2026-Y-0001-abc.zip").write_bytes(b"PK")
    found = verify(capsys)
    assert len(found) == 2 and all("多出的文件" in line for line in found)
    assert verify(capsys, "--org", "branch", "--year", "2025") == []


def test_a_row_that_disagrees_with_its_manifest_is_found(record, capsys):
    guard.remove(connection)
    ArchiveRecord.objects.update(title="改过的题名")
    guard.GUARD.install(connection)
    assert any("题名和登记的不一样" in line for line in verify(capsys))


def test_only_the_organisation_asked_for_is_looked_at(record, files, capsys):
    other = archived(Desk("other"))
    (files / other.path).unlink()
    assert verify(capsys, "--org", "branch") == []
    assert len(verify(capsys, "--org", "other")) == 1
    with pytest.raises(CommandError, match="没有代码为“nobody”的党组织"):
        call_command("archive", "verify", "--org", "nobody")


def test_the_list_names_every_package(record, capsys):
    call_command("archive", "list")
    assert capsys.readouterr().out.splitlines() == [
        "branch-2026-D10-0001　召开组织生活会　branch党支部　2026-09-01　1页　10年"
    ]
