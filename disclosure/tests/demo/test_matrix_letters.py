"""Who sees what people ask and say: every case and consultation of the demonstration at every place that could tell of it.

Written down by hand: a case is read by its sender's account, by whoever handles requests and collects opinions in its
organisation, by the leader who approves there, by whom it was given to, and by the superior's leader where it was sent up.
Nobody else learns that it exists, but for the words that were let through to the public list.
"""

import io
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import docx
import openpyxl
import pytest
from django.test import Client
from pypdf import PdfReader

from catalog.filings.models import Filing
from disclosure.audit.models import Event
from disclosure.deadlines.models import Deadline
from disclosure.notices.models import Notice
from disclosure.tests.demo.tales import Written, stories
from disclosure.tests.demo.world import ANONYMOUS, BELOW, MAIN, OUTSIDERS, difference, party_of
from feedback.cases.models.cases import Case, CaseFile
from feedback.cases.models.replies import Letter, Outgoing, Reply
from feedback.consultations.models import Consultation, Meeting

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
# Who writes at the desk of an organisation, publishes there or collects opinions.
CONSULTING = ("clerk", "secretary", "handler")
DESK_PLACE, SITE_PLACE = "/admin/feedback/case", "/requests/letter"
# Everyone who works on cases anywhere, and of everyone else one.
AT_THE_QUEUE = (
    *OUTSIDERS,
    *(f"{code}-{each}" for code in MAIN for each in ("handler", "approver", "clerk")),
    *(f"{code}-superior-approver" for code in MAIN if code != "qijiang"),
    *(f"longkou-{each}" for each in ("secretary", "reviewer", "secrecy", "member", "staff", "committee", "supervisor")),
    *("qijiang-town-approver", "qijiang-town-clerk", "qijiang-village-member"),
)


@dataclass(frozen=True, eq=False)
class Known:
    """A case with the story that it came of; a complaint has none of its own. Of what was handed over from elsewhere nothing but
    its beginning was told here."""

    case: Case
    code: str
    story: Written | None
    is_told_here: bool = True

    @property
    def is_complaint(self) -> bool:
        return self.case.complaint_about_id is not None

    @cached_property
    def suggested_by(self) -> str:
        """User name of the supervisor whose suggestion it is."""
        person = getattr(getattr(self.case, "suggestion", None), "supervisor", None)
        return person.person.username if person else ""

    @cached_property
    def staff(self) -> set[str]:
        if self.is_complaint:
            return {f"{self.code}-approver"}
        steps = self.story.steps if self.story and self.is_told_here else []
        found = {f"{self.code}-handler", f"{self.code}-approver"}
        found |= {f"{self.code}-{step['handler']}" for step in steps if step["do"] == "assign"}
        if any(step["do"] == "send_up" for step in steps) and self.code != "qijiang":
            found.add(f"{self.code}-superior-approver")
        return found

    @property
    def may_see_sender(self) -> set[str]:
        """Nobody above, no leader but one who collects opinions too; who handles it, where they must write or call."""
        if self.is_complaint:
            return {f"{self.code}-approver"}
        is_by_hand = self.begun.get("reply_by") in ("phone", "post")
        given_to = {name for name in self.staff if name == f"{self.code}-clerk" and is_by_hand}
        return {f"{self.code}-handler"} | given_to

    @property
    def sender(self) -> str:
        """User name of who sent it with the own account."""
        if self.suggested_by:
            return self.suggested_by
        return self.story.sender if self.story else ""

    @property
    def begun(self) -> Mapping:
        return self.story.first if self.story and self.is_told_here else {}

    @property
    def said(self) -> list[str]:
        return [self.case.text, self.case.purpose, self.case.subject]


def written_names() -> set[str]:
    """What senders without an account wrote of themselves."""
    return {value for story in stories("ask") for value in story.contacts.values()}


