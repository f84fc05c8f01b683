"""What the nightly sweep does for the archive, each job as often as it likes."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from catalog.archive.appraisal.actions import open_appraisals
from catalog.archive.appraisal.destroying import remove_condemned
from catalog.archive.opening import open_missing_tasks


def archive_jobs(on: date, now: datetime) -> Mapping[str, Callable[[], object]]:
    return {
        "archive": lambda: open_missing_tasks(now=now),
        "appraisals": lambda: open_appraisals(on=on, now=now),
        "condemned": lambda: remove_condemned(now=now),
    }
