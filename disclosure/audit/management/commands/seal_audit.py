from datetime import date, timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from disclosure.audit.seal import seal_day
from disclosure.web.moments import local_day


class Command(BaseCommand):
    help = "封存审计记录：把截至某日（默认昨天）尚未封存的记录逐日封存。"

    def add_arguments(self, parser):
        parser.add_argument("--on", type=date.fromisoformat, help="封存到哪一天，例如 2026-11-21")

    def handle(self, *args, on=None, **options):
        now = timezone.now()
        seals = seal_day(on or local_day(now) - timedelta(days=1), now=now)
        for seal in seals:
            self.stdout.write(f"{seal.on} 封存{seal.event_count}条 {seal.digest}")
        if not seals:
            self.stdout.write("没有需要封存的记录。一天结束一小时后才能封存。")
