"""The whole demonstration in a database that is left as it was: for tests that only read, once a module."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from disclosure.oversight.demo.building import Made, build_demo

PASSWORD = "demonstration-2026"


@contextmanager
def demonstration(files: Path) -> Iterator[Made]:
    """Around today, for pages read the clock. Attachments go to ``files``."""
    with override_settings(MEDIA_ROOT=files, SENDFILE_ROOT=files), transaction.atomic():
        yield build_demo(PASSWORD, now=timezone.now())
        transaction.set_rollback(True)
