"""Who is meant: by number, by telephone, by name and organisation; where that is not plain, a person says."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from disclosure.files.reading.cells import words
from disclosure.organizations.models.people import User
from disclosure.organizations.names.pinyin import username_from
from disclosure.people.reading.sheets import Line
from disclosure.people.telephones import mobile_in, sealed_number
from disclosure.people.understanding.asking import NEW, SKIP_ROW, Asking
from disclosure.people.understanding.known import Known
from disclosure.people.understanding.plan import Place, Someone
from disclosure.people.understanding.words import person_name

SAME = "same"
USERNAME = re.compile(r"[\w.@+-]+", re.ASCII)
LONGEST = 60


def key_of(line: Line, name: str) -> str:
    return f"{line.sheet}:{line.number}:{name}"


class Persons:
    """``decided``: which account a row turned out to be when the first part of this import was written."""

    def __init__(self, known: Known, asking: Asking, decided: Mapping[str, int]):
        self.known, self.asking, self.decided = known, asking, decided
        self.all: list[Someone] = []
        self.by_number: dict[str, Someone] = {}
        self.by_name: dict[str, list[Someone]] = defaultdict(list)
        self.by_row: dict[int, Someone] = {}
        self.accounts: dict[str, list[User]] = defaultdict(list)
        self.usernames: dict[str, User] = {}
        for row in known.people.values():
            self.accounts[row.full_name].append(row)
            self.usernames[row.username.lower()] = row

    # --- rows that list people ---

    def take_in(self, rows: Iterable[tuple[Line, Place]]) -> list[tuple[Line, Place, Someone]]:
        """Rows with a number first, so that a name alone never takes another's account."""
        rows = list(rows)
        numbered = [each for each in rows if self.number_of(each[0])]
        others = [each for each in rows if not self.number_of(each[0])]
        found = {id(line): self._listed(line, place) for line, place in (*numbered, *others)}
        return [(line, place, someone) for line, place in rows if (someone := found[id(line)])]

    def number_of(self, line: Line) -> str:
        number = line["number"]
        return number if number and len(number) <= LONGEST and _fits(number) else ""

    def _listed(self, line: Line, place: Place) -> Someone | None:
        name = person_name(line["person"])
        if not name:
            self.asking.error(line, "没有写姓名")
            return None
        if len(name) > LONGEST:
            self.asking.error(line, f"姓名太长，最多{LONGEST}个字")
            return None
        number = self.number_of(line)
        if line["number"] and not number:
            self.asking.note(
                line, f"工号“{line['number'][:20]}”不能作用户名（只能用字母、数字和 . - _ @ +），按姓名的拼音编用户名"
            )
        if self._is_anothers(line, name, number):
            return None
        someone = self._same_as_before(line, name, number, place) or self._from_portal(line, name, number, place)
        if someone is not None:
            self._fill(someone, line, place, number)
            someone.keys.append(key_of(line, name))
        return someone

    def _is_anothers(self, line: Line, name: str, number: str) -> bool:
        """One number beside two names: nobody can tell who is meant, and the later must not take the former's place."""
        found = self.by_number.get(number.lower())
        if found is None or found.full_name == name:
            return False
        self.asking.error(
            line, f"工号“{number}”前面写的是{found.full_name}，这里写的是{name[:20]}。一个工号只能是一个人，请改正"
        )
        return True

    def _same_as_before(self, line: Line, name: str, number: str, place: Place) -> Someone | None:
        """Two rows of one name: the same person in two capacities, or two people. One alone on another sheet is meant."""
        if number:
            return self.by_number.get(number.lower())
        rows = self.by_name.get(name, [])
        if not rows or key_of(line, name) in self.decided:
            return None
        if len(rows) == 1 and not any(key.startswith(f"{line.sheet}:") for key in rows[0].keys):
            return rows[0]
        options = {f"{SAME}{at}": f"就是{_where(each)}的{name}，同一个人" for at, each in enumerate(rows)}
        options[NEW] = "另一个人，同名"
        usual = next((f"{SAME}{at}" for at, each in enumerate(rows) if place in each.places), NEW)
        message = f"{line.place}：{place.name}的“{name}”，前面已有同名的，是同一个人吗？"
        answer = self.asking.ask("same", key_of(line, name), message, options, suggestion=usual, line=line)
        if answer.startswith(SAME):
            return rows[int(answer.removeprefix(SAME))]
        return None

    def _from_portal(self, line: Line, name: str, number: str, place: Place) -> Someone | None:
        row = self._account(line, name, number, place)
        if row is False:
            return None
        if row and row.pk in self.by_row:
            return self.by_row[row.pk]
        someone = Someone(name, row or None, row.username if row else "", number=number)
        self._keep(someone)
        return someone

    def _account(self, line: Line, name: str, number: str, place: Place) -> User | None | Literal[False]:
        """None: a new one is to be made; False: nobody has said yet, or the row is left out."""
        if pk := self.decided.get(key_of(line, name)):
            return self.known.people.get(pk)
        if number and (row := self.usernames.get(number.lower())):
            return row if self._is_plain(row, name, line) else False
        phone = mobile_in(line["phone"])
        if phone and (pk := self.known.phones.get(sealed_number(phone))) and self.known.people[pk].full_name == name:
            return self.known.people[pk]
        rows = [row for row in self.accounts.get(name, []) if row.pk not in self.by_row]
        here = [row for row in rows if place.pk and self.known.belongs(row.pk, place.pk)]
        if len(here) == 1 and not here[0].administrator:
            return here[0]
        return self._asked(line, name, place, here or rows)

    def _is_plain(self, row: User, name: str, line: Line) -> bool:
        """A number whose account bears another name is somebody else's, or the person has a new name."""
        if row.full_name == name:
            return True
        options = {SAME: f"是同一个人，姓名改成“{name}”", SKIP_ROW: "不是同一个人，这一行不导入"}
        message = f"{line.place}：工号“{row.username}”在门户里是{row.full_name}，文件里是{name}"
        return self.asking.ask("number", row.username, message, options, suggestion="", line=line) == SAME

    def _asked(self, line: Line, name: str, place: Place, rows: list[User]) -> User | None | Literal[False]:
        if not rows:
            return None
        options = {f"is:{row.username}": f"就是这个账号：{self._of(row)}" for row in rows}
        options[NEW] = "另一个人，开新账号"
        options[SKIP_ROW] = "这一行不导入"
        message = f"{line.place}：{place.name}的“{name}”，门户里已有同名的账号，是同一个人吗？"
        answer = self.asking.ask("person", key_of(line, name), message, options, suggestion="", line=line)
        if answer == NEW:
            return None
        return self.usernames[answer.removeprefix("is:").lower()] if answer.startswith("is:") else False

    def _of(self, row: User) -> str:
        places = {each.organization_id for each in self.known.memberships.get(row.pk, ())}
        names = [each.name for each in self.known.organizations if each.pk in places]
        words = [
            row.username,
            *names,
            "" if row.is_active else "已停用",
            row.get_administrator_display() if row.administrator else "",
        ]
        return "，".join(filter(None, words))

    def _keep(self, someone: Someone) -> None:
        self.all.append(someone)
        self.by_name[someone.full_name].append(someone)
        if someone.row:
            self.by_row[someone.pk] = someone

    def _fill(self, someone: Someone, line: Line, place: Place, number: str) -> None:
        someone.places.add(place)
        if number:
            self.by_number[number.lower()] = someone
            someone.number = number
        someone.email = someone.email or (line["email"] if "@" in line["email"] else "")
        if phone := mobile_in(line["phone"]):
            self._take_phone(someone, sealed_number(phone), line)
        if someone.row:
            name = person_name(line["person"])
            values = {"full_name": name, "email": someone.email}
            someone.changes |= {
                field: (getattr(someone.row, field), value)
                for field, value in values.items()
                if value and value != getattr(someone.row, field)
            }

    def _take_phone(self, someone: Someone, sealed: str, line: Line) -> None:
        """A number that two people share is nobody's name."""
        owner = self.known.phones.get(sealed)
        others = [each for each in self.all if each is not someone and each.phone == sealed]
        if others or owner and owner != someone.pk:
            for each in others:
                each.phone = ""
            self.asking.note(line, "手机号和另一个人的相同，不能用来登录，没有记下")
        elif owner is None:
            someone.phone = sealed

    def name_accounts(self) -> None:
        """The number, else the name by pinyin."""
        taken = set(self.usernames)
        for someone in self.all:
            if someone.row is None:
                wanted = someone.number.lower()
                someone.username = (
                    someone.number if wanted and wanted not in taken else username_from(someone.full_name, taken)
                )
                taken.add(someone.username.lower())

    # --- rows that only name people ---

    def named(self, line: Line, place: Place | None, text: str = "") -> Someone | None:
        """By number, else by name: in the organisation first, then anywhere in the workbook, then in the portal."""
        name = person_name(text or line["person"])
        someone = self._named(line, place, name)
        if someone is not None:
            someone.keys.append(key_of(line, name))
        return someone

    def _named(self, line: Line, place: Place | None, name: str) -> Someone | None:
        number = line["number"].lower()
        if pk := self.decided.get(key_of(line, name)):
            return self._of_row(self.known.people[pk])
        if number and (found := self.by_number.get(number)):
            return None if self._is_anothers(line, name, line["number"]) else found
        if number and (row := self.usernames.get(number)):
            return self._of_row(row) if self._is_plain(row, name, line) else None
        return self._by_name(line, place, name)

    def all_named(self, line: Line, place: Place) -> list[Someone]:
        """The members of a list, several in one cell."""
        found = (self.named(line, place, name) for name in words(line["person"]).words)
        return [someone for someone in found if someone]

    def is_known(self, name: str) -> bool:
        return person_name(name) in self.by_name or person_name(name) in self.accounts

    def _by_name(self, line: Line, place: Place | None, name: str) -> Someone | None:
        listed = self.by_name.get(name, [])
        others = [row for row in self.accounts.get(name, []) if row.pk not in self.by_row]
        here = [
            each
            for each in listed
            if place in each.places or each.pk and place and self.known.belongs(each.pk, place.pk)
        ]
        rows_here = [row for row in others if place and place.pk and self.known.belongs(row.pk, place.pk)]
        for people, rows in ((here, rows_here), (listed, [] if listed else others)):
            if len(people) + len(rows) == 1:
                return people[0] if people else self._of_row(rows[0])
        return self._asked_which(line, name, listed, others)

    def _asked_which(self, line: Line, name: str, listed: list[Someone], others: list[User]) -> Someone | None:
        people = [*listed, *(Someone(row.full_name, row, row.username) for row in others)]
        where = [_where(each) or (self._of(each.row) if each.row else "") for each in people]
        options = {f"{SAME}{at}": f"{each}的{name}" for at, each in enumerate(where)}
        options[SKIP_ROW] = "这一行不导入"
        many = f"有 {len(people)} 个叫“{name}”的，是哪一个？" if people else f"没有叫“{name}”的人，文件的人员表里也没有"
        suggestion = "" if people else SKIP_ROW
        answer = self.asking.ask(
            "which", key_of(line, name), f"{line.place}：{many}", options, suggestion=suggestion, line=line
        )
        if not answer.startswith(SAME):
            return None
        found = people[int(answer.removeprefix(SAME))]
        return self._of_row(found.row) if found.row else found

    def _of_row(self, row: User) -> Someone:
        if row.pk not in self.by_row:
            self.by_row[row.pk] = Someone(row.full_name, row, row.username)
        return self.by_row[row.pk]


def _fits(number: str) -> bool:
    """Django's user names, without Chinese signs."""
    return USERNAME.fullmatch(number) is not None


def _where(someone: Someone) -> str:
    return "、".join(sorted(place.name for place in someone.places)) + (
        f"（{someone.username}）" if someone.row else ""
    )
