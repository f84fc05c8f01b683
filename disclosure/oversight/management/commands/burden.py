"""The page of what a branch is asked: ``python manage.py burden > docs/burden.md``."""

from django.core.management.base import BaseCommand

from disclosure.oversight.assessment.burden.printing import burden_page


class Command(BaseCommand):
    help = "写出 docs/burden.md：门户要基层填什么，凭哪一句话。"

    def handle(self, *args, **options):
        self.stdout.write(burden_page(), ending="")