@pytest.fixture(scope="module")
def cases(world) -> list[Known]:
    told = {(story.code, story.title): story for story in stories("ask")}
    found = Case.objects.select_related("organization", "origin__organization").order_by("pk")
    return [known_by(each, told) for each in found]


def known_by(case: Case, told: Mapping) -> Known:
    first = case.origin or case
    story = told.get((first.organization.code, case.subject))
    return Known(case, case.organization.code, story, is_told_here=case.origin_id is None)


@pytest.fixture(scope="module")
def one_of_each(cases) -> list[Known]:
    """One case for each set of readers, with papers and files where any has them."""
    order = sorted(cases, key=lambda known: (known.case.letters.exists(), bool(known.begun.get("files"))))
    chosen = {(frozenset(known.staff), known.case.kind == "opinion"): known for known in order}
    shown = [known for known in chosen.values() if known.code in ("longkou", "jiguan", "jiguan-superior")]
    assert len(shown) >= 6
    return shown


def asked_about(known: Known) -> list[str]:
    """Everyone for whom it could matter, and strangers who hold the same posts elsewhere."""
    code = known.code
    home = [f"{code}-{each}" for each in ("handler", "approver", "clerk", "secretary", "member")]
    strangers = ["yueyang-handler", "pingluo-approver", "jiguan-superior-approver", "auditadmin"]
    return [*dict.fromkeys([*home, *strangers, ANONYMOUS])]


def words_of(response) -> str:
    return b"".join(response).decode(errors="ignore")


def told_by(known: Known, text: str) -> bool:
    return any(words and words in text for words in known.said)


def ask(world, found_by, readers) -> list[str]:
    return world.faults(found_by, [name for name in readers if name in world.clients])


def test_the_demonstration_has_cases_for_every_set_of_readers(cases):
    readers = {frozenset(name.rpartition("-")[2] for name in known.staff) for known in cases}
    assert readers == {
        frozenset({"handler", "approver"}),
        frozenset({"handler", "approver", "clerk"}),
        frozenset({"approver"}),
    }
    assert any(f"{known.code}-superior-approver" in known.staff for known in cases)
    assert {known.sender for known in cases} >= {f"{code}-member" for code in MAIN}
    assert any(known.suggested_by for known in cases)
    assert [known for known in cases if not (known.story or known.is_complaint or known.suggested_by)] == []


@pytest.mark.clause("JG-08")
@pytest.mark.clause("QJ-05")
def test_the_queue_holds_counts_and_finds_exactly_what_the_person_works_on(world, cases):
    def found_by(username, client):
        seen = {known.case.pk: known for known in cases if username in known.staff}
        for tab, is_open in (("open", True), ("closed", False)):
            text = words_of(client.get(f"{DESK_PLACE}/", {"tab": tab}))
            expected = {pk for pk, known in seen.items() if known.case.is_open == is_open}
            found = {int(pk) for pk in re.findall(rf"{DESK_PLACE}/(\d+)/change/", text)}
            yield from difference(found, expected, f"the queue {tab}")
            yield from (f"the queue names {known.case}" for known in cases if is_strange(known, seen, text))
        counted = {"全部未办结": True, "已办结": False} if seen else {}
        for label, is_open in counted.items():
            number = int(re.search(rf"{label}\s*(?:<[^>]*>\s*)*(\d+)", text)[1])
            if number != sum(known.case.is_open == is_open for known in seen.values()):
                yield f"the queue counts {number} {label}"

    assert ask(world, found_by, AT_THE_QUEUE) == []


def is_strange(known: Known, seen: dict, text: str) -> bool:
    """What a complaint is about stands in its subject by its number alone."""
    if known.case.pk in seen:
        return False
    is_complained_about = any(each.case.complaint_about_id == known.case.pk for each in seen.values())
    is_said_by_another = any(each.case.subject == known.case.subject for each in seen.values())
    is_told = known.case.subject in text and not is_said_by_another
    return is_told or (known.case.number in text and not is_complained_about)


