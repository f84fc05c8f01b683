"""What leaves the portal on paper, on a screen or as a file: posters, screens, packages, registers, evidence, notices."""

import io
import json
import re
import zipfile

import docx
import openpyxl
import pytest
from pypdf import PdfReader

from catalog.archive.models import ArchiveRecord
from catalog.bulletins.models import Bulletin, BulletinFile
from catalog.items.channels.models import Evidence
from disclosure.notices.models import Notice
from disclosure.oversight.circulars.models import Circular
from disclosure.tests.demo.tales import stories
from disclosure.tests.demo.world import ANONYMOUS, BELOW, DESK, MAIN, OUTSIDERS, difference, party_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]


def content_of(response) -> bytes:
    """To its end, so that a file is closed."""
    return b"".join(response)


def told_of(world, kind: tuple[str, str], code: str = "longkou"):
    return next(told for told in world.items if told.kind == kind and (told.code == code or not code))


@pytest.mark.clause("LK-09")
def test_a_poster_is_for_the_readers_of_its_item_in_either_size(world):
    kinds = [("society", "outside"), ("party", "inside"), ("audience", "inside"), ("individual", "inside")]
    shown = {told_of(world, kind): ("a4",) for kind in kinds}
    shown[told_of(world, kinds[0])] = ("a4", "a3")
    for ends in ("draft", "approved", "withdrawn"):
        shown[next(told for told in world.items if told.ends == ends)] = ("a4", "a3")

    def found_by(username, client):
        for told, sizes in shown.items():
            for size in sizes if username in (ANONYMOUS, f"{told.code}-member") else sizes[:1]:
                response = client.get(f"/i/{told.item.pk}/poster.pdf", {"size": size})
                allowed = told.may_read(username)
                if response.status_code != (200 if allowed else 404):
                    yield f"the poster of {told.item.pk} {told.kind} answers {response.status_code}"
                if allowed and not response.content.startswith(b"%PDF"):
                    yield f"the poster of {told.item.pk} is none"

    readers = {
        name for told in shown for name in world.near(told.code) if re.search("member|clerk|committee|staff", name)
    }
    assert world.faults(found_by, sorted(readers | set(OUTSIDERS))) == []


@pytest.mark.clause("LK-09")
def test_a_poster_carries_the_title_of_its_own_item_and_of_no_other(world):
    outside, inside = told_of(world, ("society", "outside")), told_of(world, ("party", "inside"))
    for told, reader in ((outside, ANONYMOUS), (inside, "longkou-member")):
        response = world.clients[reader].get(f"/i/{told.item.pk}/poster.pdf")
        text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
        text = re.sub(r"\s", "", text)
        assert [other.item.pk for other in world.items if other.item.title in text] == [told.item.pk]


@pytest.mark.clause("PL-10")
def test_what_is_over_is_gone_for_society_also_as_a_poster_and_says_no_more_than_that(world):
    over = [told for told in world.items if told.kind in (("society", "ended"), ("society", "archived"))]
    assert {told.ends for told in over} == {"ended", "archived"}

    def found_by(username, client):
        for told in over:
            for place in (f"/i/{told.item.pk}/", f"/i/{told.item.pk}/poster.pdf"):
                response = client.get(place)
                text = response.content.decode(errors="ignore")
                if response.status_code != 410 or "公示期已满" not in text:
                    yield f"{place} answers {response.status_code}"
                if told.item.title in text or told.item.published_version.body in text:
                    yield f"{place} tells what it was"

    strangers = (ANONYMOUS, "sysadmin", "qijiang-secretary")
    assert world.faults(found_by, [name for name in strangers if not any(told.may_read(name) for told in over)]) == []


@pytest.mark.clause("PL-14")
def test_a_screen_shows_what_society_may_read_whoever_stands_before_it(world):
    def found_by(username, client):
        for code in (*MAIN, "qijiang-village"):
            expected = world.expected(ANONYMOUS, code)
            rows = json.loads(client.get(f"/screen/{code}/items.json").content)["items"]
            yield from difference({row["id"] for row in rows}, expected, f"the items of the screen of {code}")
            page = client.get(f"/screen/{code}/").content.decode()
            yield from (
                f"the screen of {code} shows {told.item.pk}"
                for told in world.items
                if told.item.pk not in expected and told.item.title in page
            )

    readers = (ANONYMOUS, "longkou-member", "qijiang-committee", "jiguan-staff", "sysadmin")
    assert world.faults(found_by, readers) == []


