"""Clock and chance stand still, so that two runs write the same."""

import hashlib
import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest import mock
from zipfile import ZipInfo
from zoneinfo import ZoneInfo

import time_machine

MOMENT = datetime(2026, 11, 17, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SECRET_KEY = "the-same-in-every-crawl-and-used-nowhere-else"


class Chance:
    """Stands for the system's random bytes: what follows depends on the words it was last begun with, nothing else."""

    def __init__(self) -> None:
        self.drawn = random.Random()

    def begin(self, *words: str) -> None:
        seed = hashlib.sha256("\n".join(words).encode()).digest()
        self.drawn.seed(seed)
        random.seed(seed)

    def __call__(self, size: int) -> bytes:
        return self.drawn.randbytes(size)


CHANCE = Chance()
member_from_file = ZipInfo.from_file


def dated_member(*args, **options) -> ZipInfo:
    """A file's own date is the disk's; openpyxl writes its sheets to the disk first, and digests are taken of the whole."""
    member = member_from_file(*args, **options)
    member.date_time = MOMENT.timetuple()[:6]
    return member


@contextmanager
def frozen() -> Iterator[None]:
    """``secrets`` and ``SystemRandom`` draw by the name in ``random``, ``uuid`` by the one in ``os``."""
    with (
        time_machine.travel(MOMENT, tick=False),
        mock.patch.object(random, "_urandom", CHANCE),
        mock.patch.object(os, "urandom", CHANCE),
        mock.patch.object(ZipInfo, "from_file", dated_member),
    ):
        CHANCE.begin("crawl")
        yield