def test_a_search_in_the_queue_finds_nothing_of_others(world, cases):
    strange = next(known for known in cases if known.code == "jiguan")

    def found_by(username, client):
        for q in (strange.case.number, strange.case.subject):
            text = words_of(client.get(f"{DESK_PLACE}/", {"tab": "open", "q": q, "kind": strange.case.kind}))
            found = {int(pk) for pk in re.findall(rf"{DESK_PLACE}/(\d+)/change/", text)}
            mine = {strange.case.pk} if username in strange.staff and strange.case.is_open else set()
            yield from difference(found & {strange.case.pk}, mine, f"a search for {q}")

    readers = ("jiguan-handler", "jiguan-clerk", "jiguan-superior-approver", "longkou-handler", "longkou-approver")
    assert ask(world, found_by, readers) == []


@pytest.mark.clause("JG-08")
@pytest.mark.clause("QJ-17")
def test_the_pages_of_a_case_open_to_who_works_on_it_and_name_the_sender_to_nobody(world, one_of_each):
    names = written_names()

    def found_by(username, client):
        for known in (known for known in one_of_each if username in asked_about(known)):
            place = f"{DESK_PLACE}/{known.case.pk}"
            for name in ("change", "sender") if username in known.staff else ("change", "sender", "step/write_reply"):
                response = client.get(f"{place}/{name}/")
                text = words_of(response)
                if name == "change" and (response.status_code == 200) != (username in known.staff):
                    yield f"{place} answers {response.status_code}"
                if name == "sender" and (response.status_code == 200) != (username in known.may_see_sender):
                    yield f"the sender of {known.case} answers {response.status_code}"
                if username not in known.staff and (response.status_code == 200 or told_by(known, text)):
                    yield f"{place}/{name}/ answers {response.status_code} to a stranger"
                yield from (f"{place}/{name}/ names {each}" for each in names if each in text)

    assert ask(world, found_by, sorted({name for known in one_of_each for name in asked_about(known)})) == []


@pytest.mark.clause("JG-08")
@pytest.mark.clause("QJ-05")
def test_what_was_handed_over_opens_to_each_side_for_its_own_part_and_to_the_first_code_alone(world, cases):
    new = next(known for known in cases if known.case.origin_id)
    old = next(known for known in cases if known.case.pk == new.case.origin_id)
    assert (old.code, new.code, old.case.state) == ("pingluo", "jiguan", "handed_over")
    notes = [*old.case.steps.exclude(note="").values_list("note", flat=True)]
    assert notes

    def found_by(username, client):
        for known, other in ((old, new), (new, old)):
            response = client.get(f"{DESK_PLACE}/{known.case.pk}/change/")
            text = words_of(response)
            if (response.status_code == 200) != (username in known.staff):
                yield f"{known.case} answers {response.status_code}"
            if known is new and any(note in text for note in notes):
                yield f"{known.case} tells what was noted elsewhere"
            if response.status_code == 200 and f"{DESK_PLACE}/{other.case.pk}/" in text:
                yield f"{known.case} leads to {other.case}"
            if client.get(f"{SITE_PLACE}/{known.case.number}/").status_code != 404:
                yield f"{known.case} opens on the site"

    readers = [
        f"{code}-{each}" for code in ("pingluo", "jiguan", "longkou") for each in ("handler", "approver", "clerk")
    ]
    assert ask(world, found_by, [*readers, "jiguan-superior-approver", *OUTSIDERS]) == []
    sender = Client()
    sender.post("/requests/track/", {"code": world.codes[old.case.number]})
    pages = [words_of(sender.get(f"{SITE_PLACE}/{known.case.number}/")) for known in (old, new)]
    assert new.case.number in pages[0] and old.case.number in pages[1]


