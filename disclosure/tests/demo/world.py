"""Who may read what: the accounts of the demonstration and the passer-by.

Who may read what is written down here by hand, from the schemes' words: by belonging and by how far an item's story
goes. Nothing of it asks the code under test.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.test import Client
from django.utils import timezone

from catalog.items.models import Item
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.tests.demo.tales import ends_of_items

MAIN = ("longkou", "jiguan", "pingluo", "yueyang", "qijiang")
BELOW = {
    "qijiang": ("qijiang-town", "qijiang-village", "qijiang-school", "qijiang-hospital"),
    "qijiang-town": ("qijiang-village",),
}
# Identities that are Party members, by kind of organisation; the staff member and the supervisor are none.
PARTY = ("secretary", "clerk", "reviewer", "secrecy", "approver", "handler", "member", "committee")
DESK = ("secretary", "clerk", "reviewer", "secrecy", "approver")

EVERYONE, PARTY_MEMBERS, BELONGING, COMMITTEE, RECIPIENT, NOBODY = range(6)
# (scope, where its story ends) → readers.
READERS = {
    ("society", "outside"): EVERYONE,
    ("society", "corrected"): EVERYONE,
    ("society", "inside"): PARTY_MEMBERS,
    ("society", "ended"): PARTY_MEMBERS,
    ("society", "archived"): PARTY_MEMBERS,
    ("society", "withdrawn"): NOBODY,
    ("society", "recalled"): NOBODY,
    ("society", "hidden"): NOBODY,
    ("party", "narrowed"): PARTY_MEMBERS,
    ("party", "inside"): PARTY_MEMBERS,
    ("party", "withdrawn"): NOBODY,
    ("staff", "inside"): BELONGING,
    ("audience", "inside"): COMMITTEE,
    ("individual", "inside"): RECIPIENT,
}
UNPUBLISHED = ("draft", "returned", "submitted", "checked", "approved")
ANONYMOUS = "anonymous"
OUTSIDERS = (ANONYMOUS, "sysadmin", "secadmin", "auditadmin")
# A post and membership, membership alone, a named group, no membership of the Party.
WAYS = ("secretary", "member", "committee", "staff")


def ways_of(username: str, code: str) -> tuple[str, str]:
    """Identity, and how the reader's organisation stands to the one of the code."""
    own, _, identity = username.rpartition("-")
    if own in (code, f"{code}-superior"):
        return identity, own.removeprefix(code) or "own"
    if own in BELOW.get(code, ()):
        return identity, "below"
    return identity, "above" if code in BELOW.get(own, ()) else "stranger"


def party_of(code: str) -> set[str]:
    return {f"{code}-{identity}" for identity in PARTY}


@dataclass(frozen=True)
class Told:
    """An item of the demonstration with how far its story goes."""

    item: Item
    code: str
    ends: str

    @property
    def kind(self) -> tuple[str, str]:
        return self.item.scope, self.ends

    @cached_property
    def readers(self) -> set[str]:
        """User names; ``EVERYONE`` is answered by ``may_read``."""
        group = NOBODY if self.ends in UNPUBLISHED else READERS[self.kind]
        return {
            PARTY_MEMBERS: lambda: set().union(*map(party_of, (self.code, *BELOW.get(self.code, ())))),
            BELONGING: lambda: {*party_of(self.code), f"{self.code}-staff"},
            COMMITTEE: lambda: {f"{self.code}-committee"},
            RECIPIENT: lambda: {f"{self.code}-member", f"{self.code}-committee"},
        }.get(group, set)()

    @property
    def stage(self) -> object:
        if self.ends in UNPUBLISHED:
            return self.ends == "approved"
        return self.kind

    @property
    def is_for_all(self) -> bool:
        return READERS.get(self.kind) == EVERYONE

    def may_read(self, username: str) -> bool:
        return self.is_for_all or username in self.readers


class Browser(Client):
    """A visitor that keeps no record of the templates rendered: thousands of pages are asked for here."""

    def request(self, **request):
        return self.handler(self._base_environ(**request))


class World:
    """Every item and a signed-in browser for every reader. ``codes``: number of a case → its query code, of some."""

    def __init__(self, codes: dict[str, str]):
        self.codes = codes
        told = ends_of_items()
        rows = Item.objects.select_related("organization", "entry").order_by("pk")
        self.items = [Told(row, row.organization.code, told[row.organization.code, row.title]) for row in rows]
        self.now = timezone.now()
        self.organizations = {row.code: row for row in Organization.objects.all()}
        self.clients = {ANONYMOUS: Client()}
        for person in User.objects.order_by("pk"):
            self.clients[person.username] = Browser()
            self.clients[person.username].force_login(person)

    def expected(self, username: str, code: str = "", entry: str = "") -> set[int]:
        return {
            told.item.pk
            for told in self.items
            if told.may_read(username)
            and (not code or told.code == code)
            and (not entry or (told.item.entry and told.item.entry.code == entry))
        }

    @cached_property
    def one_of_each(self) -> list[Told]:
        """One item for every scope and stage; of what is not published yet, the last of it and one ready to be."""
        return list({told.stage: told for told in self.items}.values())

    @cached_property
    def one_of_each_reader(self) -> list[str]:
        """As few as stand to every kind of item in every way in which anyone does; the others only repeat them."""
        seen_by = {name: {(ways_of(name, told.code), told.stage) for told in self.items} for name in self.clients}
        left, chosen = set().union(*seen_by.values()), []
        while left:
            name = max(seen_by, key=lambda each: len(seen_by[each] & left))
            chosen.append(name)
            left -= seen_by[name]
        return chosen

    def faults(self, found_by, readers: Iterable[str] = ()) -> list[str]:
        """``found_by(username, client)`` yields what is wrong, in words; asked of the readers, or of one of each."""
        return [
            f"{username}: {fault}"
            for username in readers or self.one_of_each_reader
            for fault in found_by(username, self.clients[username])
        ]

    def near(self, code: str) -> set[str]:
        """The readers whose belonging matters to an organisation's pages: everyone of its own, of those above and below
        and of a stranger one for each way of belonging, and the administrators. The cheaper outlets are asked as one of each reader."""
        stranger = "yueyang" if code == "longkou" else "longkou"
        others = {stranger, *BELOW.get(code, ()), *(above for above, below in BELOW.items() if code in below)}
        belonging = {f"{each}-{identity}" for each in others for identity in WAYS}
        own = {name for name in self.clients if re.fullmatch(rf"{code}-[a-z]+", name)}
        return own | ({*OUTSIDERS, f"{code}-superior-approver", *belonging} & self.clients.keys())

    def ways(self, code: str) -> set[str]:
        """Of those near, one for each way of belonging: for outlets that ask the same door as the item's own page."""
        return {name for name in self.near(code) if name in OUTSIDERS or name.endswith((*WAYS, "superior-approver"))}


def linked(response) -> set[int]:
    """The items that a page links to."""
    assert response.status_code == 200
    return {int(pk) for pk in re.findall(r'href="/i/(\d+)/"', response.content.decode())}


def difference(found: set[int], expected: set[int], place: str):
    if found - expected:
        yield f"{place} shows {sorted(found - expected)}"
    if expected - found:
        yield f"{place} lacks {sorted(expected - found)}"
