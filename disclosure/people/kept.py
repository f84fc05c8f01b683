"""Workbooks between the steps of their import."""

from datetime import datetime

from disclosure.audit.words import register
from disclosure.organizations.actions import put_on_record
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.people.models import PeopleImport
from disclosure.people.reading.book import Book

register("peopleimport", {"uploaded": "上传人员表", "written": "导入组织和人员", "posts_written": "导入任职"})


def keep(book: Book, *, organization: Organization | None, by: User | None, now: datetime) -> PeopleImport:
    row = PeopleImport.objects.create(
        organization=organization,
        filename=book.filename[:200],
        digest=book.digest,
        sealed=PeopleImport.sealed_from(book.content),
        uploaded_at=now,
        uploaded_by=by,
    )
    put_on_record("peopleimport.uploaded", row, by=by, now=now, file=row.filename, sha256=row.digest)
    return row
