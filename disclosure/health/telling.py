"""Telling the system administrators once that a part is ill, and once that it is well again; and somebody outside that all is well."""

import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from urllib.request import urlopen

from django.conf import settings

from disclosure.health.models import Illness
from disclosure.health.parts import Result
from disclosure.health.ways import WAYS, Word, administrators, desk
from disclosure.notices.notify import notify

logger = logging.getLogger(__name__)
SECONDS = 10


def tell(results: Iterable[Result], *, now: datetime) -> None:
    """What is new goes to the inbox at once, and by each other way as soon as that is open and takes it."""
    known = {row.part: row for row in Illness.objects.all()}
    for result in results:
        row = known.get(result.part.name)
        if not result.is_well:
            row = row or fall_ill(result, now=now)
            word = Word(f"不正常：{result.part.label}", words_of(result), key_of(row))
            untold = [field for field in WAYS if getattr(row, field) is None]
            keep(row, {field: now for field in untold if WAYS[field](word, now=now)})
        elif row:
            recover(result, row, now=now)


def keep(row: Illness, values: Mapping[str, datetime | None]) -> None:
    if values:
        Illness.objects.filter(pk=row.pk).update(**values)


def fall_ill(result: Result, *, now: datetime) -> Illness:
    row = Illness.objects.create(part=result.part.name, since=now)
    notify(
        administrators(),
        key=key_of(row),
        title=f"门户不正常：{result.part.label}",
        body=words_of(result),
        url=desk(),
        now=now,
    )
    return row


def recover(result: Result, row: Illness, *, now: datetime) -> None:
    """By each way by which it was told that it is ill; until all of them took it the row stays."""
    title, key = f"门户恢复正常：{result.part.label}", f"{key_of(row)}:well"
    notify(administrators(), key=key, title=title, url=desk(), now=now)
    word = Word(f"恢复正常：{result.part.label}", title, key)
    told = [field for field in WAYS if getattr(row, field) is not None]
    done = [field for field in told if WAYS[field](word, now=now)]
    if done == told:
        row.delete()
    else:
        keep(row, dict.fromkeys(done))


def key_of(row: Illness) -> str:
    return f"ill:{row.part}:{row.since.isoformat()}"


def words_of(result: Result) -> str:
    return f"{result.part.label}：{result.finding.words}。\n怎么办：{result.part.remedy}"


def ping(*, is_well: bool) -> None:
    """``PING_URL`` where all is well, the same with ``/fail`` where not; silence says that nobody is there to ask."""
    if not settings.PING_URL:
        return
    address, mark, query = settings.PING_URL.partition("?")
    try:
        with urlopen(address.rstrip("/") + ("" if is_well else "/fail") + mark + query, timeout=SECONDS):
            pass
    except OSError as error:
        logger.warning("Whoever listens for our being well was not reached: %s", type(error).__name__)
