"""Backups made by themselves: one a day in the folder of the place, kept by a rule."""

import fcntl
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from disclosure.backup.members import check
from disclosure.backup.sealed import Unreadable
from disclosure.backup.writing import Backup, back_up
from disclosure.web.moments import local_day

# At night, when few people write; where the portal was off then, as soon as it is on again.
FIRST_HOUR = 2
NAME = re.compile(r"portal-(\d{4}-\d{2}-\d{2})\.backup")


def folder() -> Path | None:
    return Path(settings.BACKUP_FOLDER) if settings.BACKUP_FOLDER else None


def days() -> list[date]:
    """Of the backups that are there, newest first; nothing else in the folder counts."""
    place = folder()
    found = (NAME.fullmatch(each.name) for each in (place.iterdir() if place and place.is_dir() else ()))
    return sorted((date.fromisoformat(each[1]) for each in found if each), reverse=True)


def path_of(day: date) -> Path:
    return Path(settings.BACKUP_FOLDER) / f"portal-{day.isoformat()}.backup"


def is_due(now: datetime) -> bool:
    return bool(folder()) and timezone.localtime(now).hour >= FIRST_HOUR and local_day(now) not in days()


def make_backup(now: datetime) -> Backup | None:
    """The day's, read once more when it is written, and those that the rule no longer keeps gone; None where another process is at it."""
    Path(settings.BACKUP_FOLDER).mkdir(parents=True, exist_ok=True)
    with alone() as is_ours:
        if not is_ours:
            return None
        path = path_of(local_day(now))
        made = back_up(path, passphrase=settings.BACKUP_PASSPHRASE, now=now)
        read_again(path)
        for day in set(days()) - kept(days(), *settings.BACKUP_KEEP):
            path_of(day).unlink()
        return made


def read_again(path: Path) -> None:
    """What cannot be read is no backup: gone, so that the next hour makes another."""
    try:
        check(path, settings.BACKUP_PASSPHRASE)
    except Unreadable:
        path.unlink()
        raise


@contextmanager
def alone() -> Iterator[bool]:
    with (Path(settings.BACKUP_FOLDER) / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def kept(found: Iterable[date], daily: int, weekly: int, monthly: int) -> set[date]:
    """The newest of each of the last so many days, weeks and months that have one: an outage takes nothing away."""
    newest_first = sorted(found, reverse=True)
    rules = (
        (daily, lambda day: day),
        (weekly, lambda day: day.isocalendar()[:2]),
        (monthly, lambda day: (day.year, day.month)),
    )
    return {day for number, period in rules for day in newest_of_each(newest_first, period)[:number]}


def newest_of_each(newest_first: list[date], period) -> list[date]:
    found: dict[object, date] = {}
    for day in newest_first:
        found.setdefault(period(day), day)
    return list(found.values())
