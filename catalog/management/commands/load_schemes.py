from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.schemes.loading import load_all
from disclosure.files.written.lines import WrittenError

WORDS = {"created": "新载入", "updated": "已更新", "unchanged": "没有变化"}


class Command(BaseCommand):
    help = "把 catalog/schemes/ 里的实施方案载入数据库；可以重复运行，不改动各组织自己的设置。"

    def handle(self, *args, **options):
        try:
            loaded = load_all(now=timezone.now())
        except WrittenError as error:
            raise CommandError(str(error)) from None
        for slug, outcome in loaded.items():
            if outcome != "unchanged" or options["verbosity"] > 1:
                self.stdout.write(f"{slug}：{WORDS[outcome]}")
