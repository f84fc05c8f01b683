from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from catalog.directory import actions as catalogues
from catalog.directory.exporting import FORMATS, NothingToExport, export_code
from catalog.directory.government_columns import export_code_in_government_columns
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import Preview, read_file
from catalog.directory.importing.read_by import rules_called
from catalog.directory.importing.wordings import BY_SCHEME, CHANNEL, CODE, COLUMN, SHEET, days_in, is_answer, options
from catalog.schemes.rules import NoScheme, SchemeRules
from disclosure.files.reading.errors import UnreadableFile
from disclosure.organizations.models.directory import Organization
from disclosure.workflow.kit import SYSTEM

DAYS_EXAMPLES = (BY_SCHEME, "每季度首月10日前", "每年6月底和12月底", "决定后5个工作日内")
EXPORTERS = {"party": export_code, "government": export_code_in_government_columns}
COLUMNS = ("limit", "scope", CHANNEL, CODE, COLUMN, SHEET)


class Command(BaseCommand):
    help = "导入、导出党务公开目录。导入先逐行列出读懂了什么；有错误或有没回答的问题就什么也不写。"

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser("import", help="导入 docx、xlsx 或 csv 文件，成为一版起草中的目录")
        reading.add_argument("file", type=Path)
        reading.add_argument("--org", required=True, metavar="CODE", help="制定目录的组织的代码")
        reading.add_argument("--scheme", metavar="SLUG", help="实施方案的代号；不写就用这个组织施行中的方案")
        reading.add_argument("--title", help="目录名称")
        reading.add_argument("--dry-run", action="store_true", help="只看，不写")
        reading.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="limit:及时=immediate",
            help="一个词是什么意思，可以写多次；空白格写成 limit:=periodic",
        )
        reading.add_argument("--put-in-force", action="store_true", help="导入后即批准并施行")
        writing = verbs.add_parser("export", help="导出一个组织适用的目录")
        writing.add_argument("code", metavar="CODE")
        writing.add_argument("--format", choices=FORMATS, default="csv")
        writing.add_argument(
            "--columns",
            choices=EXPORTERS,
            default="party",
            help="government：按基层政务公开标准目录的栏目，csv 或 xlsx",
        )
        writing.add_argument("--output", type=Path, metavar="FILE", help="不写就输出到屏幕")

    def handle(self, *, verb, **options):
        {"import": self.import_file, "export": self.export}[verb](**options)

    def import_file(self, *, file, org, scheme, title, dry_run, answer, put_in_force, **options):
        now, on = timezone.now(), timezone.localdate()
        organization = organization_of(org)
        rules = rules_of(organization, scheme, on)
        try:
            data = file.read_bytes()
            preview = read_file(data, file.name, rules, organization=organization, answers=answers_of(answer, rules))
        except OSError as error:
            raise CommandError(f"打不开文件 {file}：{error.strerror}") from None
        except UnreadableFile as error:
            raise CommandError(str(error)) from None
        self.show(preview)
        require_ready(preview)
        if dry_run:
            self.stdout.write("只看不写：没有改动。")
            return
        self.write(preview, title or f"{organization.name}党务公开目录", put_in_force, now)

    def write(self, preview: Preview, title: str, put_in_force: bool, now):
        organization = preview.organization
        try:
            catalogue = commit_import(organization, preview=preview, title=title, by=SYSTEM, now=now)
            if put_in_force:
                catalogues.approve(catalogue, by=SYSTEM, now=now)
                catalogues.put_in_force(catalogue, on=timezone.localdate(), by=SYSTEM, now=now)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        state = "已施行" if put_in_force else "起草中"
        self.stdout.write(f"已导入 {len(preview.rows)} 项：{catalogue}，{state}。")

    def show(self, preview: Preview) -> None:
        for each in preview.rows:
            self.stdout.write(each.in_words(preview.new_departments))
        for warning in preview.warnings:
            self.stdout.write(self.style.WARNING(f"提醒　{warning.message}"))
        for question in preview.questions:
            self.stdout.write(self.style.NOTICE(f"请回答　{question.message}"))
            for value, label in preview.options(question):
                mark = "（建议）" if value == question.suggestion else ""
                self.stdout.write(f"　　--answer {question.column}:{question.word}={value}　{label}{mark}")
        for error in preview.errors:
            self.stdout.write(self.style.ERROR(f"错误　{error.message}"))

    def export(self, *, code, format, columns, output, **options):
        try:
            data = EXPORTERS[columns](code, format)
        except NothingToExport as error:
            raise CommandError(str(error)) from None
        if output:
            output.write_bytes(data)
            return
        stream = getattr(self.stdout._out, "buffer", None)
        if stream:
            stream.write(data)
            stream.flush()
        elif format == "csv":
            self.stdout.write(data.decode(), ending="")
        else:
            raise CommandError(f"{format} 要用 --output 写到文件里。")


def organization_of(code: str) -> Organization:
    try:
        return Organization.objects.get(code=code)
    except Organization.DoesNotExist:
        raise CommandError(f"没有代码为“{code}”的组织。") from None


def rules_of(organization: Organization, slug: str | None, on: date) -> SchemeRules:
    try:
        return rules_called(organization, slug or "", on)
    except NoScheme as error:
        raise CommandError(str(error) if slug else f"{error}也可以用 --scheme 指定。") from None


def answers_of(given: list[str], rules: SchemeRules) -> dict[tuple[str, str], str]:
    answers = {}
    for text in given:
        key, equals, meaning = text.rpartition("=")
        column, colon, word = key.partition(":")
        if not equals or not colon or column not in COLUMNS:
            raise CommandError(f"看不懂 --answer {text}，请写成 limit:及时=immediate 这样。")
        if not is_answer(column, word, meaning, rules):
            known = DAYS_EXAMPLES if days_in(word) else dict(options(column, rules))
            raise CommandError(f"--answer {text}：没有“{meaning}”这个答案。可用：{'、'.join(known)}。")
        answers[column, word] = meaning
    return answers


def require_ready(preview: Preview) -> None:
    """The reason stands in the last line, with its row, and the command ends unsuccessfully."""
    if preview.errors:
        raise CommandError(f"有 {len(preview.errors)} 处错误，没有导入：{preview.errors[0].message}")
    if preview.questions:
        raise CommandError(f"有 {len(preview.questions)} 个问题没有回答，没有导入：{preview.questions[0].message}")
    if not preview.rows:
        raise CommandError("文件里没有目录事项。")
