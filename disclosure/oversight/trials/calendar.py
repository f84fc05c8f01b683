"""The portal's days off in the database of a trial."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from disclosure.deadlines.holidays.changes import change_day, confirm_notice
from disclosure.deadlines.models import HolidayNotice
from disclosure.organizations.models.people import User

Row = Mapping[str, Any]


def keep_calendar(given: Row, *, now: datetime) -> None:
    by = User.objects.filter(administrator=User.Administrator.SYSTEM).earliest("pk")
    for year, text in given["notices"]:
        confirm_notice(notice=HolidayNotice(year=year, text=text), by=by, now=now)
    for on, is_working, name in given["days"]:
        values = {"on": date.fromisoformat(on), "is_working": is_working, "name": name}
        change_day(**values, reason="照门户的日历", by=by, now=now)
