import json
from datetime import date, datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.oversight.sweeping import run_sweep
from disclosure.oversight.tasks import sweep_now


def moment_of(on: date) -> datetime:
    """Now when the day is today, else noon of that day: what is written then belongs to that local day."""
    if on == timezone.localdate():
        return timezone.now()
    return timezone.make_aware(datetime.combine(on, time(12)))


class Command(BaseCommand):
    help = "把所有按时间运行的工作以某一天为准运行一次：任职起止、展示期满、提醒、审计封存。可以重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="日期，如 2026-11-22；不写就是今天")

    def handle(self, *args, **options):
        on = options["on"] or timezone.localdate()
        now = moment_of(on)
        outcome = sweep_now(now) if on == timezone.localdate() else run_sweep(on=on, now=now)
        self.stdout.write(json.dumps({"on": on, **outcome}, ensure_ascii=False, default=str))
        if "failed" in outcome.values():
            raise CommandError("有工作没有完成，详见日志。")
