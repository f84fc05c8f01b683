"""What only changes with an installation; ``manage.py doctor`` asks it too."""

from datetime import datetime, timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from disclosure.backup.named import named_files, place_of
from disclosure.backup.tables import tables
from disclosure.health.finding import Finding
from disclosure.health.parts import Part

# What was just taken in may not have its row yet.
SETTLED = timedelta(days=1)
NAMED = ("items", "archive")
SHOWN = 5


def migrations(now: datetime) -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding(not waiting, f"有 {len(waiting)} 步没有做" if waiting else "是这一版的")


def debug(now: datetime) -> Finding:
    return Finding(not settings.DEBUG, "DEBUG 开着" if settings.DEBUG else "关着")


def static_files(now: datetime) -> Finding:
    has_some = settings.DEBUG or (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()
    return Finding(has_some, "正常" if has_some else "还没有整理")


def files(now: datetime) -> Finding:
    """Rows against files, and files against rows. What they hold, ``archive verify`` and ``restore --check`` read."""
    named = {path for path, _digest in named_files(tables(apps), DEFAULT_DB_ALIAS)}
    lost = sorted(path for path in named if not place_of(path).is_file())
    present = (place.relative_to(settings.MEDIA_ROOT).as_posix() for place in stored(now))
    strays = sorted(path for path in present if path not in named)
    told = [f"缺 {len(lost)} 个（{some(lost)}）"] if lost else []
    told += [f"有 {len(strays)} 个没有登记（{some(strays)}）"] if strays else []
    return Finding(not told, "、".join(told) or f"{len(named)} 个都在")


def some(paths: list[str]) -> str:
    """The first, so that somebody finds them; under ``MEDIA_ROOT``."""
    return "，".join(paths[:SHOWN]) + ("……" if len(paths) > SHOWN else "")


def sealed(now: datetime) -> Finding:
    """What says who wrote opens by the keys that there are."""
    fields = [field for model in tables(apps) for field in model._meta.local_concrete_fields]
    closed = sum(field.count_closed() for field in fields if hasattr(field, "count_closed"))
    return Finding(not closed, f"来件人的信息有 {closed} 处读不出来" if closed else "加密的内容都读得出来")


def stored(now: datetime):
    for folder in NAMED:
        for place in (Path(settings.MEDIA_ROOT) / folder).rglob("*"):
            if place.is_file() and place.stat().st_mtime < (now - SETTLED).timestamp():
                yield place


INSTALLATION = (
    Part("migrations", "数据库的版本", migrations, "运行 bin/setup。"),
    Part("debug", "开发模式", debug, "正式运行时 DEBUG 写 0，重启三个服务。"),
    Part("static_files", "样式和脚本", static_files, "运行 bin/setup。"),
    Part(
        "sealed",
        "密钥",
        sealed,
        "找回原来的 SECRET_KEY，写进 SECRET_KEY 或者 SECRET_KEY_FALLBACKS；没有加密的，运行 manage.py reseal。",
    ),
    Part("files", "附件和档案包", files, "缺的用备份补回来；没有登记的多半是中断留下的，核对后删除。"),
)
