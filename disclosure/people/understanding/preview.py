"""A workbook against what the portal knows: what would be done, what is asked, what is wrong. Writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

from disclosure.files.reading.cells import words
from disclosure.files.reading.questions import Answers, Question
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.people.reading.book import COLUMN, Book
from disclosure.people.reading.headings import LABELS, OPTIONS, SKIP
from disclosure.people.reading.sheets import Line, Sheet
from disclosure.people.understanding.asking import Asking
from disclosure.people.understanding.holding import Holding, is_of_group, lists_posts
from disclosure.people.understanding.known import Known, known_to
from disclosure.people.understanding.organisations import Places
from disclosure.people.understanding.persons import Persons
from disclosure.people.understanding.plan import CHANGED, NEW, SAME, Place, Plan, Shown, Someone

USE, LEAVE_OUT = "use", "leave"


@dataclass(frozen=True)
class Preview:
    """``organization``: below which everything stands, None for the whole portal. ``decided``: row → account."""

    book: Book
    organization: Organization | None
    on: date
    by: User | None
    answers: Answers
    decided: Mapping[str, int]
    known: Known

    @cached_property
    def understood(self) -> "Understanding":
        return Understanding(self)

    @property
    def plan(self) -> Plan:
        return self.understood.plan

    @property
    def questions(self) -> tuple[Question, ...]:
        return self.understood.asking.questions

    @property
    def errors(self) -> list[str]:
        return self.understood.asking.errors

    @property
    def notes(self) -> list[str]:
        return [*self.book.left_out, *self.understood.about_file, *self.understood.asking.notes]

    @property
    def is_ready(self) -> bool:
        return not self.errors and not self.questions

    @cached_property
    def stamp(self) -> str:
        """Another one with other answers, and when the portal has changed meanwhile: who confirms says which preview was seen."""
        seen = (
            self.book.digest,
            sorted(self.answers.items()),
            self.understood.shown,
            [each.key for each in self.plan.endings],
        )
        posts = [each.key for each in self.plan.post_endings]
        return sha256(repr((seen, posts)).encode()).hexdigest()[:20]

    def answered(self, answers: Answers) -> "Preview":
        return replace(self, answers={**self.answers, **answers})


def preview_of(
    book: Book,
    *,
    organization: Organization | None,
    on: date,
    by: User | None,
    answers: Answers | None = None,
    decided: Mapping[str, int] | None = None,
) -> Preview:
    return Preview(book, organization, on, by, answers or {}, decided or {}, known_to(organization, on))


class Understanding:
    """One pass: columns, organisations, people, what they hold."""

    def __init__(self, preview: Preview):
        self.asking = Asking(preview.answers)
        self.plan = Plan()
        self.about_file: list[str] = []
        self.sheets = self._sheets(preview)
        self.places = Places(preview.known, self.asking, preview.organization)
        self.persons = Persons(preview.known, self.asking, dict(preview.decided))
        self.holding = Holding(preview.known, self.asking, self.plan, on=preview.on, by=preview.by)
        self._organisations()
        self._people()
        self._posts_and_lists()
        self.holding.finish()
        self.persons.name_accounts()
        self.plan.places, self.plan.people = self.places.told, self.persons.all

    # --- columns and sheets ---

    def _sheets(self, preview: Preview) -> list[Sheet]:
        said = {
            (word.partition("!")[0], word.partition("!")[2]): answer
            for (column, word), answer in preview.answers.items()
            if column == COLUMN and (answer == SKIP or answer in LABELS)
        }
        sheets, left = preview.book.sheets(said)
        self.about_file += [
            f"工作表“{name}”没有表头，没有读取" for name in left if "说明" not in name and "词" not in name
        ]
        self.about_file += [f"工作表“{name}”是隐藏的，没有读取" for name in preview.book.source.hidden]
        self.about_file += [
            f"{grid.name}里{grid.hidden}是隐藏的，没有读取" for grid in preview.book.source.grids if grid.hidden
        ]
        for sheet in sheets:
            self._ask_columns(sheet)
            if sheet.skipped:
                self.about_file.append(f"“{sheet.title}”没有读取的列：{'、'.join(sheet.skipped)}")
            if sheet.remarks:
                self.about_file.append(
                    f"“{sheet.title}”当作说明、没有读取的行：{'、'.join(text[:20] for text in sheet.remarks)}"
                )
        return [self._without_formulas(sheet) for sheet in sheets]

    def _ask_columns(self, sheet: Sheet) -> None:
        for title, examples in sheet.unknown.items():
            shown = "、".join(f"“{text[:20]}”" for text in examples) or "空的"
            message = f"“{sheet.title}”的表头“{title}”这一列（例如{shown}）是什么？"
            self.asking.ask(COLUMN, f"{sheet.title}!{title}", message, OPTIONS, suggestion=SKIP, line=None)

    def _without_formulas(self, sheet: Sheet) -> Sheet:
        """A formula's value may be used once somebody has said so; where it has none, the file has to be mended."""
        lines = []
        for line in sheet.lines:
            texts, is_whole = dict(line.texts), True
            for name in sorted(line.formulas):
                if not texts[name]:
                    is_whole = False
                    self.asking.error(
                        line, f"“{LABELS[name]}”是公式，没有算出的值。请在 Excel 里复制、选择性粘贴为“值”"
                    )
                elif self._asked_formula(line, name, texts[name]) != USE:
                    texts[name] = ""
            if is_whole and any(texts.values()):
                lines.append(replace(line, texts=texts))
        return replace(sheet, lines=tuple(lines))

    def _asked_formula(self, line: Line, name: str, value: str) -> str:
        options = ((USE, "用算出来的值"), (LEAVE_OUT, "当作没有写"))
        message = (
            f"“{line.sheet}”里的“{LABELS[name]}”是公式算出来的（第一处：第{line.number}行“{value[:20]}”），用这个值吗？"
        )
        return self.asking.ask("formula", f"{line.sheet}!{name}", message, options, suggestion=USE, line=line)

    # --- organisations and departments ---

    def _organisations(self) -> None:
        lists = [sheet for sheet in self.sheets if "person" not in sheet.fields]
        owned = [sheet for sheet in lists if is_of_departments(sheet)]
        self.places.take_in(line for sheet in lists if sheet not in owned for line in sheet.lines)
        for sheet in owned:
            for line in sheet.lines:
                if place := self.places.named(line):
                    name = line["department"] or line["name"]
                    if not name:
                        self.asking.error(line, "没有写科室名称")
                    elif not self.holding.department(place, name, line) or (place.pk, name) in self.holding.departments:
                        self.holding.show("科室", line, f"{place.name}　{name}", SAME)

    # --- people and what they belong to ---

    def _people(self) -> None:
        sheets = [sheet for sheet in self.sheets if "person" in sheet.fields]
        special = [sheet for sheet in sheets if is_special(sheet)]
        self.referring = (
            special if len(special) < len(sheets) else [sheet for sheet in special if not is_everything(sheet)]
        )
        rows = [
            (line, place)
            for sheet in sheets
            if sheet not in self.referring
            for line in sheet.lines
            if (place := self._place_of(line))
        ]
        self.listed = self.persons.take_in(rows)
        for line, place, someone in self.listed:
            self.holding.member(line, place, someone)
            self.holding.post(line, place, someone)
        self._leave_administrators_alone()

    def _place_of(self, line: Line) -> Place | None:
        place = self.places.named(line)
        if place is None and not line["organization"]:
            self.asking.error(line, "没有写所在党组织")
        return place

    def _leave_administrators_alone(self) -> None:
        """Their accounts belong to the security administrator."""
        for someone in self.persons.all:
            if someone.row and someone.row.administrator:
                someone.changes, someone.phone = {}, ""

    def _posts_and_lists(self) -> None:
        for sheet in self.referring:
            for line in sheet.lines:
                if place := self._place_of(line):
                    self._refer(sheet, line, place)

    def _refer(self, sheet: Sheet, line: Line, place: Place) -> None:
        if "audience" in sheet.fields:
            for name in words(line["person"]).words:
                if line["audience"] and (someone := self.persons.named(line, place, name)):
                    self.holding.listed(line, place, line["audience"], someone)
        elif is_of_group(sheet):
            self.holding.seat(line, place, self._account_of(line, place), line["person"])
        elif someone := self.persons.named(line, place):
            self.holding.post(line, place, someone)

    def _account_of(self, line: Line, place: Place) -> Someone | None:
        """A seat may be held by somebody without an account."""
        return self.persons.named(line, place) if self.persons.is_known(line["person"]) else None

    # --- the preview, section by section ---

    @cached_property
    def shown(self) -> list[Shown]:
        return [*self._shown_places(), *self._shown_people(), *self.plan.shown]

    def _shown_places(self) -> Iterator[Shown]:
        for place in self.plan.places:
            above = self.places.above(place)
            changes = "；".join(f"{old or '（空）'} → {new}" for old, new in place.changes.values())
            moved = f"移到“{above.name}”之下" if place.moves and above else ""
            details = "；".join(filter(None, (changes, moved))) if place.row else _new_place(place, above)
            state = SAME if place.row and not details else CHANGED if place.row else NEW
            yield Shown("党组织", place.line.place if place.line else "", place.name, state, details)

    def _shown_people(self) -> Iterator[Shown]:
        first: dict[int, Line] = {}
        for line, _, someone in self.listed:
            first.setdefault(id(someone), line)
        for someone in self.plan.people:
            where = first[id(someone)].place if id(someone) in first else ""
            changes = [f"{old or '（空）'} → {new}" for old, new in someone.changes.values()]
            details = "；".join((*changes, *(["记下登录手机号"] if someone.phone else [])))
            state = NEW if someone.row is None else CHANGED if details else SAME
            yield Shown(
                "账号",
                where,
                someone.full_name,
                state,
                f"用户名 {someone.username}；{details}".rstrip("；"),
            )


def _new_place(place: Place, above: Place | None) -> str:
    kind = Organization.Kind(place.values["kind"]).label
    return f"代码 {place.code}　{kind}　" + (f"上级：{above.name}" if above else "最上级")


def is_of_departments(sheet: Sheet) -> bool:
    return "department" in sheet.fields or ("科室" in sheet.title and {"organization", "name"} <= sheet.fields)


def is_special(sheet: Sheet) -> bool:
    """It tells of posts, a list or a leading group of people who are listed elsewhere."""
    return ("audience" in sheet.fields or is_of_group(sheet) or lists_posts(sheet)) and "kind" not in sheet.fields


def is_everything(sheet: Sheet) -> bool:
    """The only sheet of people, a few of them with a post beside their name."""
    has_others = any(not line["role"] for line in sheet.lines)
    return lists_posts(sheet) and has_others and "audience" not in sheet.fields and not is_of_group(sheet)
