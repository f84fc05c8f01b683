"""What the portal speaks with, or stands on, outside of itself. A mail server and a scanner are asked once a minute at most, however
often somebody looks."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection

from disclosure.backup import keeping
from disclosure.files.scan import ping
from disclosure.health.finding import Finding
from disclosure.notices.models import Digest
from disclosure.web.day_words import plain
from disclosure.web.moments import local_day

SECONDS = 3
ASKED_AGAIN = 60
MOST_DRIFT = 60
SMTP = "django.core.mail.backends.smtp.EmailBackend"
_known: dict[Callable, tuple[float, Finding | None]] = {}


def seldom(ask: Callable[[datetime], Finding | None]) -> Callable[[datetime], Finding | None]:
    """What a process was told holds for a minute."""

    @wraps(ask)
    def asked(now: datetime) -> Finding | None:
        at, finding = _known.get(ask, (float("-inf"), None))
        if time.monotonic() - at > ASKED_AGAIN:
            try:
                finding = ask(now)
            except Exception as error:  # noqa: BLE001
                finding = Finding(False, f"没有应答（{type(error).__name__}）")
            _known[ask] = time.monotonic(), finding
        return finding

    return asked


def forget() -> None:
    """Ask anew, whatever was known."""
    _known.clear()


@seldom
def mail(now: datetime) -> Finding | None:
    """As far as sending goes without a mail: connected, encrypted and signed in as the settings say."""
    if settings.EMAIL_BACKEND != SMTP:
        return None
    server = get_connection(timeout=SECONDS)
    server.open()
    server.close()
    return Finding(True, "正常")


def digests(now: datetime) -> Finding | None:
    """Of today: whose mail was begun and given back."""
    failed = Digest.objects.filter(on=local_day(now), sent_at__isnull=True).count()
    return (
        Finding(False, f"今天有 {failed} 个人的没有寄出，每 15 分钟再试") if failed else Finding(True, "今天的都寄出了")
    )


@seldom
def virus_scanner(now: datetime) -> Finding | None:
    if not settings.CLAMD:
        return None
    answer = ping(settings.CLAMD, seconds=SECONDS)
    return Finding(answer == "PONG", "正常" if answer == "PONG" else f"答的是“{answer[:50]}”")


def clock(now: datetime) -> Finding | None:
    """This machine's against that of the database's; in a file there is none."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXTRACT(EPOCH FROM clock_timestamp())")
        drift = time.time() - float(cursor.fetchone()[0])
    return Finding(abs(drift) <= MOST_DRIFT, f"和数据库的差 {abs(drift):.0f} 秒")


def backup(now: datetime) -> Finding | None:
    """Where they are made by themselves: none is missing but today's."""
    if not settings.BACKUP_FOLDER:
        return None
    newest = next(iter(keeping.days()), None)
    if newest is None:
        return Finding(False, "还没有备份过")
    return Finding(local_day(now) - newest <= timedelta(days=1), f"最后一次 {plain(newest)}")
