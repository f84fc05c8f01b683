from django.core.management.base import BaseCommand, CommandError

from catalog.archive.verifying import problems, records_of
from disclosure.organizations.models.directory import Organization


class Command(BaseCommand):
    help = "查看档案目录，核对档案包是否齐全、没有被改动。"

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        for name, words in (("verify", "逐包逐件核对；有问题就逐行列出，并以 1 退出"), ("list", "列出档案目录")):
            verb = verbs.add_parser(name, help=words)
            verb.add_argument("--org", default="", metavar="CODE", help="只看一个党组织")
            verb.add_argument("--year", type=int, metavar="YYYY", help="只看一个年度")

    def handle(self, *, verb, org, year, **options):
        if org and not Organization.objects.filter(code=org).exists():
            raise CommandError(f"没有代码为“{org}”的党组织。")
        {"verify": self.verify, "list": self.list}[verb](org, year)

    def verify(self, code: str, year: int | None) -> None:
        found = 0
        for words in problems(code, year):
            self.stdout.write(words)
            found += 1
        if found:
            raise CommandError(f"发现 {found} 处问题。", returncode=1)
        self.stdout.write(f"核对了 {records_of(code, year).count()} 个档案包，没有问题。")

    def list(self, code: str, year: int | None) -> None:
        for row in records_of(code, year).iterator(chunk_size=500):
            cells = (row.archive_number, row.title, row.responsible, row.dated_on.isoformat())
            self.stdout.write("　".join([*cells, f"{row.pages}页", row.get_retention_display()]))
