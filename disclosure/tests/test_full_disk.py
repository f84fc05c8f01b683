"""A disk that takes nothing more: the page says so, nothing is acknowledged that is not kept, and reading goes on."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from catalog.items.models import Attachment, Item, Version
from catalog.items.tests.factories import Desk
from disclosure.files.tests.samples import PDF
from disclosure.organizations.tests.factories import client_of
from disclosure.web.errors.unwritable import is_unwritable

pytestmark = pytest.mark.django_db


@contextmanager
def no_room() -> Iterator[None]:
    """SQLite answers what it answers on a disk without room."""
    with connection.cursor() as cursor:
        most, used = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("max_page_count", "page_count"))
        cursor.execute(f"PRAGMA max_page_count = {used}")
        yield
        cursor.execute(f"PRAGMA max_page_count = {most}")


@contextmanager
def for_reading_only() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = on")
        yield
        cursor.execute("PRAGMA query_only = off")


@pytest.fixture
def standby() -> Iterator[None]:
    """PostgreSQL takes no writing in this transaction, as where it was switched over."""
    with connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        cursor.execute("SET TRANSACTION READ ONLY")
        yield
        cursor.execute("ROLLBACK TO SAVEPOINT before")


@pytest.fixture
def draft():
    """An item that is being written, and the browser of who writes it."""
    desk = Desk()
    client = client_of(desk.clerk)
    client.raise_request_exception = False
    return desk.registered(), client


def body_of(item: Item) -> str:
    return Version.objects.get(pk=item.working_version_id).body


@pytest.mark.parametrize("disk", [no_room, for_reading_only])
def test_what_the_disk_does_not_take_is_not_acknowledged(draft, disk):
    item, client = draft
    address = f"/admin/catalog/item/{item.pk}/text/"
    before = body_of(item)
    text = {"title": "召开组织生活会", "body": f"<p>{'已经召开。' * 40_000}</p>"}
    with disk():
        answer = client.post(address, text)
        assert (answer.status_code, answer["Retry-After"]) == (503, "300")
        assert "现在存不下东西" in answer.text and "刚才提交的没有保存" in answer.text and "编号 " in answer.text
        assert client.get("/").status_code == 200
    assert body_of(item) == before
    assert client.post(address, text).status_code == 302
    assert "已经召开" in body_of(item)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EDQUOT])
def test_a_file_that_finds_no_room_leaves_nothing_behind(draft, number, monkeypatch, settings, tmp_path):
    item, client = draft
    settings.MEDIA_ROOT = tmp_path

    def refuse(*given, **values):
        raise OSError(number, "no room")

    monkeypatch.setattr("disclosure.files.store.os.fsync", refuse)
    upload = SimpleUploadedFile("附件.pdf", PDF)
    answer = client.post(f"/admin/catalog/item/{item.pk}/files/", {"file": upload})
    assert answer.status_code == 503 and "存放资料的磁盘满了" in answer.text
    assert not Attachment.objects.exists()
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


@pytest.mark.postgres
def test_postgres_that_only_reads_says_the_same(draft, standby):
    item, client = draft
    assert (
        client.post(f"/admin/catalog/item/{item.pk}/text/", {"title": "会", "body": "<p>已。</p>"}).status_code == 503
    )


def test_other_faults_are_no_fault_of_the_disk():
    assert not is_unwritable(OSError(errno.ENOENT, "no such file"))
    assert not is_unwritable(RuntimeError("a fault"))
    assert not is_unwritable(None)
