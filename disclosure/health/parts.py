"""What the portal is made of, each with how it is asked and what to do when it does not answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import Error as DatabaseFault

from disclosure.health import jobs, outside, vital
from disclosure.health.finding import Finding


@dataclass(frozen=True)
class Part:
    """``ask`` returns None where there is no such part here, and may raise whatever it meets. ``is_vital``: without it nothing works."""

    name: str
    label: str
    ask: Callable[[datetime], Finding | None]
    remedy: str
    is_vital: bool = False


DATABASE = "database"
PARTS = (
    Part(DATABASE, "数据库", vital.database, "看数据库是不是在运行（systemctl status postgresql），DATABASE_URL 对不对。", True),
    Part("disk", "磁盘", vital.disk, "腾出空间：旧的备份、日志、别的程序的文件；或换大一些的盘。", True),
    Part("cache", "缓存", vital.shared_cache, "看 Redis 是不是在运行（systemctl status redis-server），REDIS_URL 对不对。", True),
    Part("broker", "任务队列", jobs.broker, "看 Redis 是不是在运行，CELERY_BROKER_URL 对不对；用文件的，看 VAR_DIR 能不能写。"),
    Part("beat", "定时任务", jobs.beat, "systemctl restart portal-beat；看 journalctl -u portal-beat，和这台机器的时钟。"),
    Part("worker", "后台任务", jobs.worker, "systemctl restart portal-worker；看 journalctl -u portal-worker。"),
    Part("sweep", "每小时的工作", jobs.sweep, "运行 manage.py sweep，看哪一项是 failed，再看日志。"),
    Part("mail", "发邮件", outside.mail, "看 EMAIL_HOST、EMAIL_PORT、EMAIL_SECURITY、用户名和密码，邮件服务器是不是在运行。"),
    Part("digests", "提醒邮件", outside.digests, "在工作台打开“寄不出的提醒邮件”，看是哪些人、为什么，照着办；15 分钟以内再寄。"),
    Part("virus_scanner", "病毒检查", outside.virus_scanner, "systemctl restart clamav-daemon；看 CLAMD 对不对。它不应答时附件传不上去。"),
    Part("clock", "时钟", outside.clock, "让两台机器都自动对时（timedatectl set-ntp true）。"),
    Part("backup", "备份", outside.backup, "运行 manage.py backup 文件，看它说什么；看 BACKUP_FOLDER 能不能写、有没有空间。"),
)  # fmt: skip


@dataclass(frozen=True)
class Result:
    part: Part
    finding: Finding

    @property
    def is_well(self) -> bool:
        return self.finding.is_well

    @property
    def title(self) -> str:
        return f"{self.part.label}不正常：{self.finding.words}"


def examine(now: datetime, parts: Iterable[Part] = PARTS) -> list[Result]:
    """All parts that there are here, but for what only a database that is gone could tell. Nothing that a part does can make this fail."""
    results: list[Result] = []
    for part in parts:
        finding = answer_of(part, now, is_database_gone=any(is_gone(result) for result in results))
        if finding is not None:
            results.append(Result(part, finding))
    return results


def is_gone(result: Result) -> bool:
    return result.part.name == DATABASE and not result.is_well


def answer_of(part: Part, now: datetime, *, is_database_gone: bool) -> Finding | None:
    try:
        return part.ask(now)
    except Exception as error:  # noqa: BLE001
        if is_database_gone and isinstance(error, DatabaseFault):
            return None
        # What it says may hold an address with its password: its kind alone is told.
        return Finding(False, f"没有应答（{type(error).__name__}）")


def status_of(results: Iterable[Result]) -> str:
    """``ok``, ``degraded``, or ``failing`` where it cannot work at all."""
    ill = [result for result in results if not result.is_well]
    if any(result.part.is_vital for result in ill):
        return "failing"
    return "degraded" if ill else "ok"
