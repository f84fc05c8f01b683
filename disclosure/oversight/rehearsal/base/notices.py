"""The yearly holiday notices that come out on a day of the script."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.deadlines.holidays.changes import confirm_notice
from disclosure.deadlines.models import HolidayNotice
from disclosure.files.written.lines import WrittenError
from disclosure.organizations.models.people import User
from disclosure.oversight.rehearsal.base.filling import ADMINISTRATOR
from disclosure.oversight.rehearsal.clock import NOTICES, Clock
from disclosure.oversight.rehearsal.script import Written


def confirm_notices(written: Written, clock: Clock, on: date) -> None:
    """Before the steps of the day. Raises ``WrittenError`` for a text that is not understood."""
    for number, row in enumerate(written.script.notices):
        if row.on == on:
            now, by = clock.set(on, NOTICES), User.objects.get(username=ADMINISTRATOR)
            try:
                confirm_notice(notice=HolidayNotice(year=on.year, text=row.text), by=by, now=now)
            except ValidationError as error:
                line = written.document.line_of(("notices", number, "text"))
                raise WrittenError("".join(error.messages), line) from error