@pytest.mark.clause("YY-11")
def test_a_package_is_taken_out_by_the_leaders_of_its_organization_alone(world):
    records = list(ArchiveRecord.objects.select_related("organization", "item"))
    assert len(records) >= 2

    def found_by(username, client):
        for record in records:
            code = record.organization.code
            response = client.post(f"/admin/catalog/archiverecord/{record.pk}/package/")
            content = content_of(response)
            leads = username in (f"{code}-secretary", f"{code}-approver")
            if (response.status_code == 200) != leads:
                yield f"the package of {code} answers {response.status_code}"
            if leads and zipfile.ZipFile(io.BytesIO(content)).testzip():
                yield f"the package of {code} is damaged"
            if not leads and record.title in content.decode(errors="ignore"):
                yield f"the refusal of the package of {code} names it"

    readers = world.near("longkou") | world.near("yueyang")
    assert world.faults(found_by, sorted(readers)) == []


def test_the_list_of_the_archive_holds_what_ones_own_desk_has_archived(world):
    records = list(ArchiveRecord.objects.select_related("organization"))

    def found_by(username, client):
        text = content_of(client.get("/admin/catalog/archiverecord/")).decode()
        waiting = content_of(client.get("/admin/catalog/archiverecord/waiting/")).decode()
        found = {int(pk) for pk in re.findall(r"/admin/catalog/archiverecord/(\d+)/change/", text)}
        mine = {row.pk for row in records if username in {f"{row.organization.code}-{each}" for each in DESK}}
        yield from difference(found, mine, "the archive")
        others = [told for told in world.items if not username.startswith(f"{told.code}-")]
        yield from (f"the archive names {told.item.pk}" for told in others if told.item.title in text + waiting)

    assert world.faults(found_by, sorted(world.near("longkou") | world.near("yueyang"))) == []


@pytest.mark.clause("QJ-06")
def test_registers_hold_the_items_of_the_organization_asked_for_and_are_given_to_its_desk_alone(world):
    year = world.now.year

    def export(username, code, register, kind):
        asked = {"register": register, "organization": code, "year": year, "format": kind}
        return world.clients[username].post("/admin/catalog/archiverecord/registers/", asked)

    for kind, words_of in (("docx", words_of_docx), ("xlsx", words_of_xlsx)):
        for register in ("items", "meetings", "archive"):
            words = words_of(content_of(export("longkou-clerk", "longkou", register, kind)))
            named = {told.code for told in world.items if told.item.title in words}
            assert named == {"longkou"}, (register, kind)
    assert all(
        told.item.title in words_of_xlsx(content_of(export("longkou-clerk", "longkou", "items", "xlsx")))
        for told in world.items
        if told.code == "longkou" and told.item.created_at.year == year
    )
    for username in ("jiguan-clerk", "qijiang-secretary", "longkou-member", "longkou-superior-approver", "sysadmin"):
        for register in ("items", "meetings", "archive"):
            response = export(username, "longkou", register, "xlsx")
            assert "spreadsheet" not in response.headers.get("Content-Type", ""), username
            text = content_of(response).decode()
            assert not [told.item.pk for told in world.items if told.code == "longkou" and told.item.title in text]


def words_of_docx(content: bytes) -> str:
    (table,) = docx.Document(io.BytesIO(content)).tables
    return "\n".join(node.text for node in table._tbl.iter() if node.tag.endswith("}t") and node.text)


def words_of_xlsx(content: bytes) -> str:
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell)


@pytest.mark.clause("LK-10")
def test_evidence_opens_to_the_desk_of_its_organization_alone(world):
    rows = list(Evidence.objects.select_related("record__item__organization"))
    assert rows

    def found_by(username, client):
        for row in rows:
            item = row.record.item
            response = client.get(f"/admin/catalog/item/{item.pk}/channels/{row.record_id}/evidence/{row.pk}/")
            content = content_of(response)
            desk = username in {f"{item.organization.code}-{identity}" for identity in DESK}
            if (response.status_code == 200) != desk:
                yield f"evidence of {item.organization} answers {response.status_code}"
            if not desk and row.name in content.decode(errors="ignore"):
                yield f"the refusal of evidence {row.pk} names it"

    assert world.faults(found_by, sorted(world.near("longkou") | {"pingluo-clerk", "pingluo-member"})) == []


