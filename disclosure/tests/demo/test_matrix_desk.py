"""What stands beside the items: lists and pages of the desk, calendars and maps, and whom each of them is open to.

By hand: the desk of an organisation works on its own; a leader above reads what has come up for decision or was filed there;
who made a catalogue reads what is asked about it; who watches reads of the ledger below. Nobody else learns that it exists.
"""

import csv
import io
import re

import openpyxl
import pytest

from catalog.bulletins.models import Bulletin, UpwardReport
from catalog.changes.models import EntryChange
from catalog.filings.models import Filing
from catalog.items.channels.models import Carrier
from catalog.obligations.confirmations.models import Confirmation, Rhythm
from catalog.obligations.projects.models import Project
from catalog.obligations.withholdings.models import Withholding
from catalog.own_schemes.models import SchemeDraft
from disclosure.deadlines.calendar.feed import make_key
from disclosure.notices.models import Notice
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.tests.demo.world import ANONYMOUS, BELOW, DESK, MAIN, OUTSIDERS, difference

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

DECIDES_NEXT_ABOVE = {
    **{code: f"{code}-superior-approver" for code in MAIN if code != "qijiang"},
    **dict.fromkeys(BELOW["qijiang"], "qijiang-approver"),
    "qijiang-village": "qijiang-town-approver",
}
# What is not suitable for disclosure goes up for decision there.
WATCHING = ("secretary", "approver", "supervisor")
# For every identity one reader somewhere, and every organisation's own leaders.
ASKED = (
    *OUTSIDERS,
    *(f"{code}-{identity}" for code in MAIN for identity in ("secretary", "clerk", "approver", "member")),
    *(f"longkou-{identity}" for identity in ("reviewer", "secrecy", "handler", "staff", "committee", "supervisor")),
    *(f"{code}-superior-approver" for code in MAIN if code != "qijiang"),
    *(f"{code}-{identity}" for code in BELOW["qijiang"][:3] for identity in ("secretary", "approver", "member")),
)


def desk_of(code: str) -> set[str]:
    """Who holds a working post; of an organisation above that lends its leader alone, that leader."""
    return {f"{code}-{identity}" for identity in DESK}


def above(code: str) -> str:
    return DECIDES_NEXT_ABOVE.get(code, "")


def readers_of_withholding(row: Withholding) -> set[str]:
    code = row.organization.code
    # Of what the catalogue lists only 机关部门 asks its superior (JG-04); the others file it.
    went_up = code == "jiguan" and row.approved_at
    return desk_of(code) | ({above(code)} if went_up else set())


def readers_of_change(row: EntryChange) -> set[str]:
    return desk_of(row.organization.code) | desk_of(row.catalogue.organization.code)


def readers_of_filing(row: Filing) -> set[str]:
    code = row.organization.code
    return desk_of(code) | ({above(code)} if row.sent_on else set())


def readers_of_report(row: UpwardReport) -> set[str]:
    """All of them were sent."""
    return desk_of(row.organization.code) | desk_of(row.to_organization.code)


def readers_of_project(row: Project) -> set[str]:
    return desk_of(row.organization.code) - {f"{row.organization.code}-secrecy"}


def readers_of_own(row) -> set[str]:
    return desk_of(row.organization.code)


def readers_of_rhythm(row: Rhythm) -> set[str]:
    """Who decides for those below, there or above."""
    return {f"{row.organization.code}-approver"}


# Model of the desk → its rows' readers; what of a row nobody else may read.
DESK_MODELS = {
    "withholding": (Withholding, readers_of_withholding, "explanation"),
    "entrychange": (EntryChange, readers_of_change, "reason"),
    "filing": (Filing, readers_of_filing, "content"),
    "upwardreport": (UpwardReport, readers_of_report, "title"),
    "bulletin": (Bulletin, readers_of_own, "title"),
    "project": (Project, readers_of_project, "name"),
    "schemedraft": (SchemeDraft, readers_of_own, "title"),
    "carrier": (Carrier, readers_of_own, "keeper"),
    "confirmation": (Confirmation, readers_of_own, "period_label"),
    "rhythm": (Rhythm, readers_of_rhythm, "reason"),
}


def body_of(response) -> str:
    return b"".join(response).decode()


@pytest.mark.clause("LK-19")
@pytest.mark.clause("LK-22")
@pytest.mark.clause("QJ-15")
@pytest.mark.parametrize("model", DESK_MODELS)
def test_a_list_of_the_desk_holds_exactly_what_the_person_works_on(world, model):
    rows, readers, _words = DESK_MODELS[model]
    expected = {row.pk: readers(row) for row in rows.objects.select_related("organization")}
    assert len(expected) >= 1

    def found_by(username, client):
        response = client.get(f"/admin/catalog/{model}/")
        text = body_of(response)
        found = {int(pk) for pk in re.findall(rf"/admin/catalog/{model}/(\d+)/change/", text)}
        assert response.status_code in (200, 302, 403)
        yield from difference(found, {pk for pk, names in expected.items() if username in names}, f"/{model}/")

    assert world.faults(found_by, ASKED) == []


