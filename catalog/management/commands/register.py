from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.archive.registers.exporting import WRITERS, export_register
from catalog.archive.registers.kinds import KINDS
from disclosure.organizations.models.directory import Organization


class Command(BaseCommand):
    help = "列出、导出登记簿。"

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("list", help="列出有哪些登记簿")
        export = verbs.add_parser("export", help="导出一个党组织一年的登记簿")
        export.add_argument("name", help="登记簿的代号，见 register list")
        export.add_argument("--org", required=True, metavar="CODE", help="党组织代码")
        export.add_argument("--year", required=True, type=int, metavar="YYYY")
        export.add_argument("--format", choices=sorted(WRITERS), default="xlsx")
        export.add_argument("--output", required=True, type=Path, metavar="FILE")

    def handle(self, *, verb, **options):
        {"list": self.list, "export": self.export}[verb](**options)

    def list(self, **options):
        for kind in KINDS.values():
            self.stdout.write(f"{kind.name}　{kind.label}：{kind.hint}")

    def export(self, *, name, org, year, format, output, **options):
        kind, organization = KINDS.get(name), Organization.objects.filter(code=org).first()
        if kind is None:
            raise CommandError(f"没有代号为“{name}”的登记簿。有：{'、'.join(KINDS)}。")
        if organization is None:
            raise CommandError(f"没有代码为“{org}”的党组织。")
        given = {"organization": organization, "year": year, "format": format}
        data = export_register(kind, **given, by=None, now=timezone.now())
        try:
            output.write_bytes(data)
        except OSError as error:
            raise CommandError(f"写不了 {output}：{error.strerror}") from None
        self.stdout.write(f"已导出：{output}")
