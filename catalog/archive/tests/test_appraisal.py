"""What becomes of a package whose retention is over: proposed by one person, decided by another (DA/T 70, 鉴定与销毁)."""

import os
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from catalog.archive import guard
from catalog.archive.appraisal import destroying
from catalog.archive.appraisal import guard as appraisal_guard
from catalog.archive.appraisal.actions import agree_appraisal, open_appraisals, propose, return_appraisal
from catalog.archive.appraisal.ends import end_of, over
from catalog.archive.appraisal.models import Appraisal, CondemnedFile
from catalog.archive.archiving import archive
from catalog.archive.models import ArchiveRecord
from catalog.archive.registers.destroyed import destroyed_register
from catalog.archive.verifying import problems
from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.publishing import end_display
from catalog.items.models import Attachment, Version
from catalog.items.search.models import SearchDocument
from catalog.items.tests.factories import Desk
from disclosure.audit.models import Event
from disclosure.health.installation import files as files_part
from disclosure.organizations.tests.factories import client_of, make_post, noon

pytestmark = pytest.mark.django_db
# The day after the end of 2036.
OVER_ON = date(2037, 1, 1)
WHY = {"reason": "已逐件看过，没有继续查考的价值"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SENDFILE_ROOT = tmp_path
    return tmp_path


class Office(Desk):
    """One item packed for ten years, with an attachment; the years have gone by."""

    def __init__(self, retention="years_10", **fields):
        super().__init__(**fields)
        item = self.registered()
        upload = SimpleUploadedFile("签到表.txt", "签到表：张三".encode())
        add_attachment(item, upload=upload, by=self.clerk, now=self.tick())
        item = self.released_from(item)
        item = end_display(item, by=self.secretary, reason="已经展示够了", now=self.tick())
        self.record = archive(item, retention=retention, by=self.secretary, now=self.tick())
        self.now = noon(OVER_ON)

    def opened(self) -> Appraisal:
        open_appraisals(on=OVER_ON, now=self.tick())
        return Appraisal.objects.get(record=self.record)

    def proposed(self, opinion="destroy", **values) -> Appraisal:
        return propose(self.opened(), opinion=opinion, by=self.secretary, now=self.tick(), **WHY, **values)

    def destroyed(self) -> Appraisal:
        return agree_appraisal(self.proposed(), by=self.approver, now=self.tick())


@pytest.fixture
def office(db):
    return Office()


def kept(files) -> list[str]:
    """Where the packages and the attachments are."""
    return sorted(path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file())


def grow_old(files) -> None:
    for path in kept(files):
        os.utime(files / path, (0, 0))


def test_the_night_after_its_end_opens_one_appraisal_and_never_of_what_is_kept_for_good(office):
    last = end_of(office.record)
    assert last == OVER_ON - timedelta(days=1)
    assert open_appraisals(on=last, now=noon(last)) == 0
    assert [open_appraisals(on=OVER_ON, now=noon(OVER_ON)) for _ in range(2)] == [1, 0]
    permanent = Office(retention="permanent", code="other").record
    assert end_of(permanent) is None and not over(date(2300, 1, 1)).filter(pk=permanent.pk)


def test_nobody_who_gave_an_opinion_decides_also_not_one_of_an_earlier_round(office, files):
    make_post(office.secretary, office.organization, "approver")
    make_post(office.approver, office.organization, "secretary")
    row = office.proposed()
    with pytest.raises(PermissionDenied, match="另一个人"):
        agree_appraisal(row, by=office.secretary, now=office.tick())
    row = return_appraisal(row, reason="没有写清楚", by=office.approver, now=office.tick())
    assert (row.state, row.return_reason) == ("open", "没有写清楚")
    row = propose(row, opinion="destroy", by=office.approver, now=office.tick(), **WHY)
    for first in (office.secretary, office.approver):
        with pytest.raises(PermissionDenied, match="另一个人"):
            agree_appraisal(row, by=first, now=office.tick())
    with pytest.raises(PermissionDenied):
        agree_appraisal(row, by=office.clerk, now=office.tick())
    row.refresh_from_db()
    assert row.state == "proposed" and (files / office.record.path).is_file()


def test_what_is_kept_longer_is_appraised_again_when_that_is_over(office, files):
    row = office.opened()
    asked = {"by": office.secretary, "now": office.tick(), **WHY}
    with pytest.raises(ValidationError, match="再保管几年"):
        propose(row, opinion="more", **asked)
    row = agree_appraisal(propose(row, opinion="more", years=5, **asked), by=office.approver, now=office.tick())
    assert (row.state, row.kept_until) == ("extended", date(2042, 12, 31))
    assert (files / office.record.path).is_file() and list(problems()) == []
    assert [open_appraisals(on=day, now=noon(day)) for day in (date(2042, 12, 31), date(2043, 1, 1))] == [0, 1]
    again = Appraisal.objects.get(state="open")
    asked["now"] = noon(date(2043, 1, 2))
    again = propose(again, opinion="permanent", **asked)
    agree_appraisal(again, by=office.approver, now=noon(date(2043, 1, 3)))
    assert end_of(office.record) is None and not over(date(2300, 1, 1))


@pytest.mark.each_database
@pytest.mark.clause("LK-08")
def test_what_two_people_destroy_is_gone_everywhere_and_stands_in_the_register(
    office, files, django_capture_on_commit_callbacks
):
    path, item = office.record.path, office.record.item
    grow_old(files)
    with django_capture_on_commit_callbacks(execute=True):
        row = office.destroyed()
    assert row.state == "destroyed" and kept(files) == [] and not CondemnedFile.objects.exists()
    record = ArchiveRecord.objects.get(pk=office.record.pk)
    assert record.is_destroyed and (record.sha256, record.title) == (office.record.sha256, office.record.title)
    assert set(Version.objects.filter(item=item).values_list("body", flat=True)) == {destroying.GONE}
    assert not Attachment.objects.exists() and " 季度 " not in SearchDocument.objects.get(item=item).tokens
    assert list(problems()) == [] and files_part(office.now).is_well
    event = Event.objects.get(action="appraisal.destroyed")
    assert (event.changes["reason"], event.changes["archive_number"]) == (WHY["reason"], record.archive_number)
    [listed] = destroyed_register(office.organization, 2037, by=None, on=OVER_ON).rows
    assert {record.archive_number, WHY["reason"], str(office.secretary), str(office.approver)} <= set(listed)
    answer = client_of(office.secretary).post(f"/admin/catalog/archiverecord/{record.pk}/package/")
    assert answer.status_code == 410 and "经鉴定于2037年1月1日销毁" in answer.content.decode()
    assert path not in answer.content.decode()


def test_a_crash_leaves_what_the_next_night_finishes_and_what_another_item_holds_stays(office, files):
    upload = SimpleUploadedFile("同一份.txt", "签到表：张三".encode())
    shared = add_attachment(office.registered(), upload=upload, by=office.clerk, now=office.tick())
    grow_old(files)
    office.destroyed()  # The test's transaction never commits: no file is removed yet.
    assert CondemnedFile.objects.count() == 2 and len(kept(files)) == 2
    (files / office.record.path).unlink()  # By a process that was killed before its row was gone.
    assert [destroying.remove_condemned(now=office.tick()) for _ in range(2)] == [2, 0]
    assert kept(files) == [shared.path]
    shared.delete()
    CondemnedFile.objects.create(appraisal=Appraisal.objects.get(), file=shared.path)
    (files / shared.path).touch()
    destroying.remove_condemned(now=timezone.now())
    assert kept(files) == [shared.path], "just uploaded, and its row is not there yet"
    assert destroying.remove_condemned(now=timezone.now() + timedelta(hours=2)) == 1 and kept(files) == []


@pytest.mark.each_database
def test_the_database_lets_the_path_go_for_a_destroyed_package_alone(office):
    def refused(change) -> bool:
        try:
            with transaction.atomic():
                change()
        except DatabaseError:
            return True
        return False

    records = ArchiveRecord.objects.filter(pk=office.record.pk)
    row = office.proposed()
    assert refused(lambda: records.update(path=""))
    row = agree_appraisal(row, by=office.approver, now=office.tick())
    settled = Appraisal.objects.filter(pk=row.pk)
    assert refused(lambda: records.update(path="elsewhere"))
    assert refused(lambda: records.update(path="", title="别的"))
    assert refused(records.delete) and refused(lambda: settled.update(reason="别的")) and refused(settled.delete)
    assert guard.missing(connection) == appraisal_guard.GUARD.missing(connection) == []


def test_the_guards_know_every_column():
    columns = {field.column for field in ArchiveRecord._meta.local_concrete_fields}
    assert columns == {*guard.KEPT, "path"}
    assert {field.column for field in Appraisal._meta.local_concrete_fields} == set(appraisal_guard.COLUMNS)


def test_the_desk_shows_it_to_each_in_turn(office):
    row = office.opened()
    page = f"/admin/catalog/appraisal/{row.pk}/"
    asked = {"propose-opinion": "more", "propose-years": "", "propose-reason": "还要查考"}
    secretary, approver = client_of(office.secretary), client_of(office.approver)
    assert page in secretary.get("/admin/").content.decode() and page not in approver.get("/admin/").content.decode()
    answer = secretary.post(f"{page}do/propose/", asked).content.decode()
    assert "请填再保管几年" in answer and "还要查考" in answer
    secretary.post(f"{page}do/propose/", {**asked, "propose-years": "3"})
    assert page in approver.get("/admin/").content.decode()
    assert "do/agree_appraisal/" in approver.get(f"{page}change/").content.decode()
    assert "do/agree_appraisal/" not in secretary.get(f"{page}change/").content.decode()
