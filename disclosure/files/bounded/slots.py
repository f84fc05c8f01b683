"""So many at once over all processes, by locks of files: whoever dies lets go. The web's workers are never all busy with one thing."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from django.conf import settings

INSPECTION, PRINTING = "inspection", "printing"
# At once; the smallest portal has two workers, and one of them stays free.
MOST = {INSPECTION: 1, PRINTING: 1}
PAUSE = 0.05


class Busy(Exception):
    """Raised where its turn did not come in time."""


@contextmanager
def slot(what: str, patience: float | None = None) -> Iterator[None]:
    """``what``: one of ``MOST``; ``patience`` in seconds, without it as long as a page may wait. Raises ``Busy``."""
    until = monotonic() + (settings.TURN_SECONDS if patience is None else patience)
    while (lock := free_lock(what)) is None:
        if monotonic() >= until:
            raise Busy(what)
        sleep(PAUSE)
    try:
        yield
    finally:
        os.close(lock)


def free_lock(what: str) -> int | None:
    """The descriptor that holds it."""
    folder = Path(settings.VAR_DIR) / "slots"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(MOST[what]):
        lock = os.open(folder / f"{what}-{number}", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            continue
        return lock
    return None