@pytest.mark.clause("JG-04")
@pytest.mark.clause("QJ-16")
@pytest.mark.parametrize("model", DESK_MODELS)
def test_a_page_of_the_desk_opens_to_who_works_on_it_and_its_refusal_says_nothing(world, model):
    rows, readers, words = DESK_MODELS[model]
    # One row for each set of readers.
    shown = {frozenset(readers(row)): row for row in rows.objects.select_related("organization").order_by("pk")}

    def found_by(username, client):
        for names, row in shown.items():
            response = client.get(f"/admin/catalog/{model}/{row.pk}/change/")
            text = body_of(response)
            if (response.status_code == 200) != (username in names):
                yield f"{model} {row.pk} of {row.organization.code} answers {response.status_code}"
            if username not in names and (secret := getattr(row, words)) and secret in text:
                yield f"the refusal of {model} {row.pk} tells it"

    asked = {
        name
        for names, row in shown.items()
        for name in (*names, f"{row.organization.code}-member", above(row.organization.code))
    }
    asked = {name for name in asked if re.search("-(clerk|approver|member)$", name)} | {*OUTSIDERS, "longkou-handler"}
    assert world.faults(found_by, sorted(asked & world.clients.keys())) == []


@pytest.mark.clause("LK-04")
@pytest.mark.clause("QJ-23")
def test_what_came_in_and_the_exported_register_hold_what_the_person_may_read(world):
    filings = {row.pk: row for row in Filing.objects.select_related("organization")}

    def found_by(username, client):
        decides = username in DECIDES_NEXT_ABOVE.values() or username.endswith("-approver")
        response = client.get("/admin/catalog/filing/incoming/")
        if (response.status_code == 200) != decides:
            yield f"incoming answers {response.status_code}"
        found = {int(pk) for pk in re.findall(r"/admin/catalog/filing/(\d+)/change/", body_of(response))}
        came_in = {pk for pk, row in filings.items() if row.sent_on and above(row.organization.code) == username}
        yield from difference(found, came_in, "incoming")
        readable = {
            (row.organization.code, row.title) for row in filings.values() if username in readers_of_filing(row)
        }
        for kind, rows_of in (("csv", rows_of_csv), ("xlsx", rows_of_xlsx)):
            response = client.get(f"/admin/catalog/filing/export.{kind}")
            exported = rows_of(b"".join(response)) if response.status_code == 200 else set()
            if exported != readable:
                yield f"export.{kind} differs by {exported ^ readable}"

    assert world.faults(found_by, [name for name in ASKED if not name.endswith("-clerk")]) == []


