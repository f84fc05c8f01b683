from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosure.files.reading.errors import UnreadableFile
from disclosure.organizations.models.directory import Organization
from disclosure.people.again import preview_again
from disclosure.people.kept import keep
from disclosure.people.reading.book import Book, open_book
from disclosure.people.understanding.organisations import CODE
from disclosure.people.understanding.plan import SAME
from disclosure.people.understanding.preview import Preview, preview_of
from disclosure.people.writing.write import write_posts, write_structure


class Command(BaseCommand):
    help = "导入组织和人员的 Excel 表。先逐行列出会怎样；有错误或有没回答的问题就什么也不写。再导入一次只改变化的，不会重复。"

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        reading = verbs.add_parser("import", help="导入 xlsx（或 docx、csv）文件")
        reading.add_argument("file", type=Path)
        reading.add_argument("--org", required=True, metavar="CODE", help="导入到哪个党组织之下；表里自己列出的也可以")
        reading.add_argument("--dry-run", action="store_true", help="只看，不写")
        reading.add_argument(
            "--answer",
            action="append",
            default=[],
            metavar="role:支部书记=secretary",
            help="一个问题的回答，可以写多次；新组织的代码写成 code:名称=代码",
        )

    def handle(self, *, file, org, dry_run, answer, **options):
        now, on = timezone.now(), timezone.localdate()
        book, answers = opened(file), dict(map(answer_in, answer))
        root = Organization.objects.filter(code=org).first()
        preview = preview_of(book, organization=root, on=on, by=None, answers=answers)
        if root is None and all(place.code != org for place in preview.plan.new_places):
            raise CommandError(f"没有代码为“{org}”的党组织，表里也没有列出它。")
        self.show(preview)
        require_ready(preview)
        if dry_run:
            self.stdout.write("只看不写：没有改动。")
            return
        new = len(preview.plan.new_people)
        kept = keep(book, organization=root, by=None, now=now)
        kept.answer(answers)
        try:
            write_structure(kept, preview, by=None, now=now)
            posts = preview_again(kept, on=on, by=None)
            write_posts(kept, posts, by=None, now=now)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        plan = preview.plan
        self.stdout.write(
            f"已导入：党组织 {len(plan.places)} 个，人员 {len(plan.people)} 人（新开账号 {new} 个），任职 {len(posts.plan.posts)} 项。"
        )

    def show(self, preview: Preview) -> None:
        for each in preview.shown:
            if each.state != SAME:
                self.stdout.write(
                    "　".join(filter(None, (each.section, each.place, each.state, each.subject, each.details)))
                )
        for note in preview.notes:
            self.stdout.write(self.style.WARNING(f"提醒　{note}"))
        for ending in (*preview.plan.endings, *preview.plan.post_endings):
            if not ending.is_chosen:
                self.stdout.write(f"表里没有了　{ending.words}　要结束：--answer end:{ending.key}=end")
        for question in preview.questions:
            self.stdout.write(self.style.NOTICE(f"请回答　{question.message}"))
            for value, label in question.options:
                mark = "（建议）" if value == question.suggestion else ""
                self.stdout.write(f"　　--answer {question.column}:{question.word}={value}　{label}{mark}")
        for error in preview.errors:
            self.stdout.write(self.style.ERROR(f"错误　{error}"))


def opened(file: Path) -> Book:
    try:
        return open_book(file.read_bytes(), file.name)
    except OSError as error:
        raise CommandError(f"打不开文件 {file}：{error.strerror}") from None
    except UnreadableFile as error:
        raise CommandError(str(error)) from None


def answer_in(text: str) -> tuple[tuple[str, str], str]:
    key, equals, meaning = text.rpartition("=")
    column, colon, word = key.partition(":")
    if not equals or not colon:
        raise CommandError(
            f"看不懂 --answer {text}，请写成 role:支部书记=secretary 这样；新组织的代码写成 {CODE}:名称=代码。"
        )
    return (column, word), meaning


def require_ready(preview: Preview) -> None:
    """The reason stands in the last line, and the command ends unsuccessfully."""
    if preview.errors:
        raise CommandError(f"有 {len(preview.errors)} 处错误，没有导入：{preview.errors[0]}")
    if preview.questions:
        raise CommandError(f"有 {len(preview.questions)} 个问题没有回答，没有导入：{preview.questions[0].message}")
