import sys

from django.core.management.base import BaseCommand

from disclosure.audit.models import Seal
from disclosure.audit.seal import Problem, verify


class Command(BaseCommand):
    help = "核对审计封存：逐日重算摘要，发现改动即报告并以状态 1 退出。"

    def add_arguments(self, parser):
        parser.add_argument("--known", metavar="摘要", help="以前抄存的一个摘要，应当仍在封存之中")

    def handle(self, *args, known=None, **options):
        problems = verify()
        if known and not Seal.objects.filter(digest=known).exists():
            problems.append(Problem(None, f"抄存的摘要不在封存之中：{known}"))
        for problem in problems:
            self.stdout.write(f"{problem.on or '整体'}：{problem.message}")
        if problems:
            self.stdout.write(f"核对发现{len(problems)}处问题。")
            sys.exit(1)
        self.stdout.write(self.summary())

    def summary(self) -> str:
        last = Seal.objects.order_by("-on").first()
        if last is None:
            return "还没有封存。"
        return f"核对无误，封存到{last.on}。请抄存最后的摘要：{last.digest}"
