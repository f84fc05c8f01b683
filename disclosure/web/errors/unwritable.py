"""Tells a disk that is full, or mounted for reading only, from every other fault: nothing can be kept until somebody makes room."""

import errno
import sqlite3
from collections.abc import Iterator

OF_THE_SYSTEM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
# Primary result codes: the low byte of what SQLite says (https://www.sqlite.org/rescode.html).
OF_SQLITE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
# disk_full, read_only_sql_transaction, io_error (PostgreSQL, Appendix A).
OF_POSTGRES = {"53100", "25006", "58030"}


def is_unwritable(error: BaseException | None) -> bool:
    """Whether the fault, or one that led to it, is that the disk takes nothing."""
    return any(tells_of_the_disk(each) for each in led_to(error))


def led_to(error: BaseException | None) -> Iterator[BaseException]:
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def tells_of_the_disk(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in OF_THE_SYSTEM
    return getattr(error, "sqlite_errorcode", -1) & 0xFF in OF_SQLITE or getattr(error, "pgcode", None) in OF_POSTGRES
