import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosure.files.written.lines import WrittenError
from disclosure.oversight.rehearsal.listing import action_lines
from disclosure.oversight.rehearsal.process.database import NoDatabase
from disclosure.oversight.rehearsal.process.running import rehearse

UNREADABLE = 2


class Command(BaseCommand):
    help = "演练：在一个用完就丢的数据库里，按剧本一天一天办事，每天夜里照常清扫，最后输出JSON。不动本系统的数据，不发邮件。"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, help="剧本，YAML文件")
        parser.add_argument("--actions", action="store_true", help="列出剧本里可以写的全部步骤和它们的值")
        parser.add_argument("--database-url", default="", help="PostgreSQL的地址；不写就用临时文件夹里的SQLite")

    def handle(self, *args, file, actions, database_url, **options):
        if actions:
            self.stdout.write("\n".join(action_lines()))
            return
        if file is None:
            raise CommandError("请给出剧本文件。", returncode=UNREADABLE)
        try:
            result = rehearse(file, cache=settings.VAR_DIR / "rehearsal", database_url=database_url)
        except (WrittenError, NoDatabase) as error:
            raise CommandError(str(error), returncode=UNREADABLE) from error
        self.stdout.write(result.printed, ending="")
        self.stderr.write(result.said, ending="")
        if result.status:
            sys.exit(result.status)