def test_the_desk_never_names_a_member_who_wrote_with_the_own_account(world, cases):
    known = next(known for known in cases if known.sender == "longkou-member" and known.case.letters.exists())
    person = known.case.sender.person.full_name
    paper = known.case.letters.order_by("pk").last()
    handler = world.clients["longkou-handler"]
    for place in (f"{DESK_PLACE}/{known.case.pk}/change/", f"{DESK_PLACE}/?tab=open", f"{DESK_PLACE}/?tab=closed"):
        assert person not in words_of(handler.get(place))
    assert person not in words_of_docx(handler.get(f"/admin/feedback/letter/{paper.pk}/docx/").content)
    mine = world.clients[known.sender].get(f"{SITE_PLACE}/{known.case.number}/documents/{paper.pk}.docx")
    assert person in words_of_docx(mine.content)


@pytest.mark.clause("LK-21")
def test_papers_and_files_open_to_the_sender_and_to_who_works_on_the_case(world, one_of_each):
    papers = {known: known.case.letters.order_by("pk").first() for known in one_of_each}
    files = {known: known.case.files.first() for known in one_of_each}
    assert any(papers.values())
    assert any(files.values())

    def found_by(username, client):
        for known in (known for known in one_of_each if username in asked_about(known)):
            case, paper, file = known.case, papers[known], files[known]
            desk = [f"/admin/feedback/letter/{paper.pk}/docx/"] if paper else []
            desk += [f"{DESK_PLACE}/{case.pk}/files/{file.pk}/"] if file else []
            site = [f"{SITE_PLACE}/{case.number}/documents/{paper.pk}.docx"] if paper else []
            site += [f"{SITE_PLACE}/{case.number}/files/{file.pk}/"] if file else []
            for place in desk + site:
                response = client.get(place)
                b"".join(response)
                allowed = username in known.staff if place in desk else username == known.sender
                if (response.status_code == 200) != allowed:
                    yield f"{place} answers {response.status_code}"

    assert ask(world, found_by, sorted({name for known in one_of_each for name in asked_about(known)})) == []


def test_a_paper_names_its_sender_in_the_senders_own_copy_alone(world):
    paper = Letter.objects.filter(case__sender__person__username="longkou-member").order_by("pk").first()
    name = paper.case.sender.person.full_name
    desk = world.clients["longkou-handler"].get(f"/admin/feedback/letter/{paper.pk}/pdf/")
    own = world.clients["longkou-member"].get(f"{SITE_PLACE}/{paper.case.number}/documents/{paper.pk}.pdf")
    assert (name in words_of_pdf(desk.content), name in words_of_pdf(own.content)) == (False, True)


@pytest.mark.clause("QJ-05")
def test_a_cases_own_page_opens_to_the_account_that_sent_it_and_to_no_other(world, one_of_each):
    def found_by(username, client):
        for known in (known for known in one_of_each if username in asked_about(known)):
            place = f"{SITE_PLACE}/{known.case.number}/"
            response = client.get(place)
            if response.status_code != (200 if username == known.sender else 404):
                yield f"{place} answers {response.status_code}"
            if username != known.sender and told_by(known, words_of(response)):
                yield f"the refusal of {place} tells it"
            if username != known.sender and client.post(f"{place}withdraw/").status_code != 404:
                yield f"{place} can be withdrawn"

    assert ask(world, found_by, sorted({name for known in one_of_each for name in asked_about(known)})) == []


def test_my_cases_hold_my_own_and_no_other(world, cases):
    def found_by(username, client):
        text = words_of(client.get("/me/letters/"))
        found = set(re.findall(rf'href="{SITE_PLACE}/([^/"]+)/"', text))
        own = {known.case.number for known in cases if known.sender == username}
        if found != own:
            yield f"/me/letters/ differs by {sorted(found ^ own)}"

    assert ask(world, found_by, world.clients) == []


