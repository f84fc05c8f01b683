"""What people hold: memberships, posts, seats, places on a list; new, the same, or over."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain

from disclosure.files.reading.cells import words
from disclosure.organizations.models.directory import LeadingGroupSeat, Organization
from disclosure.organizations.models.people import Membership, User
from disclosure.organizations.roles import ROLE_CHOICES, ROLES
from disclosure.people.reading.sheets import Line, Sheet
from disclosure.people.understanding.asking import SKIP_ROW, Asking
from disclosure.people.understanding.known import Known
from disclosure.people.understanding.plan import (
    CHANGED,
    NEW,
    SAME,
    Ending,
    NewDepartment,
    NewListing,
    NewMembership,
    NewPost,
    NewSeat,
    Place,
    Plan,
    Shown,
    Someone,
)
from disclosure.people.understanding.words import BODIES, MEMBERS, ROLE_WORDS, TITLES, day_in

END = "end"
LABEL = {value: str(label) for value, label in (*Membership.Kind.choices, *LeadingGroupSeat.Title.choices)}


class Holding:
    """Adds to the plan. ``by``: who imports, and never gives anything to the own person."""

    def __init__(self, known: Known, asking: Asking, plan: Plan, *, on: date, by: User | None):
        self.known, self.asking, self.plan, self.on, self.by = known, asking, plan, on, by
        self.departments = {*known.departments}
        self.made_departments: set[tuple[Place, str]] = set()
        self.kept: set[tuple] = set()  # what the workbook still names
        self.covered: dict[str, set[int]] = {"membership": set(), "post": set(), "seat": set(), "audience": set()}
        self.titles_passed_over: dict[str, None] = {}
        self.listings: dict[tuple[Place, str], dict[Someone, None]] = {}

    # --- departments ---

    def department(self, place: Place, name: str, line: Line) -> str:
        if not name:
            return ""
        is_known = bool(place.pk) and (place.pk, name) in self.departments
        if not is_known and (place, name) not in self.made_departments:
            self.made_departments.add((place, name))
            self.plan.departments.append(NewDepartment(place, name))
            self.show("科室", line, f"{place.name}　{name}", NEW)
        return name

    # --- memberships ---

    def member(self, line: Line, place: Place, someone: Someone) -> None:
        kind = self._kind(line, place)
        if not kind or self._is_self(line, someone):
            return
        self.covered["membership"].add(place.pk)
        key = ("membership", someone, place, kind)
        if key in self.kept:
            return
        self.kept.add(key)
        department = self.department(place, line["department"], line)
        held = self._membership(someone, place, kind)
        words_of = f"{place.name}　{LABEL[kind]}" + (f"　{department}" if department else "")
        if held and (until_on := self._until_on(line)) and until_on <= self.on:
            self.kept.discard(key)
            return
        if held and department in ("", held.department.name if held.department else ""):
            self.show("组织关系", line, someone.full_name, SAME, words_of)
            return
        from_on = self.on if held else self._from_on(line)
        self.plan.memberships.append(NewMembership(someone, place, department, kind, from_on, held))
        self.show("组织关系", line, someone.full_name, CHANGED if held else NEW, words_of)

    def _kind(self, line: Line, place: Place) -> str:
        word = line["kind"]
        if not word:
            return (
                Membership.Kind.STAFF if place.values.get("kind") == Organization.Kind.OFFICE else Membership.Kind.PARTY
            )
        if word in MEMBERS:
            return MEMBERS[word]
        options = (
            *((value, str(label)) for value, label in Membership.Kind.choices),
            (SKIP_ROW, "这些人不登记组织关系"),
        )
        answer = self.asking.ask(
            "kind", word, f"身份“{word}”是什么？", options, suggestion=Membership.Kind.PARTY, line=line
        )
        return "" if answer == SKIP_ROW else answer

    def _membership(self, someone: Someone, place: Place, kind: str) -> Membership | None:
        rows = self.known.memberships.get(someone.pk, []) if someone.pk and place.pk else []
        return next((row for row in rows if row.organization_id == place.pk and row.kind == kind), None)

    # --- posts ---

    def post(self, line: Line, place: Place, someone: Someone) -> None:
        for role in self._roles(line):
            self._post(line, place, someone, role)

    def _roles(self, line: Line) -> Iterable[str]:
        """A column of roles is taken at its word; of mere titles only those that are known to be one."""
        texts = words(line["role"]).words if line["role"] else (line["title"],)
        found = []
        for text in filter(None, texts):
            role = ROLE_WORDS.get(text)
            if role and not line["role"] or not role and line["role"] or (not role and "书记" in text):
                role = self._asked_role(text, role or "", line)
            elif not role:
                self.titles_passed_over[text] = None
            if role and role != SKIP_ROW:
                found.append(role)
        return dict.fromkeys(found)

    def _asked_role(self, text: str, suggestion: str, line: Line) -> str:
        options = (*ROLE_CHOICES, (SKIP_ROW, "在门户里不任职"))
        return self.asking.ask(
            "role", text, f"“{text}”在门户里担任什么角色？", options, suggestion=suggestion or SKIP_ROW, line=line
        )

    def _post(self, line: Line, place: Place, someone: Someone, role: str) -> None:
        if someone.row and someone.row.administrator:
            label = someone.row.get_administrator_display()
            self.asking.error(line, f"{someone.full_name}是{label}，管理员不能任职")
            return
        if self._is_self(line, someone):
            return
        self.covered["post"].add(place.pk)
        key = ("post", someone, place, role)
        if key in self.kept:
            return
        self.kept.add(key)
        label = ROLES[role].label
        title = line["title"] if line["title"] not in ("", label) else ""
        rows = self.known.posts.get(someone.pk, []) if someone.pk and place.pk else []
        held = next((row for row in rows if row.organization_id == place.pk and row.role == role), None)
        words_of = "　".join(filter(None, (place.name, label, title, line["department"])))
        if held:
            self.show("任职", line, someone.full_name, SAME, words_of)
            return
        from_on, until_on = self._from_on(line), self._until_on(line)
        if until_on and until_on <= from_on:
            self.asking.error(line, "任职的止期不能早于起期")
            return
        department = self.department(place, line["department"], line)
        self.plan.posts.append(NewPost(someone, place, department, role, title[:60], from_on, until_on))
        self.show("任职", line, someone.full_name, NEW, f"{words_of}　{from_on:%Y-%m-%d}起")

    def _is_self(self, line: Line, someone: Someone) -> bool:
        """Three administrators: nobody gives himself a post or a place in an organisation."""
        if self.by is None or someone.pk != self.by.pk:
            return False
        self.asking.error(line, "不能给自己登记或者任职，请由另一位管理员办理")
        return True

    # --- leading groups ---

    def seat(self, line: Line, place: Place, someone: Someone | None, name: str) -> None:
        word = line["seat"] or line["title"]
        title = TITLES.get(word) or self.asking.ask(
            "seat",
            word,
            f"领导小组职务“{word}”是哪一种？",
            tuple(LeadingGroupSeat.Title.choices),
            suggestion="member",
            line=line,
        )
        if not title:
            return
        is_office = title in (LeadingGroupSeat.Title.DIRECTOR, LeadingGroupSeat.Title.DEPUTY_DIRECTOR)
        body = BODIES.get(line["body"]) or (LeadingGroupSeat.Body.OFFICE if is_office else LeadingGroupSeat.Body.GROUP)
        self.covered["seat"].add(place.pk)
        self.kept.add(("seat", place.pk, body, name))
        rows = (row for row in self.known.seats if place.pk and row.organization_id == place.pk)
        held = next((row for row in rows if row.body == body and row.name == name), None)
        words_of = f"{place.name}　{LeadingGroupSeat.Body(body).label}　{LABEL[title]}"
        if held and held.title == title:
            self.show("领导小组", line, name, SAME, words_of)
            return
        from_on = self.on if held else self._from_on(line)
        seat = NewSeat(place, body, title, name, someone, from_on, len(self.plan.seats), held)
        self.plan.seats.append(seat)
        self.show("领导小组", line, name, CHANGED if held else NEW, words_of)

    # --- audiences ---

    def listed(self, line: Line, place: Place, audience: str, someone: Someone) -> None:
        self.covered["audience"].add(place.pk)
        held = self.known.audiences.get((place.pk, audience)) if place.pk else None
        is_there = held is not None and someone.pk in self.known.listed.get(held.pk, ())
        self.kept.add(("audience", place.pk, audience, someone.pk))
        if not is_there and not self._is_self(line, someone):
            self.listings.setdefault((place, audience), {})[someone] = None
        state = SAME if is_there else NEW
        self.show("特定对象", line, someone.full_name, state, f"{place.name}　{audience}")

    def finish(self) -> None:
        self.plan.listings = [
            NewListing(place, audience, tuple(people)) for (place, audience), people in self.listings.items()
        ]
        if self.titles_passed_over:
            shown = "、".join(list(self.titles_passed_over)[:12])
            self.asking.notes.append(f"这些职务不是门户里的角色，没有任职：{shown}。要任职的，加一列“角色”。")
        self._propose_endings()

    # --- who left ---

    def _propose_endings(self) -> None:
        places = {row.pk: row for row in self.known.organizations}
        kept = {(what[0], what[1].pk, what[2].pk, what[3]) for what in self.kept if what[0] in ("membership", "post")}
        for row in self._unnamed("membership", self.known.memberships, "kind", places, kept):
            said = f"{self.known.people[row.person_id]}　{places[row.organization_id].name}　{row.get_kind_display()}"
            self._propose(self.plan.endings, "组织关系", f"membership:{row.pk}", said, row)
        for row in self._unnamed("post", self.known.posts, "role", places, kept):
            if row.until_on is None:
                said = (
                    f"{self.known.people[row.person_id]}　{places[row.organization_id].name}　{row.get_role_display()}"
                )
                self._propose(self.plan.post_endings, "任职", f"post:{row.pk}", said, row)
        for seat in self.known.seats:
            is_named = ("seat", seat.organization_id, seat.body, seat.name) in self.kept
            if seat.organization_id in self.covered["seat"] and not is_named:
                said = f"{seat.name}　{places[seat.organization_id].name}　{seat}"
                self._propose(self.plan.endings, "领导小组", f"seat:{seat.pk}", said, seat)
        self._propose_unlisting(places)

    def _unnamed(self, what: str, rows, word: str, places, kept) -> Iterator:
        """Rows at organisations of which the workbook tells, and that it does not name."""
        for row in chain.from_iterable(rows.values()):
            place = row.organization_id
            is_told_of = place in places and place in self.covered[what]
            if is_told_of and (what, row.person_id, place, getattr(row, word)) not in kept:
                yield row

    def _propose_unlisting(self, places: dict[int, Organization]) -> None:
        for (organization, name), audience in self.known.audiences.items():
            told = {key[3] for key in self.kept if key[:3] == ("audience", organization, name)}
            for pk in sorted(self.known.listed.get(audience.pk, set()) - told) if told else ():
                person = self.known.people[pk]
                said = f"{person}　{places[organization].name}　{name}"
                self._propose(self.plan.endings, "特定对象", f"audience:{audience.pk}:{pk}", said, (audience, person))

    def _propose(self, endings: list[Ending], section: str, key: str, said: str, row) -> None:
        is_chosen = self.asking.answers.get((END, key)) == END
        endings.append(Ending(key, f"{section}：{said}", row, is_chosen))

    # --- both ---

    def _from_on(self, line: Line) -> date:
        """Today where the workbook says nothing."""
        return self._day(line, "from_on", f"按今天（{self.on:%Y-%m-%d}）办") or self.on

    def _until_on(self, line: Line) -> date | None:
        return self._day(line, "until_on", "当作没有写")

    def _day(self, line: Line, name: str, instead: str) -> date | None:
        day = day_in(line[name]) if line[name] else None
        if line[name] and day is None:
            self.asking.note(line, f"“{line[name][:20]}”不是日期，{instead}")
        return day

    def show(self, section: str, line: Line, subject: str, state: str, details: str = "") -> None:
        self.plan.shown.append(Shown(section, line.place, subject, state, details, line.raw))


def lists_posts(sheet: Sheet) -> bool:
    return "role" in sheet.fields


def is_of_group(sheet: Sheet) -> bool:
    return bool(sheet.fields & {"seat", "body"}) or "领导小组" in sheet.title
