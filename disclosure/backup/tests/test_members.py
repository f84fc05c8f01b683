"""A backup that was sealed, cut, changed or mixed up: it says so and nothing is restored."""

import gzip
import io
import tarfile
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from disclosure.backup import sealed
from disclosure.backup.members import MANIFEST, check, reading, writing
from disclosure.backup.named import place_of
from disclosure.backup.sealed import Unreadable

PASSPHRASE = "梅花香自苦寒来"
BIG = bytes(range(256)) * 1024


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch):
    monkeypatch.setattr(sealed, "ROUNDS", 1)
    monkeypatch.setattr(sealed, "MEMORY", 2**13)


def made(path: Path, passphrase: str = "") -> Path:
    with writing(path, passphrase) as file:
        file.add_table("x", [b'["id"]\n', b"[1]\n", b"[2]\n"])
        file.add_bytes("files/a", BIG)
        file.finish({"rows": {"x": 2}})
    return path


def content(path: Path, passphrase: str = "") -> dict[str, bytes]:
    with reading(path, passphrase) as members:
        return {name: file.read() for name, file in members}


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_what_went_in_comes_out_for_its_owner_alone(tmp_path, passphrase):
    path = made(tmp_path / "backup", passphrase)
    found = content(path, passphrase)
    assert (found["tables/x.jsonl"], found["files/a"]) == (b'["id"]\n[1]\n[2]\n', BIG)
    assert check(path, passphrase)["rows"] == {"x": 2}
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["backup"]


def test_what_is_sealed_shows_nothing_and_opens_with_its_passphrase_only(tmp_path):
    path = made(tmp_path / "backup", PASSPHRASE)
    assert not any(words in path.read_bytes() for words in (b"files/a", b"manifest", BIG[:64]))
    with pytest.raises(Unreadable, match="口令不对"):
        check(path, "另一句")


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_no_byte_can_be_cut_off_added_or_changed(tmp_path, passphrase):
    path = made(tmp_path / "backup", passphrase)
    whole = path.read_bytes()
    changed = [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(200, len(whole), len(whole) // 7)]
    for data in (whole[:-1], whole[: len(whole) // 2], whole + b"x", b"", *changed):
        path.write_bytes(data)
        with pytest.raises(Unreadable):
            check(path, passphrase)


def test_a_member_that_is_not_as_the_manifest_says_is_named(tmp_path):
    path = made(tmp_path / "backup")
    found = content(path)
    for name, data, words in (
        ("files/a", BIG + b"x", "files/a.*清单不一样"),
        ("files/b", b"x", "files/b.*清单不一样"),
        (MANIFEST, b"", "没有清单"),
        (MANIFEST, b"[", "读不懂"),
        (MANIFEST, b'{"format": 2}', "先升级"),
    ):
        with gzip.open(path, "wb") as packed, tarfile.open(fileobj=packed, mode="w|") as tar:
            members = {**found, name: data}
            for each in sorted(members, key=lambda each: each == MANIFEST):
                info = tarfile.TarInfo(each)
                info.size = len(members[each])
                if each != MANIFEST or data:
                    tar.addfile(info, io.BytesIO(members[each]))
        with pytest.raises(Unreadable, match=words):
            check(path, "")


@pytest.mark.parametrize("path", ["../x", "/etc/passwd", "items/../../x", ""])
def test_no_file_leaves_its_folder(path):
    with pytest.raises(ValueError, match="outside"):
        place_of(path)


def test_a_failure_leaves_nothing_behind(tmp_path):
    with pytest.raises(OSError, match="full"), writing(tmp_path / "backup", "") as file:
        file.add_bytes("files/a", BIG)
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_the_commands_refuse_in_plain_words(tmp_path, monkeypatch):
    taken = tmp_path / "taken"
    taken.write_text("something else")
    with pytest.raises(CommandError, match="已经有了，没有覆盖"):
        call_command("backup", str(taken))
    assert taken.read_text() == "something else"
    with pytest.raises(CommandError, match="没有.*这个文件夹"):
        call_command("backup", str(tmp_path / "nowhere" / "backup"))
    with pytest.raises(CommandError, match="没有.*这个文件。"):
        call_command("restore", str(tmp_path / "nowhere"))
    with pytest.raises(CommandError, match="读不出来"):
        call_command("restore", str(taken))
    monkeypatch.setattr(settings, "BACKUP_PASSPHRASE", "另一句")
    with pytest.raises(CommandError, match="口令不对"):
        call_command("restore", str(made(tmp_path / "sealed", PASSPHRASE)))