def rows_of_csv(content: bytes) -> set[tuple[str, str]]:
    return {(row["组织代码"], row["事由"]) for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


def rows_of_xlsx(content: bytes) -> set[tuple[str, str]]:
    head, *rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    code, title = head.index("组织代码"), head.index("事由")
    return {(row[code], row[title]) for row in rows}


@pytest.fixture
def unsaid(world) -> list[str]:
    """What the ledger and whatever is drawn from it must never say."""
    words = [told.item.title for told in world.items]
    words += Project.objects.values_list("name", flat=True)
    words += Withholding.objects.values_list("explanation", flat=True)
    words += Bulletin.objects.filter(kind="notice").values_list("title", flat=True)
    words += UpwardReport.objects.values_list("title", flat=True)
    return words


def test_ones_calendar_and_its_feed_tell_of_ones_own_organizations_and_name_nothing(world, unsaid):
    people = {person.username: person for person in User.objects.all()}
    names = {row.code: str(row) for row in Organization.objects.all()}

    def found_by(username, client):
        code = re.sub("-[a-z]+$", "", username)
        works = username in desk_of(code) and username in people
        response = client.get("/me/calendar/")
        if (response.status_code == 200) != works:
            yield f"the calendar answers {response.status_code}"
        page = body_of(response)
        feed = feed_of(people[username], world) if works else ""
        if works and not feed.startswith("BEGIN:VCALENDAR"):
            yield "the feed is none"
        for text in (page, feed):
            yield from (f"a calendar says {words}" for words in unsaid if words in text)
        yield from (f"the feed tells of {other}" for other in names if other != code and names[other] in feed)

    assert world.faults(found_by) == []
    assert feed_of(people["longkou-secretary"], world).count("BEGIN:VEVENT") > 50


def feed_of(person: User, world) -> str:
    """As a calendar program reads it that has only the address."""
    token = make_key(by=person, now=world.now)
    content = world.clients[ANONYMOUS].get(f"/calendar/{token}.ics").content.decode()
    # A calendar program joins what was folded.
    return content.replace("\r\n ", "")


def test_a_feed_answers_nobody_without_its_secret(world):
    make_key(by=User.objects.get(username="longkou-clerk"), now=world.now)
    for token in ("x", "longkou-clerk", "0" * 43):
        assert world.clients["longkou-clerk"].get(f"/calendar/{token}.ics").status_code == 404


def test_calendars_and_maps_of_the_watch_open_to_who_watches_and_name_nothing(world, unsaid):
    lines = {code: [code, *(up for up, below in BELOW.items() if code in below)] for code in (*MAIN, "qijiang-village")}

    def found_by(username, client):
        for code, line in lines.items():
            watches = username in {f"{each}-{identity}" for each in line for identity in WATCHING}
            watches |= username == f"{code}-superior-approver"
            for place in (f"/oversight/o/{code}/calendar/", f"/oversight/o/{code}/map/"):
                response = client.get(place)
                text = body_of(response)
                if (response.status_code == 200) != watches:
                    yield f"{place} answers {response.status_code}"
                yield from (f"{place} says {words}" for words in unsaid if words in text)

    readers = [ANONYMOUS, "sysadmin", "longkou-clerk", "jiguan-member"]
    readers += [f"{code}-{identity}" for code in ("longkou", "qijiang") for identity in WATCHING]
    readers += ["yueyang-superior-approver", "qijiang-town-secretary", "qijiang-village-approver", "pingluo-supervisor"]
    assert world.faults(found_by, readers) == []


@pytest.mark.clause("LK-01")
def test_the_page_of_an_entry_says_that_and_why_it_is_excused_and_never_the_explanation(world):
    rows = list(Withholding.objects.select_related("organization").order_by("pk"))

    def found_by(username, client):
        for row in rows:
            place = f"/o/{row.organization.code}/{row.entry_code}/"
            text = client.get(place).content.decode()
            if row.explanation in text or row.legal_basis in text:
                yield f"{place} tells the explanation"
            # That one item reaches fewer people is told to nobody.
            is_told = row.state == Withholding.State.IN_FORCE and row.item_id is None
            if (row.get_reason_display() in text) != is_told:
                yield f"{place} says of a withholding {row.state}: {row.get_reason_display()}"

    assert world.faults(found_by, (ANONYMOUS, "longkou-clerk")) == []


def test_the_list_of_duties_holds_ones_own_and_what_one_watches(world):
    def found_by(username, client):
        code, _, identity = username.rpartition("-")
        text = body_of(client.get("/admin/catalog/duty/?all="))
        told = {each for each in MAIN if str(world.organizations[each]) in re.sub(r"(?s)<nav.*?</nav>", "", text)}
        if code in MAIN and identity in ("clerk", "secretary"):
            yield from (f"duties of {each}" for each in told - {code})
        elif identity not in WATCHING:
            yield from (f"duties of {each}" for each in told)
        yield from (f"duties say {told.item.title}" for told in world.items if told.item.title in text)

    readers = [f"{code}-{identity}" for code in MAIN[:2] for identity in ("clerk", "secretary", "reviewer", "member")]
    assert world.faults(found_by, readers) == []


def test_notices_name_what_goes_on_at_the_desk_only_to_who_works_on_it(world):
    told = [(row.recipient.username, f"{row.title}\n{row.body}") for row in Notice.objects.select_related("recipient")]
    secrets = [
        (words, row, readers)
        for rows, readers, name in DESK_MODELS.values()
        for row in rows.objects.select_related("organization")
        # The name of a quarter is no secret.
        if (words := getattr(row, name)) and rows not in (Carrier, Filing, Confirmation)
    ]
    faults = [
        f"{username} is told {words}"
        for username, text in told
        for words, row, readers in secrets
        if words in text and username not in readers(row)
    ]
    assert faults == []


def test_works_stages_and_withholdings_stay_off_the_public_pages(world):
    places = ["/", "/o/longkou/", "/o/qijiang/", "/search/?q=结对帮扶", "/api/v1/items/", "/sitemap/"]
    names = [
        *Project.objects.values_list("name", flat=True),
        *Withholding.objects.values_list("explanation", flat=True),
    ]
    names += SchemeDraft.objects.values_list("title", flat=True)
    names += UpwardReport.objects.values_list("title", flat=True)

    def found_by(username, client):
        for place in places:
            text = client.get(place).content.decode()
            yield from (f"{place} says {name}" for name in names if name in text)

    assert world.faults(found_by, (ANONYMOUS, "longkou-member")) == []
