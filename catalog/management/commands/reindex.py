from django.core.management.base import BaseCommand

from catalog.items.search.index import reindex_all


class Command(BaseCommand):
    help = "重建检索索引"

    def handle(self, *args, **options):
        self.stdout.write(f"已索引{reindex_all()}件公开事项。")
