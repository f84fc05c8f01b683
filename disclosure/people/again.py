"""A kept workbook, looked at anew."""

from datetime import date

from disclosure.organizations.models.people import User
from disclosure.people.models import PeopleImport
from disclosure.people.reading.book import kept_book
from disclosure.people.understanding.preview import Preview, preview_of


def preview_again(kept: PeopleImport, *, on: date, by: User | None) -> Preview:
    """The kept workbook, with what was answered, against the portal as it is now."""
    return preview_of(
        kept_book(kept.content, filename=kept.filename, digest=kept.digest),
        organization=kept.organization,
        on=on,
        by=by,
        answers=kept.answered(),
        decided=kept.decided,
    )