@pytest.mark.clause("QJ-05")
def test_a_query_code_opens_its_own_case_in_the_own_browser_and_nothing_else(world, cases):
    numbers = [*world.codes]
    assert len(numbers) >= 5
    passer_by = Client()
    assert passer_by.post("/requests/track/", {"code": world.codes[numbers[0]]}).status_code == 302
    by_number = {known.case.number: known for known in cases}
    assert {number for number in by_number if passer_by.get(f"{SITE_PLACE}/{number}/").status_code == 200} == {
        numbers[0]
    }
    for paper in Letter.objects.filter(case__number__in=numbers[:3]).select_related("case"):
        expected = 200 if paper.case.number == numbers[0] else 404
        assert passer_by.get(f"{SITE_PLACE}/{paper.case.number}/documents/{paper.pk}.docx").status_code == expected
    for file in CaseFile.objects.exclude(case__number=numbers[0]).select_related("case"):
        assert passer_by.get(f"{SITE_PLACE}/{file.case.number}/files/{file.pk}/").status_code == 404
    assert Client().get(f"{SITE_PLACE}/{numbers[0]}/").status_code == 404


@pytest.mark.clause("LK-23")
def test_the_public_list_shows_the_words_let_through_and_nothing_else_whoever_asks(world, cases):
    names = written_names()
    listed = {known.case.number: known for known in cases if known.case.listed_at}
    assert len(listed) >= 5
    hidden = [known for known in cases if not known.case.listed_at]
    replies = set(Reply.objects.values_list("text", flat=True)) - {known.case.listed_reply for known in cases}

    def found_by(username, client):
        text = "".join(words_of(client.get(place)) for place in ("/requests/", "/requests/?o=longkou"))
        numbers = set(re.findall(r"/requests/listed/([^/\"]+)/", text))
        if numbers != listed.keys():
            yield f"the list differs by {sorted(numbers ^ listed.keys())}"
        one = next(iter(listed))
        text += words_of(client.get(f"/requests/listed/{one}/"))
        for known in (listed[one], *hidden[:3]):
            asked = client.get("/search/", {"q": known.case.listed_subject or known.case.subject}).text
            numbers = set(re.findall(r"/requests/listed/([^/\"]+)/", asked))
            if (one in numbers) != (known is listed[one]) or numbers - listed.keys():
                yield f"a search for {known.case} finds {sorted(numbers)}"
        if client.get(f"/requests/listed/{hidden[0].case.number}/").status_code != 404:
            yield f"{hidden[0].case} is shown"
        said = {known.case.text for known in cases} | {known.case.subject for known in hidden} | replies | names
        yield from (f"the list says {words}" for words in said if words in text)

    readers = (ANONYMOUS, "longkou-member", "longkou-handler", "jiguan-superior-approver", "auditadmin")
    assert ask(world, found_by, readers) == []


def test_what_is_alike_shows_listed_topics_alone(world, cases):
    hidden = [known for known in cases if not known.case.listed_at and known.case.kind == "topic"]

    def found_by(username, client):
        for known in hidden:
            asked = {"organization": known.code, "subject": known.case.subject[:-1], "text": known.case.text[:-1]}
            text = words_of(client.post("/requests/similar/", asked))
            if known.case.subject in text or known.case.text in text or known.case.number in text:
                yield f"what is alike shows {known.case}"

    assert ask(world, found_by, (ANONYMOUS, "longkou-member", "longkou-handler")) == []


@pytest.mark.clause("LK-23")
@pytest.mark.clause("YY-10")
def test_the_registers_hold_the_cases_of_the_organization_and_no_sender(world, cases):
    people = set(Case.objects.exclude(sender__person=None).values_list("sender__person__full_name", flat=True))
    names = written_names() | people

    def export(username: str, code: str, register: str):
        asked = {"register": register, "organization": code, "year": world.now.year, "format": "xlsx"}
        return world.clients[username].post("/admin/catalog/archiverecord/registers/", asked)

    for register in ("opinions", "handling"):
        words = words_of_xlsx(b"".join(export("longkou-handler", "longkou", register)))
        found = {known.case.number for known in cases if known.case.number in words}
        this_year = [known for known in cases if known.case.received_on.year == world.now.year]
        assert found == {known.case.number for known in this_year if known.code == "longkou"}
        assert [name for name in names if name in words] == []
        for username in ("jiguan-handler", "longkou-approver", "longkou-clerk", "longkou-member", "auditadmin"):
            response = export(username, "longkou", register)
            assert "spreadsheet" not in response.headers.get("Content-Type", ""), username
            text = words_of(response)
            assert [known.case.pk for known in cases if known.case.subject in text] == [], username


