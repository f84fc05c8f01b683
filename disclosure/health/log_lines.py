"""What a line of the log says besides its message: the number that the person's page shows, who it was and from where."""

import logging
import re

from disclosure.audit.middleware import current_address

NOTHING = "-"
# Whoever holds such an address reads a calendar without signing in.
SECRET = re.compile(r"^(/calendar/)[^/]+(\.ics)$")


def masked(path: str) -> str:
    """An address without what only its owner may know."""
    return SECRET.sub(r"\1…\2", path)


class Circumstances(logging.Filter):
    """Asks no database: only who is known already is named, and nobody where somebody acts who may stay unknown."""

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        is_unnamed = getattr(request, "is_unnamed", False)
        record.number = getattr(request, "error_number", NOTHING)
        person = getattr(request, "_cached_user", None)
        record.person = (not is_unnamed and getattr(person, "pk", None)) or NOTHING
        record.address = (not is_unnamed and current_address()) or NOTHING
        if isinstance(record.args, tuple):
            record.args = tuple(masked(each) if isinstance(each, str) else each for each in record.args)
        return True
