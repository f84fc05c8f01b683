"""One pass over a workbook: columns, organisations, people, what they hold."""

from collections.abc import Mapping
from datetime import date

from disclosure.files.reading.questions import Answers
from disclosure.organizations.models.people import User
from disclosure.people.reading.book import Book
from disclosure.people.reading.sheets import Line, Sheet
from disclosure.people.understanding.asking import Asking
from disclosure.people.understanding.columns import sheets_of
from disclosure.people.understanding.holding import Holding, is_of_group, lists_posts
from disclosure.people.understanding.known import Known
from disclosure.people.understanding.limits import check_texts
from disclosure.people.understanding.organisations import Places
from disclosure.people.understanding.persons import Persons
from disclosure.people.understanding.plan import SAME, Place, Plan, Someone


class Understanding:
    """One pass: columns, organisations, people, what they hold."""

    def __init__(
        self, book: Book, known: Known, *, on: date, by: User | None, answers: Answers, decided: Mapping[str, int]
    ):
        self.asking = Asking(answers)
        self.plan = Plan()
        read = sheets_of(book, self.asking)
        self.sheets, self.about_file = read.sheets, read.notes
        check_texts(self.sheets, self.asking)
        self.places = Places(known, self.asking)
        self.persons = Persons(known, self.asking, decided)
        self.holding = Holding(known, self.asking, self.plan, on=on, by=by)
        self._organisations()
        self._people()
        self._posts_and_lists()
        self.holding.finish()
        self.persons.name_accounts()
        self.plan.places, self.plan.people = self.places.told, self.persons.all

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
            for member in self.persons.all_named(line, place) if line["audience"] else ():
                self.holding.listed(line, place, line["audience"], member)
        elif is_of_group(sheet):
            self.holding.seat(line, place, self._account_of(line, place), line["person"])
        elif someone := self.persons.named(line, place):
            self.holding.post(line, place, someone)

    def _account_of(self, line: Line, place: Place) -> Someone | None:
        """A seat may be held by somebody without an account."""
        return self.persons.named(line, place) if self.persons.is_known(line["person"]) else None


def is_of_departments(sheet: Sheet) -> bool:
    return "department" in sheet.fields or ("科室" in sheet.title and {"organization", "name"} <= sheet.fields)


def is_special(sheet: Sheet) -> bool:
    """It tells of posts, a list or a leading group of people who are listed elsewhere."""
    return ("audience" in sheet.fields or is_of_group(sheet) or lists_posts(sheet)) and "kind" not in sheet.fields


def is_everything(sheet: Sheet) -> bool:
    """The only sheet of people, a few of them with a post beside their name."""
    has_others = any(not line["role"] for line in sheet.lines)
    return lists_posts(sheet) and has_others and "audience" not in sheet.fields and not is_of_group(sheet)
