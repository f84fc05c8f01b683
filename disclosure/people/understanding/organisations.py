"""Which organisations a workbook tells of: those it lists, and those it only names."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from disclosure.organizations.models.directory import Organization
from disclosure.organizations.names.pinyin import code_from
from disclosure.people.reading.sheets import Line
from disclosure.people.understanding.asking import NEW, SKIP_ROW, TOP, Asking
from disclosure.people.understanding.known import Known
from disclosure.people.understanding.plan import Place
from disclosure.people.understanding.words import choice_in, kind_in, sector_in

CODE = "code"
TEXTS = ("short_name", "responsible_person", "office_name", "address", "supervision_phone", "mailbox")
CHOICES: Mapping[str, list[tuple[str, str]]] = {
    "kind": [(value, str(label)) for value, label in Organization.Kind.choices],
    "sector": [(value, str(label)) for value, label in Organization.Sector.choices],
}
FIT = re.compile(r"[a-z0-9-]{1,40}")
CHINESE = "代码写在网址里，只能用小写字母、数字和“-”，不能用汉字"
ALIKE = 5


class Places:
    """Found by name, short name or code; what the portal and the workbook do not have is asked about."""

    def __init__(self, known: Known, asking: Asking):
        self.known, self.asking = known, asking
        self.all = [Place(row.name, row, row.code) for row in known.organizations]
        self.by_word: dict[str, Place] = {}
        for row, place in zip(known.organizations, self.all, strict=True):
            self.by_word |= dict.fromkeys(filter(None, (row.code, row.short_name, row.name)), place)
        self.codes = set(known.codes)
        self.top = self.by_word.get(known.root.code) if known.root else None
        self.told: list[Place] = []

    # --- those that a sheet lists ---

    def take_in(self, lines: Iterable[Line]) -> None:
        """All names first: a superior may stand below its subordinates."""
        listed = [(line, place) for line in lines if (place := self._listed(line))]
        for line, place in listed:
            self._fill(place, line)
        for line, place in listed:
            self._put_under(place, line)
        self._refuse_circles(listed)

    def _listed(self, line: Line) -> Place | None:
        name = line["name"] or line["organization"]
        if not name:
            self.asking.error(line, "没有写党组织名称")
            return None
        code = line["code"].lower()
        place = self.by_word.get(code) if code else None
        place = place or self.by_word.get(name)
        if place in self.told:
            self.asking.error(line, f"“{name}”写了两次")
            return None
        place = self._tell(place or self._new(name, line))
        place.line = line
        return place

    def _tell(self, place: Place) -> Place:
        if place not in self.told:
            self.told.append(place)
        return place

    def _new(self, name: str, line: Line | None) -> Place:
        place = Place(name, line=line)
        place.code = self._code(place, line)
        place.values = {"name": name, "kind": kind_in(name), "sector": sector_in(name)}
        self.all.append(place)
        self.by_word[name] = place
        self.by_word.setdefault(place.code, place)
        return place

    def _code(self, place: Place, line: Line | None) -> str:
        """What a person wrote at the preview, else in the file, else from the short name or the name."""
        wanted = self.asking.answers.get((CODE, place.name)) or (line["code"].lower() if line else "")
        if wanted and not FIT.fullmatch(wanted):
            if line:
                self.asking.note(line, f"代码“{wanted}”不能用：{CHINESE}。按名称的拼音编好了，可以在下面改")
            wanted = ""
        if wanted in self.codes:
            if line:
                self.asking.error(line, f"代码“{wanted}”别的党组织已经用了")
            wanted = ""
        code = wanted or code_from((line["short_name"] if line else "") or place.name, self.codes)
        self.codes.add(code)
        return code

    def _fill(self, place: Place, line: Line) -> None:
        values = {name: line[name] for name in TEXTS if line[name]}
        for name, column in (("kind", "org_kind"), ("sector", "sector")):
            if word := line[column]:
                values[name] = choice_in(word, CHOICES[name]) or self._asked_choice(place, name, word, line)
        if place.row is None:
            place.values |= {name: value for name, value in values.items() if value}
            return
        written = line["name"] or line["organization"]
        if line["code"] and place.row.code == line["code"].lower():
            values["name"] = written
        place.changes = {
            name: (getattr(place.row, name), value)
            for name, value in values.items()
            if value and getattr(place.row, name) != value
        }

    def _asked_choice(self, place: Place, name: str, word: str, line: Line) -> str:
        label = "类型" if name == "kind" else "类别"
        guess = kind_in(place.name) if name == "kind" else sector_in(place.name)
        return self.asking.ask(
            name, word, f"党组织{label}“{word}”是哪一种？", tuple(CHOICES[name]), suggestion=guess, line=line
        )

    def _put_under(self, place: Place, line: Line) -> None:
        word = line["superior"]
        if not word:
            place.superior = self.top if place.row is None and place is not self.top else None
            return
        above = self.by_word.get(word)
        if above is None:
            above = self._asked_superior(word, place, line)
        if above is place:
            self.asking.error(line, "上级写成了自己")
        elif above is not None:
            place.superior = above
            before = place.row.path[: -Organization.steplen] if place.row else ""
            place.moves = place.row is not None and (above.row is None or above.row.path != before)

    def _asked_superior(self, word: str, place: Place, line: Line) -> Place | None:
        alike = self.alike(word)
        options = {each.code: f"就是“{each.name}”" for each in alike if each is not place}
        if self.top:
            options[self.top.code] = f"放在“{self.top.name}”之下"
        options[TOP] = "没有上级，是最上级"
        message = f"{line.place}：“{place.name}”的上级“{word}”，门户和这个文件里都没有。放在哪里？"
        answer = self.asking.ask("superior", word, message, options, suggestion=next(iter(options)), line=line)
        return self.by_word.get(answer) if answer not in ("", TOP) else None

    def _refuse_circles(self, listed: Iterable[tuple[Line, Place]]) -> None:
        for line, place in listed:
            seen, above = {id(place)}, self.above(place)
            while above is not None and id(above) not in seen:
                seen.add(id(above))
                above = self.above(above)
            if above is not None:
                self.asking.error(line, f"“{place.name}”的上级绕了一圈又回到它自己")
                return

    def above(self, place: Place) -> Place | None:
        if place.superior or place.row is None:
            return place.superior
        above = place.row.path[: -Organization.steplen]
        return next((each for each in self.all if each.row and each.row.path == above), None)

    # --- those that a line of something else names ---

    def named(self, line: Line) -> Place | None:
        """The organisation of a line: its own word, else the heading above it, else the one that imports. None: leave it out."""
        word = line["organization"]
        if not word and line.section:
            inside = [name for name in self.by_word if len(name) > 2 and name in line.section]
            if inside:
                return self.by_word[max(inside, key=len)]
            word = line.section if kind_in(line.section) != Organization.Kind.OFFICE else ""
            word = re.sub(r"[（(].*|[:：].*", "", word)
        if not word:
            return self.top
        return self.by_word.get(word) or self._asked(word, line)

    def _asked(self, word: str, line: Line) -> Place | None:
        options = {f"is:{each.code}": f"就是“{each.name}”" for each in self.alike(word)}
        options[NEW] = f"新建“{word}”" + (f"，放在“{self.top.name}”之下" if self.top else "")
        options[SKIP_ROW] = "这些行不导入"
        message = f"门户里没有党组织“{word}”，是哪一个？"
        closest = next((key for key, label in options.items() if word in label and key.startswith("is:")), NEW)
        answer = self.asking.ask("organization", word, message, options, suggestion=closest, line=line)
        if answer == NEW:
            place = self._tell(self._new(word, None))
            self._put_under(place, line)
            return place
        return self.by_word.get(answer.removeprefix("is:")) if answer.startswith("is:") else None

    def alike(self, word: str) -> list[Place]:
        """The nearest by their signs, and those whose name holds the word or is held by it."""
        names = {name: place for name, place in self.by_word.items() if len(name) > 1}
        holding = [name for name in names if word in name or name in word]
        close = [*holding, *get_close_matches(word, names, n=ALIKE, cutoff=0.5)]
        return list(dict.fromkeys(names[name] for name in close))[:ALIKE]
