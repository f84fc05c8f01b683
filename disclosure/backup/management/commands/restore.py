"""A portal out of a backup."""

from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosure.backup.members import check, needs_passphrase
from disclosure.backup.restoring import restore
from disclosure.backup.sealed import Unreadable
from disclosure.backup.tables import BadRow
from disclosure.backup.versions import TooNew
from disclosure.backup.writing import NotPossible


class Command(BaseCommand):
    help = (
        "从备份恢复到一个空的门户；没有数据库就新建。SQLite 和 PostgreSQL 之间也可以恢复。"
        "加密的备份，口令取自环境变量 BACKUP_PASSPHRASE，没有就询问。"
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="文件")
        parser.add_argument("--check", action="store_true", help="只核对备份是不是完整，什么也不写")

    def handle(self, *, file, **options):
        if not file.is_file():
            raise CommandError(f"没有 {file} 这个文件。")
        try:
            passphrase = self.passphrase(file)
            if options["check"]:
                manifest = check(file, passphrase)
                self.stdout.write(f"备份完整：{manifest['made_at']}，{sum(manifest['rows'].values())} 行。")
                return
            done = restore(file, passphrase=passphrase, say=self.stdout.write)
        except (NotPossible, Unreadable, BadRow, TooNew, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已恢复 {done.rows} 行、{done.files} 个文件。")
        for words in [*filter(None, [done.key]), *done.faults]:
            self.stdout.write(words)
        self.stdout.write("请再运行 manage.py verify_audit 和 manage.py archive verify 核对一遍。")

    def passphrase(self, file: Path) -> str:
        if not needs_passphrase(file):
            return ""
        return settings.BACKUP_PASSPHRASE or getpass("备份的口令：")
