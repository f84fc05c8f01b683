from unicodedata import east_asian_width

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.oversight.demo.building import build_demo
from disclosure.oversight.rehearsal.telling.telling import Told


def padded(text: str, width: int) -> str:
    """Chinese characters are two columns wide."""
    return text + " " * (width - sum(2 if east_asian_width(char) in "WF" else 1 for char in text))


class Command(BaseCommand):
    help = "装入演示数据：五个党组织和它们的实施方案、目录、各种身份的账号、各种状态的公开事项和来件。可以重复运行。"

    def add_arguments(self, parser):
        parser.add_argument("--password", required=True, help="所有演示账号的口令")

    def handle(self, *, password, **options):
        if not settings.DEBUG:
            raise CommandError("演示数据只能装入开发或演示环境。确实需要时，请先设置环境变量 DEBUG=1。")
        if not password:
            raise CommandError("请给出演示账号的口令。")
        made = build_demo(password, now=timezone.now())
        for account in made.accounts:
            self.stdout.write(
                f"{padded(account.username, 28)}{padded(account.name, 10)}"
                f"{padded(account.organization, 24)}{account.role}"
            )
        self.print_codes(made.codes)

    def print_codes(self, codes: list[Told]) -> None:
        """After an empty line, so that what reads the accounts can stop there."""
        self.stdout.write("")
        if not codes:
            self.stdout.write("查询码只在装入来件的那一次给出，系统里只存摘要，这一次没有新的。")
            return
        self.stdout.write("查询码（只在这里显示一次，到 /requests/track/ 试用）：")
        for case in codes:
            self.stdout.write(f"{padded(case.code, 28)}{padded(case.number, 24)}{case.what}")