def test_notices_messages_ledger_log_and_filings_say_nothing_of_a_case_and_nobody(world, cases):
    codes = [code for number in world.codes for code in (world.codes[number], world.codes[number].replace("-", ""))]
    said = {words for known in cases for words in known.said if words and not known.is_complaint} | written_names()
    said |= {*codes, *Reply.objects.values_list("text", flat=True)}
    said |= {*Case.objects.exclude(verdict_text="").values_list("verdict_text", flat=True)}
    people = {row.pk: row.full_name for row in world_senders()}
    texts = {
        "a notice": [f"{row.title}\n{row.body}" for row in Notice.objects.all()],
        "a message": [f"{row.subject}\n{row.text}" for row in Outgoing.objects.all()],
        "the ledger": Deadline.objects.values_list("title", flat=True),
        "a filing": [f"{row.title}\n{row.content}" for row in Filing.objects.filter(what="application")],
        "the log": [
            f"{row.object_label}\n{json.dumps(row.changes, ensure_ascii=False)}"
            for row in Event.objects.filter(action__regex=r"^(case|consultation|meeting|deadline|filing)\.")
        ],
    }
    assert all(texts.values())
    faults = {(place, words) for place, rows in texts.items() for text in rows for words in said if words in text}
    assert faults == set()
    about_cases = [row for place in ("a message", "the ledger", "a filing") for row in texts[place]]
    assert [name for name in people.values() for text in about_cases if name in text] == []


def world_senders():
    rows = Case.objects.exclude(sender__person=None).select_related("sender__person")
    return [row.sender.person for row in rows]


def test_a_notice_about_a_case_comes_to_its_sender_or_to_who_works_on_it(cases):
    by_number = {known.case.number: known for known in cases}
    faults = []
    for notice in Notice.objects.filter(key__startswith="letter:").select_related("recipient"):
        for number in re.findall(r"[a-z-]+-\d{4}-[DSYZ]\d{4}", notice.title):
            known = by_number[number]
            may = known.staff | {known.sender}
            if notice.recipient.username not in may:
                faults.append(f"{notice.recipient.username}: {notice.title}")
    assert faults == []


# --- consultations and meetings ---


def readers_in(code: str, scope: str) -> set[str] | None:
    """None is everyone."""
    return {"society": None, "party": set().union(*map(party_of, (code, *BELOW.get(code, ()))))}[scope]


@pytest.mark.clause("JG-10")
@pytest.mark.clause("QJ-09")
def test_a_consultation_and_minutes_open_to_their_readers_and_their_desk_alone(world):
    rows = [
        *[(f"/c/{row.pk}/", "consultation", row) for row in Consultation.objects.select_related("organization")],
        *[(f"/meetings/{row.pk}/", "meeting", row) for row in Meeting.objects.select_related("organization")],
    ]
    chosen = {(model, row.scope, row.organization.code): (place, model, row) for place, model, row in rows}
    shown = [each for key, each in chosen.items() if key[2] in ("longkou", "qijiang")]
    assert {(model, row.scope) for _place, model, row in shown} >= {
        ("consultation", "party"),
        ("consultation", "society"),
        ("meeting", "party"),
        ("meeting", "society"),
    }

    def found_by(username, client):
        for place, model, row in shown:
            readers = readers_in(row.organization.code, row.scope)
            response = client.get(place)
            if response.status_code != (200 if readers is None or username in readers else 404):
                yield f"{place} answers {response.status_code}"
            if response.status_code == 404 and row.title in words_of(response):
                yield f"the refusal of {place} names it"
            desk = username in {f"{row.organization.code}-{each}" for each in CONSULTING}
            response = client.get(f"/admin/feedback/{model}/{row.pk}/change/")
            if (response.status_code == 200) != desk:
                yield f"the desk of {place} answers {response.status_code}"

    readers = [*OUTSIDERS, "longkou-superior-approver", "qijiang-village-member", "jiguan-handler", "longkou-clerk"]
    readers += [f"{code}-{each}" for code in ("longkou", "qijiang") for each in ("handler", "member")]
    assert ask(world, found_by, [*readers, "longkou-supervisor", "longkou-staff"]) == []


