"""Everything of the portal into one file."""

from getpass import getpass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.backup.writing import NotPossible, back_up


class Command(BaseCommand):
    help = (
        "把门户的全部内容（数据库、附件、档案包）备份成一个文件；可以在使用中进行。"
        "设了环境变量 BACKUP_PASSPHRASE 就用它加密，密钥也在里面；没有加密的备份里没有密钥。"
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="文件")
        parser.add_argument("--encrypt", action="store_true", help="加密；没有设 BACKUP_PASSPHRASE 就询问口令")

    def handle(self, *, file, encrypt, **options):
        passphrase = settings.BACKUP_PASSPHRASE or (asked() if encrypt else "")
        try:
            made = back_up(file, passphrase=passphrase, now=timezone.now())
        except (NotPossible, OSError) as error:
            raise CommandError(f"没有备份：{error}") from error
        how = "，已加密" if passphrase else "，没有加密"
        self.stdout.write(f"已备份到 {file}：{made.rows} 行，{made.files} 个文件{how}。")
        for words in made.faults:
            self.stderr.write(words)
        if made.faults:
            raise CommandError(f"有 {len(made.faults)} 个文件不对，其余的都已备份。", returncode=1)


def asked() -> str:
    passphrase = getpass("备份的口令：")
    if not passphrase or getpass("再输一次：") != passphrase:
        raise CommandError("口令是空的，或者两次不一样，没有备份。")
    return passphrase
