"""Without these nothing works: the database, room on the disk, the cache where there is one."""

import shutil
import tempfile
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.db import connection

from disclosure.health.finding import Finding

LEAST_FREE_BYTES = 200 * 1024 * 1024


def database(now: datetime) -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return Finding(cursor.fetchone() == (1,), "正常")


def disk(now: datetime) -> Finding:
    """Room, and that one may write at all: a disk with a fault is mounted for reading only."""
    place = settings.VAR_DIR if settings.VAR_DIR.exists() else settings.BASE_DIR
    free = shutil.disk_usage(place).free
    if free <= LEAST_FREE_BYTES:
        return Finding(False, f"{place} 只剩 {free // 2**20} MB，要有 {LEAST_FREE_BYTES // 2**20} MB")
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x")
            file.flush()
    except OSError as error:
        return Finding(False, f"{place} 不能写：{error.strerror}")
    return Finding(True, f"还有 {free // 2**30} GB")


def cache_answers() -> bool:
    cache.set("healthz", 1, 10)
    return cache.get("healthz") == 1


def shared_cache(now: datetime) -> Finding | None:
    """In the memory of each process there is nothing to ask."""
    return Finding(cache_answers(), "正常") if settings.REDIS_URL else None