@pytest.mark.clause("JG-15")
def test_the_lists_of_consultations_link_to_what_the_reader_may_read(world):
    consultations = list(Consultation.objects.select_related("organization"))
    meetings = list(Meeting.objects.select_related("organization"))

    def may(username, row) -> bool:
        readers = readers_in(row.organization.code, row.scope)
        return readers is None or username in readers

    def found_by(username, client):
        text = words_of(client.get("/consultations/"))
        found = {int(pk) for pk in re.findall(r'href="/c/(\d+)/"', text)}
        yield from difference(found, {row.pk for row in consultations if may(username, row)}, "/consultations/")
        found = {int(pk) for pk in re.findall(r'href="/meetings/(\d+)/"', words_of(client.get("/meetings/")))}
        yield from difference(found, {row.pk for row in meetings if may(username, row)}, "/meetings/")
        for path, rows in (("c", consultations), ("meetings", meetings)):
            for row in rows[::4]:
                found = set(re.findall(rf'href="/{path}/(\d+)/"', client.get("/search/", {"q": row.title}).text))
                yield from difference(found & {str(row.pk)}, {str(row.pk)} if may(username, row) else set(), "search")

    readers = [ANONYMOUS, "sysadmin", "longkou-superior-approver", "qijiang-village-member", "qijiang-staff"]
    assert ask(world, found_by, [*readers, *(f"{code}-member" for code in MAIN), "longkou-supervisor"]) == []


def test_comments_are_read_at_the_desk_without_names_and_outside_once_they_are_summarised(world):
    names = {"邬秀芝", "尚明芳", *(person.full_name for person in comment_writers())}
    for row in Consultation.objects.filter(organization__code="longkou").prefetch_related("comments"):
        page = words_of(world.clients["longkou-secretary"].get(f"/c/{row.pk}/"))
        desk = words_of(world.clients["longkou-handler"].get(f"/admin/feedback/consultation/{row.pk}/change/"))
        place = f"/admin/feedback/consultation/{row.pk}/comments.xlsx"
        export = words_of_xlsx(b"".join(world.clients["longkou-handler"].post(place)))
        for comment in row.comments.all():
            assert comment.text in desk
            assert comment.text in export
            assert (comment.text in page) == bool(row.summary_published_at)
        assert [name for name in names for text in (page, desk, export) if name in text] == []
        for username in ("jiguan-handler", "longkou-member", "longkou-superior-approver"):
            response = world.clients[username].post(place)
            assert "spreadsheet" not in response.headers.get("Content-Type", ""), username


def comment_writers():
    rows = Consultation.objects.filter(comments__person__isnull=False).values_list("comments__person", flat=True)
    return Case._meta.get_field("handler").related_model.objects.filter(pk__in=rows)


# --- what files say ---


def words_of_docx(content: bytes) -> str:
    return "".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def words_of_pdf(content: bytes) -> str:
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))


def words_of_xlsx(content: bytes) -> str:
    rows = openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)
    return "\n".join(str(cell) for row in rows for cell in row if cell)
