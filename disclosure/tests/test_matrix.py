"""Role × scope × outlet: every account of the demonstration and the passer-by, at every way out of the portal.

Who may read what is written down here by hand, from the schemes' words: by belonging and by how far an item's story
goes. Nothing of it asks the code under test.
"""

import csv
import io
import json
import re
from dataclasses import dataclass
from functools import cached_property

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from catalog.models import Attachment, Item
from disclosure.notices.digest import mail_digests
from disclosure.notices.models import Notice
from disclosure.organizations.models import User
from disclosure.oversight.demo.data import units
from disclosure.tests.demonstration import demonstration

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]

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
    ("party", "inside"): PARTY_MEMBERS,
    ("party", "withdrawn"): NOBODY,
    ("staff", "inside"): BELONGING,
    ("audience", "inside"): COMMITTEE,
    ("individual", "inside"): RECIPIENT,
}
UNPUBLISHED = ("draft", "returned", "submitted", "checked", "approved")
ANONYMOUS = "anonymous"


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
    """Every item and a signed-in browser for every reader."""

    def __init__(self):
        told = {(unit.code, story["title"]): story["ends"] for unit in units() for story in unit.stories}
        rows = Item.objects.select_related("organization", "entry").order_by("pk")
        self.items = [Told(row, row.organization.code, told[row.organization.code, row.title]) for row in rows]
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

    def faults(self, found_by) -> list[str]:
        """``found_by(username, client)`` yields what is wrong, in words."""
        return [
            f"{username}: {fault}" for username, client in self.clients.items() for fault in found_by(username, client)
        ]

    def near(self, code: str) -> set[str]:
        """The readers whose belonging matters to an organisation's pages: its own, those above and below, a stranger
        of every identity and the administrators. The cheaper outlets are asked as everyone."""
        stranger = "yueyang" if code == "longkou" else "longkou"
        codes = {code, stranger, *BELOW.get(code, ()), *(above for above, below in BELOW.items() if code in below)}
        belonging = {name for name in self.clients for each in codes if re.fullmatch(rf"{each}-[a-z]+", name)}
        return {
            ANONYMOUS,
            "sysadmin",
            "secadmin",
            "auditadmin",
            f"{code}-superior-approver",
        } & self.clients.keys() | belonging


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), demonstration(tmp_path_factory.mktemp("files")):
        yield World()


def linked(response) -> set[int]:
    """The items that a page links to."""
    assert response.status_code == 200
    return {int(pk) for pk in re.findall(r'href="/i/(\d+)/"', response.content.decode())}


def difference(found: set[int], expected: set[int], place: str):
    if found - expected:
        yield f"{place} shows {sorted(found - expected)}"
    if expected - found:
        yield f"{place} lacks {sorted(expected - found)}"


def test_the_demonstration_has_every_account_and_every_kind_of_item(world):
    wanted = {f"{code}-{identity}" for code in MAIN for identity in (*PARTY, "staff", "supervisor")}
    wanted |= {
        "sysadmin",
        "secadmin",
        "auditadmin",
        *(f"{code}-superior-approver" for code in MAIN if code != "qijiang"),
    }
    assert wanted < world.clients.keys()
    kinds = {told.kind for told in world.items}
    assert READERS.keys() <= kinds
    assert set(UNPUBLISHED) <= {ends for _scope, ends in kinds}


@pytest.mark.clause("LK-02")
@pytest.mark.clause("PL-02")
@pytest.mark.clause("YY-17")
@pytest.mark.clause("JG-12")
@pytest.mark.clause("QJ-07")
def test_the_page_of_an_item_opens_to_its_readers_alone_and_says_the_same_to_all_others(world):
    def found_by(username, client):
        for told in (told for told in world.one_of_each if username in world.near(told.code)):
            response = client.get(f"/i/{told.item.pk}/")
            allowed = told.may_read(username)
            # Society once read it: saying that its display is over gives nothing away.
            refused = 410 if told.kind in (("society", "ended"), ("society", "archived")) else 404
            if response.status_code != (200 if allowed else refused):
                yield f"item {told.item.pk} {told.kind} of {told.code} answers {response.status_code}"
            if not allowed and told.item.title in response.content.decode():
                yield f"the refusal of {told.item.pk} names it"

    assert world.faults(found_by) == []


def test_lists_of_the_interface_hold_exactly_what_the_reader_may_read(world):
    def found_by(username, client):
        found, after = set(), ""
        while True:
            answer = json.loads(client.get("/api/v1/items/", {"after": after}).content)
            found |= {row["id"] for row in answer["items"]}
            after = answer["after"]
            if not after:
                break
        yield from difference(found, world.expected(username), "the list")

    assert world.faults(found_by) == []


def test_the_home_page_shows_the_newest_of_what_the_reader_may_read(world):
    def found_by(username, client):
        stamp = "published_outside_at" if username == ANONYMOUS else "published_inside_at"
        readable = [told.item for told in world.items if told.may_read(username)]
        newest = sorted(readable, key=lambda item: (getattr(item, stamp), item.pk), reverse=True)[:8]
        yield from difference(linked(client.get("/")), {item.pk for item in newest}, "home")

    assert world.faults(found_by) == []


def test_the_page_of_an_organization_counts_and_lists_what_the_reader_may_read(world):
    def found_by(username, client):
        for code in (code for code in (*MAIN, "qijiang-town") if username in world.near(code)):
            response = client.get(f"/o/{code}/")
            expected = world.expected(username, code)
            yield from difference(linked(response) - expected, set(), f"/o/{code}/")
            counted = sum(map(int, re.findall(r"已公开 (\d+) 项", response.content.decode())))
            entries = {told.item.entry_id for told in world.items if told.item.pk in expected} - {None}
            if counted != len(entries):
                yield f"/o/{code}/ counts {counted} entries disclosed instead of {len(entries)}"

    assert world.faults(found_by) == []


