from django.core.management.base import BaseCommand
from django.utils import timezone

from catalog.schemes.loading import load_all

WORDS = {"created": "新载入", "updated": "已更新", "unchanged": "没有变化"}


class Command(BaseCommand):
    help = "把 catalog/schemes/ 里的实施方案载入数据库；可以重复运行，不改动各组织自己的设置。"

    def handle(self, *args, **options):
        for slug, outcome in load_all(now=timezone.now()).items():
            if outcome != "unchanged" or options["verbosity"] > 1:
                self.stdout.write(f"{slug}：{WORDS[outcome]}")
