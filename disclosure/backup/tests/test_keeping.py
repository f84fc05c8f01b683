"""The day's backup: made once, kept by the rule, and told of where it fails."""

from datetime import date, timedelta

import pytest

from disclosure.backup import keeping, tasks
from disclosure.backup.keeping import days, is_due, kept, make_backup
from disclosure.backup.writing import Backup
from disclosure.notices.models import Notice
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import make_person, noon

ON = date(2026, 9, 30)


@pytest.fixture
def folder(tmp_path, settings):
    settings.BACKUP_FOLDER = str(tmp_path / "backups")
    settings.BACKUP_KEEP = (2, 2, 2)
    return tmp_path / "backups"


@pytest.fixture
def cheap(monkeypatch):
    """What a backup holds is shown elsewhere."""
    monkeypatch.setattr(keeping, "back_up", lambda path, **given: path.write_text("x") and Backup())
    monkeypatch.setattr(keeping, "check", lambda *given: None)


def test_the_newest_of_each_day_week_and_month_are_kept():
    year = [ON - timedelta(days=number) for number in range(400)]
    weeks = [date(2026, 9, 30), date(2026, 9, 27), date(2026, 9, 20), date(2026, 9, 13)]
    months = [date(2026, 9, 30), date(2026, 8, 31), date(2026, 7, 31)]
    assert kept(year, 7, 4, 3) == {*year[:7], *weeks, *months}
    # Nothing was made for a year: the old ones stay.
    assert kept([date(2025, 1, 1), date(2025, 1, 2)], 1, 1, 2) == {date(2025, 1, 2)}
    assert kept([], 7, 4, 12) == set()


def test_once_a_day_from_two_in_the_morning_and_only_where_a_folder_is_named(folder, cheap, settings):
    assert not is_due(noon(ON).replace(hour=1)) and is_due(noon(ON).replace(hour=2))
    make_backup(noon(ON))
    assert not is_due(noon(ON)) and is_due(noon(ON + timedelta(days=1)))
    settings.BACKUP_FOLDER = ""
    assert not is_due(noon(ON + timedelta(days=1)))


def test_what_the_rule_no_longer_keeps_goes_and_nothing_else(folder, cheap):
    folder.mkdir()
    (folder / "portal-2020-01-01.backup.copy").touch()
    for number in range(70, -1, -1):
        make_backup(noon(ON - timedelta(days=number)))
    assert days() == [ON, ON - timedelta(days=1), date(2026, 9, 27), date(2026, 8, 31)]
    assert (folder / "portal-2020-01-01.backup.copy").exists()


@pytest.mark.django_db
def test_a_failure_is_told_to_the_system_administrators_and_tried_again(folder, monkeypatch):
    told = make_person("root", administrator=User.Administrator.SYSTEM)
    make_person("other")

    def fail(*given, **values):
        raise OSError("No space left on device")

    monkeypatch.setattr(keeping, "back_up", fail)
    monkeypatch.setattr(keeping, "is_due", lambda now: True)
    tasks.back_up()
    tasks.back_up()
    notice = Notice.objects.get()
    assert notice.recipient == told and "No space left" in notice.body and "没有做好" in notice.title
    assert days() == []
