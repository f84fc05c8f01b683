"""The work that nobody presses for: its queue, who hands it out, who does it, and when all of it was done last."""

import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings
from kombu import Connection

from disclosure.health.celery_signs import BEAT, SWEEP, WORKER
from disclosure.health.finding import Finding
from disclosure.health.models import Sign
from disclosure.web.moments import moment

SECONDS = 3


def broker(now: datetime) -> Finding:
    url = settings.CELERY_BROKER_URL
    if url.startswith("filesystem://"):
        folder = Path(str(settings.CELERY_BROKER_TRANSPORT_OPTIONS["data_folder_in"]))
        with tempfile.TemporaryFile(dir=folder):
            return Finding(True, "用文件")
    timeouts = {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS}
    with Connection(url, transport_options=timeouts) as server:
        server.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=SECONDS)
        return Finding(True, "正常")


def beat(now: datetime) -> Finding:
    return of_sign(BEAT, now)


def worker(now: datetime) -> Finding:
    return of_sign(WORKER, now)


def of_sign(name: str, now: datetime) -> Finding:
    sign = Sign.objects.filter(name=name).first()
    if sign is None or sign.at is None:
        return Finding(False, "还没有运行过")
    return Finding(sign.is_good(now), f"最后一次 {moment(sign.at)}")


def sweep(now: datetime) -> Finding:
    """Every job of it, by when it last came to its end."""
    signs = list(Sign.objects.filter(name__startswith=SWEEP).order_by("name"))
    if not signs:
        return Finding(False, "还没有运行过")
    late = [sign for sign in signs if not sign.is_good(now)]
    if late:
        names = "、".join(f"{sign.name}（{last_of(sign)}）" for sign in late)
        return Finding(False, f"没有按时做完：{names}")
    last = max((sign for sign in signs if sign.at), key=lambda sign: sign.at, default=None)
    return Finding(True, f"最后一次 {last_of(last)}" if last else "还没有到时候")


def last_of(sign: Sign) -> str:
    return moment(sign.at) if sign.at else "还没有过"