def test_the_page_of_an_entry_lists_what_the_reader_may_read(world):
    def found_by(username, client):
        for told in world.one_of_each:
            if told.item.entry and username in world.near(told.code):
                place = f"/o/{told.code}/{told.item.entry.code}/"
                expected = world.expected(username, told.code, told.item.entry.code)
                yield from difference(linked(client.get(place)), expected, place)

    assert world.faults(found_by) == []


def test_search_finds_only_what_the_reader_may_read(world):
    def found_by(username, client):
        for told in (told for told in world.one_of_each if username in world.near(told.code)):
            found = linked(client.get("/search/", {"q": told.item.title}))
            expected = {told.item.pk} & world.expected(username)
            yield from difference(found & {told.item.pk}, expected, "search")
            yield from difference(found - world.expected(username), set(), "search")

    assert world.faults(found_by) == []


@pytest.mark.clause("LK-02")
def test_feeds_carry_what_society_may_read_whoever_asks(world):
    def found_by(username, client):
        document = client.get("/feeds/qijiang.xml").content.decode()
        found = {int(pk) for pk in re.findall(r"<id>[^<]*/i/(\d+)/</id>", document)}
        codes = ("qijiang", *BELOW["qijiang"])
        yield from difference(found, set().union(*(world.expected(ANONYMOUS, code) for code in codes)), "the feed")

    assert world.faults(found_by) == []


@pytest.mark.clause("PL-02")
def test_an_attachment_opens_to_the_readers_of_its_item_and_to_the_desk_that_works_on_it(world):
    files = {row.pk: row for row in Attachment.objects.all()}
    versions = {told.item.working_version_id: told for told in world.items}
    assert len({versions[row.version_id].kind for row in files.values()}) >= 5

    def found_by(username, client):
        for row in files.values():
            told = versions[row.version_id]
            if username in world.near(told.code):
                desk = username in {f"{told.code}-{identity}" for identity in DESK}
                response = client.get(f"/i/{told.item.pk}/files/{row.pk}/")
                b"".join(response)  # to its end, so that the file is closed
                if response.status_code != (200 if desk or told.may_read(username) else 404):
                    yield f"file of {told.item.pk} {told.kind} of {told.code} answers {response.status_code}"

    assert world.faults(found_by) == []


def test_my_own_page_shows_what_is_disclosed_to_me_inside(world):
    def found_by(username, client):
        if username != ANONYMOUS:
            yield from difference(linked(client.get("/me/")) - world.expected(username), set(), "/me/")

    assert world.faults(found_by) == []
    assert linked(world.clients["longkou-committee"].get("/me/")) & {
        told.item.pk for told in world.items if told.kind == ("audience", "inside")
    }


def test_catalogue_files_and_lists_of_organizations_name_no_item(world):
    places = [f"/o/{code}/catalogue.csv" for code in MAIN] + ["/api/v1/organizations/", "/guide/", "/sitemap/"]

    def found_by(username, client):
        for place in places:
            text = client.get(place).content.decode()
            yield from (f"{place} names item {told.item.pk}" for told in world.items if told.item.title in text)

    readers = (ANONYMOUS, "longkou-member", "qijiang-supervisor")
    assert [fault for name in readers for fault in found_by(name, world.clients[name])] == []


def may_be_told(told: Told, username: str) -> bool:
    """Whose work the item is, or waits for; others are told of nothing they may not read."""
    desk = {f"{told.code}-{identity}" for identity in DESK}
    above = {"yueyang": "yueyang-superior-approver", "qijiang-town": "qijiang-approver"}
    if told.item.approval_route == "superior":
        desk.add(above[told.code])
    return username in desk or told.may_read(username)


def test_notices_and_mails_name_an_item_only_to_its_readers_and_its_desk(world):
    mail_digests(now=timezone.now().replace(hour=4))
    assert mail.outbox
    texts = [(message.to[0].removesuffix("@demo.invalid"), message.body) for message in mail.outbox]
    texts += [
        (row.recipient.username, f"{row.title}\n{row.body}") for row in Notice.objects.select_related("recipient")
    ]
    faults = [
        f"{username} is told of item {told.item.pk}"
        for username, text in texts
        for told in world.items
        if told.item.title in text and not may_be_told(told, username)
    ]
    assert faults == []


def test_the_list_of_what_is_overdue_names_entries_and_never_items(world):
    printed = io.StringIO()
    call_command("overdue", on=timezone.localdate(), format="csv", stdout=printed)
    rows = list(csv.DictReader(io.StringIO(printed.getvalue())))
    assert {row["organization"] for row in rows} >= {"longkou", "jiguan", "pingluo", "yueyang", "qijiang"}
    assert [told.item.pk for told in world.items if told.item.title in printed.getvalue()] == []


def test_the_supervisors_pages_open_to_who_watches_and_name_no_item(world):
    watching = re.compile(r".*-(secretary|approver|supervisor)")

    def found_by(username, client):
        for place in ("/oversight/", "/oversight/deadlines.csv"):
            response = client.get(place)
            if (response.status_code == 200) != bool(watching.fullmatch(username)):
                yield f"{place} answers {response.status_code}"
            text = b"".join(response).decode()
            yield from (f"{place} names item {told.item.pk}" for told in world.items if told.item.title in text)

    assert world.faults(found_by) == []


def test_outside_the_intranet_everyone_reads_as_a_passer_by(world, settings):
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]

    def found_by(username, client):
        rows = json.loads(client.get("/api/v1/items/").content)["items"]
        yield from difference({row["id"] for row in rows}, world.expected(ANONYMOUS), "the list outside")

    assert world.faults(found_by) == []
