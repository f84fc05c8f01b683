"""The same as ``/healthz``, in words and with what to do."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.health.installation import INSTALLATION
from disclosure.health.parts import PARTS, examine

ALL = (*PARTS, *INSTALLATION)


class Command(BaseCommand):
    help = "检查门户是不是正常：一项一行，不正常的写明怎么办，并以 1 退出。"
    requires_system_checks = []

    def add_arguments(self, parser):
        names = [part.name for part in ALL]
        parser.add_argument(
            "--without", nargs="+", default=[], choices=names, metavar="项", help=f"这几项不查：{'、'.join(names)}"
        )

    def handle(self, *, without, **options):
        results = examine(timezone.now(), [part for part in ALL if part.name not in without])
        for result in results:
            mark = "正常" if result.is_well else "不正常"
            remedy = "" if result.is_well else f"。怎么办：{result.part.remedy}"
            self.stdout.write(f"{mark}　{result.part.label}：{result.finding.words}{remedy}")
        if ill := [result.part.label for result in results if not result.is_well]:
            raise CommandError(f"有 {len(ill)} 项不正常：{'、'.join(ill)}。", returncode=1)
