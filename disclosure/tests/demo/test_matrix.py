"""Role × scope × outlet: the demonstration's items at the pages, lists, files, feeds, notices and exports of the portal."""

import csv
import io
import json
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from catalog.items.models import Attachment
from disclosure.notices.digest import mail_digests
from disclosure.notices.models import Notice
from disclosure.oversight.inspections.models import Visit
from disclosure.tests.demo.world import (
    ANONYMOUS,
    BELOW,
    DESK,
    MAIN,
    PARTY,
    READERS,
    UNPUBLISHED,
    Told,
    difference,
    linked,
    ways_of,
)

# Between them they have items of every scope, an organisation above and one below.
WITH_EVERY_SCOPE = ("longkou", "jiguan", "qijiang", "qijiang-town")
pytestmark = [pytest.mark.django_db, pytest.mark.portable]
# What else a search finds is asked for where its readers are known.
ITEMS_ALONE = {"after": ""}


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


def test_one_of_each_reader_has_every_identity_in_every_way_of_belonging(world):
    def ways(names):
        published = [told for told in world.items if told.ends not in UNPUBLISHED]
        return {(ways_of(name, told.code), told.kind) for name in names for told in published}

    assert ways(world.one_of_each_reader) == ways(world.clients)
    assert {name.rpartition("-")[2] for name in world.one_of_each_reader} == {
        name.rpartition("-")[2] for name in world.clients
    }
    assert len(world.one_of_each_reader) < len(world.clients)


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


@pytest.mark.clause("YY-04")
def test_how_a_matter_went_on_is_read_and_found_by_the_readers_of_its_item_alone(world):
    told = [told for told in world.items if told.item.versions.progress().exists()]
    assert {each.item.scope for each in told} == {"society", "party"}
    words = {each.item.pk: "练兵方案已经印发" if each.item.scope == "party" else "已经办完工作交接" for each in told}

    def found_by(username, client):
        for each in (each for each in told if username in world.near(each.code)):
            page = client.get(f"/i/{each.item.pk}/").content.decode()
            found = linked(client.get("/search/", {"q": words[each.item.pk], **ITEMS_ALONE}))
            expected = {each.item.pk} & world.expected(username)
            yield from difference(found, expected, "search")
            if (words[each.item.pk] in page) != bool(expected):
                yield f"the page of {each.item.pk} shows its progress: {not expected}"

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
        expected = world.expected(username)
        yield from difference(found, expected, "the list")
        hidden = {told.item.pk for told in world.items} - expected
        for pk in [*sorted(hidden)[:4], *sorted(expected)[:2]]:
            if (client.get(f"/api/v1/items/{pk}/").status_code == 200) != (pk in expected):
                yield f"item {pk} by itself"

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
        for code in (code for code in WITH_EVERY_SCOPE if username in world.ways(code)):
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
            if told.item.entry and username in world.ways(told.code):
                place = f"/o/{told.code}/{told.item.entry.code}/"
                expected = world.expected(username, told.code, told.item.entry.code)
                yield from difference(linked(client.get(place)), expected, place)

    assert world.faults(found_by) == []


def test_search_finds_only_what_the_reader_may_read(world):
    def found_by(username, client):
        for told in (told for told in world.one_of_each if username in world.ways(told.code)):
            found = linked(client.get("/search/", {"q": told.item.title, **ITEMS_ALONE}))
            expected = {told.item.pk} & world.expected(username)
            yield from difference(found & {told.item.pk}, expected, "search")
            yield from difference(found - world.expected(username), set(), "search")

    assert world.faults(found_by) == []


@pytest.mark.clause("LK-02")
def test_feeds_carry_what_society_may_read_whoever_asks(world):
    def found_by(username, client):
        document = client.get("/feeds/qijiang.xml").content.decode()
        found = {int(pk) for pk in re.findall(r'<link [^>]*href="[^"]*/i/(\d+)/"', document)}
        codes = ("qijiang", *BELOW["qijiang"])
        yield from difference(found, set().union(*(world.expected(ANONYMOUS, code) for code in codes)), "the feed")

    assert world.faults(found_by) == []


@pytest.mark.clause("PL-02")
def test_an_attachment_opens_to_the_readers_of_its_item_and_to_the_desk_that_works_on_it(world):
    files = {row.pk: row for row in Attachment.objects.select_related("version")}
    of = {told.item.pk: told for told in world.items}
    found = {(of[row.version.item_id].ends, row.version.is_progress) for row in files.values()}
    assert found >= {("outside", False), ("inside", False), ("inside", True), ("hidden", False), ("narrowed", False)}

    def found_by(username, client):
        for row in files.values():
            told = of[row.version.item_id]
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

    readers = world.near("longkou") | world.near("qijiang") | world.ways("jiguan")
    assert world.faults(found_by, sorted(readers)) == []
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
        for place in ("/oversight/", "/oversight/deadlines.csv", "/oversight/numbers/", "/oversight/numbers.csv"):
            response = client.get(place)
            if (response.status_code == 200) != bool(watching.fullmatch(username)):
                yield f"{place} answers {response.status_code}"
            text = b"".join(response).decode()
            yield from (f"{place} names item {told.item.pk}" for told in world.items if told.item.title in text)

    assert world.faults(found_by) == []


def test_pages_of_inspections_name_an_item_only_to_its_readers(world):
    """Of what was drawn too: an inspection opens no item (LK-25)."""
    visits = Visit.objects.order_by("pk")
    assert {visit.organization.code for visit in visits} == {"jiguan", "qijiang-town"}
    places = [
        "/oversight/inspections/",
        *(f"{visit.get_absolute_url()}{end}" for visit in visits for end in ("", "list.txt", "sheet/")),
    ]
    seen = set()

    def found_by(username, client):
        for place in places:
            response = client.get(place)
            if response.status_code != 200:
                continue
            seen.add((username, place))
            text = b"".join(response).decode()
            for told in world.items:
                if told.item.title in text and not told.may_read(username):
                    yield f"{place} names item {told.item.pk}"

    assert world.faults(found_by) == []
    first, second = (visit.get_absolute_url() for visit in visits)
    assert {username for username, place in seen if place == first} == {
        "jiguan-secretary", "jiguan-approver", "jiguan-supervisor", "jiguan-superior-approver",
    }  # fmt: skip
    assert not {username for username, place in seen if place == second and not username.startswith("qijiang")}


def test_a_circular_is_drafted_for_who_watches_or_works_there_and_names_no_item(world):
    allowed = re.compile(r"qijiang-(secretary|approver|supervisor|clerk|reviewer|secrecy)")

    def found_by(username, client):
        for kind in ("", "circular.docx"):
            place = f"/oversight/circulars/o/qijiang/{kind}"
            response = client.get(place)
            if (response.status_code == 200) != bool(allowed.fullmatch(username)):
                yield f"{place} answers {response.status_code}"
            text = b"".join(response).decode(errors="ignore")
            yield from (f"{place} names item {told.item.pk}" for told in world.items if told.item.title in text)

    assert world.faults(found_by) == []


def test_outside_the_intranet_everyone_reads_as_a_passer_by(world, settings):
    settings.INTRANET_NETWORKS = ["10.0.0.0/8"]

    def found_by(username, client):
        rows = json.loads(client.get("/api/v1/items/").content)["items"]
        yield from difference({row["id"] for row in rows}, world.expected(ANONYMOUS), "the list outside")

    assert world.faults(found_by) == []