def readers_of_bulletins() -> dict[int, set[str] | None]:
    """Notice → user names; None is everyone. What was published of a change stands in no chapter: society reads it; the month's
    circular neither: the Party reads it."""
    circulars = set(Circular.objects.values_list("bulletin", flat=True))
    chapter = {(story.code, story.title): story for story in stories("bulletin.write")}
    found = {}
    for bulletin in Bulletin.objects.select_related("organization"):
        code = bulletin.organization.code
        story = chapter.get((code, bulletin.title))
        is_out = story is None or "bulletin.publish" in story.names
        scope = story.first["scope"] if story else "party" if bulletin.pk in circulars else "society"
        found[bulletin.pk] = readers_in(code, scope) if is_out else set()
    return found


def readers_in(code: str, scope: str) -> set[str] | None:
    return {
        "society": None,
        "party": set().union(*map(party_of, (code, *BELOW.get(code, ())))),
        "staff": {*party_of(code), f"{code}-staff"},
        "audience": {f"{code}-committee"},
    }[scope]


@pytest.mark.clause("LK-22")
@pytest.mark.clause("QJ-14")
def test_a_notice_opens_to_its_readers_alone_and_its_refusal_names_nothing(world):
    readers = readers_of_bulletins()
    bulletins = Bulletin.objects.in_bulk()
    # One for each set of readers.
    shown = {tuple(sorted(names or ["*"])): pk for pk, names in readers.items()}
    assert len(shown) >= 9

    def found_by(username, client):
        for pk in shown.values():
            response = client.get(f"/b/{pk}/")
            allowed = readers[pk] is None or username in readers[pk]
            if response.status_code != (200 if allowed else 404):
                yield f"notice {pk} answers {response.status_code}"
            if not allowed and bulletins[pk].title in response.content.decode():
                yield f"the refusal of {pk} names it"

    asked = world.near("longkou") | {"qijiang-village-member", "qijiang-committee", "jiguan-staff"}
    assert world.faults(found_by, sorted(asked & world.clients.keys())) == []


@pytest.mark.clause("QJ-14")
def test_columns_and_pages_link_to_the_notices_that_the_reader_may_read(world):
    readers = readers_of_bulletins()
    of = dict(Bulletin.objects.values_list("pk", "organization__code"))
    private = dict(Bulletin.objects.exclude(scope="society").values_list("pk", "title"))

    def found_by(username, client):
        may = {pk for pk, names in readers.items() if names is None or username in names}
        for code in (*MAIN, "qijiang-village"):
            place = f"/o/{code}/bulletins/"
            found = {int(pk) for pk in re.findall(r'href="/b/(\d+)/"', client.get(place).content.decode())}
            yield from difference(found, {pk for pk in may if of[pk] == code}, place)
        for place in ("/", "/me/", "/o/longkou/", "/search/?q=通报"):
            text = client.get(place).content.decode()
            yield from (f"{place} names {pk}" for pk, title in private.items() if pk not in may and title in text)
        for pk, title in list(private.items())[::9]:
            found = {int(each) for each in re.findall(r'href="/b/(\d+)/"', client.get("/search/", {"q": title}).text)}
            yield from difference(found & {pk}, {pk} & may, "search")
            yield from difference(found - may, set(), "search")

    asked = [ANONYMOUS, "sysadmin", "longkou-superior-approver", "qijiang-village-member", "qijiang-town-secretary"]
    asked += [f"{code}-{each}" for code in ("longkou", "qijiang") for each in ("member", "committee", "staff", "clerk")]
    assert world.faults(found_by, [*asked, "jiguan-staff", "pingluo-supervisor"]) == []


@pytest.mark.clause("LK-22")
def test_files_of_a_notice_open_to_its_readers_and_to_its_desk(world):
    readers = readers_of_bulletins()
    files = list(BulletinFile.objects.select_related("bulletin__organization"))
    assert len(files) >= 2

    def found_by(username, client):
        for row in files:
            response = client.get(f"/b/{row.bulletin_id}/files/{row.pk}/")
            content_of(response)
            names = readers[row.bulletin_id] | {f"{row.bulletin.organization.code}-{each}" for each in DESK}
            if response.status_code != (200 if username in names else 404):
                yield f"a file of notice {row.bulletin_id} answers {response.status_code}"

    assert world.faults(found_by, sorted(world.near("longkou") | world.near("qijiang"))) == []


def test_inbox_and_mail_tell_that_there_is_a_notice_and_never_what_it_says(world):
    titles = list(Bulletin.objects.exclude(scope="society").values_list("title", flat=True))
    told = [f"{row.title}\n{row.body}" for row in Notice.objects.all()]
    assert [text for text in told for title in titles if title in text] == []
