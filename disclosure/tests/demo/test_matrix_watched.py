"""Orders, meetings, points, supervisors, assessments, evaluations, measures, pressing: who opens their pages, and what they tell.

By hand: the desk of an organisation works on its own; an order is read at both its sides; what was assessed, resolved, found or decided
is read by those whom it concerns; a contact point on both sides. Everything that people wrote is marked with words of its own, and
looked for on every page of everybody else.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import models
from django.urls import reverse

from disclosure.orders.models import Order, Report
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.assessment.models import Assessment, Objection, Result, Score
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.inspections.models import Finding, Inspection, Mark, Visit
from disclosure.oversight.meetings.models import OfficeReport, Resolution, WorkMeeting
from disclosure.oversight.points.models import ContactPoint, PointRecord
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.oversight.trials.models import Trial
from disclosure.oversight.urging.models import Urge
from disclosure.tests.demo.world import ANONYMOUS, BELOW, DESK, MAIN, difference, party_of

pytestmark = [pytest.mark.django_db, pytest.mark.portable]

SUPERIORS = tuple(code for code in MAIN if code != "qijiang")
# Two supervisors are inspectors besides.
INSPECTORS = {"jiguan": "jiguan-supervisor", "qijiang": "qijiang-supervisor"}
WATCHING = ("secretary", "approver", "supervisor")
# Each identity somewhere, every organisation by somebody, both ways up and down.
ASKED = (
    ANONYMOUS, "sysadmin", "longkou-clerk", "longkou-supervisor", "longkou-superior-approver", "jiguan-approver", "pingluo-secretary",
    "yueyang-handler", "yueyang-member", "qijiang-clerk", "qijiang-supervisor", "qijiang-town-secretary", "qijiang-village-approver",
)  # fmt: skip


def those(code: str, *identities: str) -> set[str]:
    return {f"{code}-{each}" for each in identities}


def desk_of(code: str) -> set[str]:
    return those(code, *DESK)


def workers_at(code: str) -> set[str]:
    """Whoever holds a post there; who merely belongs holds none."""
    return {f"{code}-approver"} if code.endswith("-superior") else those(code, *DESK, "handler", "supervisor")


def line_of(code: str) -> list[str]:
    """It and those above it."""
    return [
        code,
        *(above for above, below in BELOW.items() if code in below),
        *([f"{code}-superior"] if code in SUPERIORS else []),
    ]


def writers_at(row: Any) -> set[str]:
    return those(row.organization.code, "clerk", "secretary", "approver")


def watchers_of(code: str) -> set[str]:
    return {name for each in line_of(code) for name in those(each, *WATCHING)}


# --- the readers of each row, by hand ---


def readers_of_order(row: Order) -> set[str]:
    """The addressee's desk, who works at the issuer, who inspects or decides above; one of an opinion is read at the opinion."""
    if row.is_at_source:
        return set()
    line = line_of(row.organization.code)
    above = {f"{each}-approver" for each in line} | {INSPECTORS[each] for each in line if each in INSPECTORS}
    return desk_of(row.organization.code) | workers_at(row.issuer.code) | above


def readers_of_assessment(row: Assessment) -> set[str]:
    return desk_of(row.organization.code)


def readers_of_result(row: Result) -> set[str]:
    """The assessed from the preview on."""
    is_shown = row.assessment.state != "draft"
    return desk_of(row.assessment.organization.code) | (desk_of(row.organization.code) if is_shown else set())


def readers_of_objection(row: Objection) -> set[str]:
    return readers_of_result(row.result)


def readers_of_measure(row: Measure) -> set[str]:
    """Those who keep it."""
    return {f"{row.organization.code}-approver", INSPECTORS[row.organization.code]}


def told_of_measure(row: Measure) -> set[str]:
    """Once another has confirmed it, the secretary of whom it concerns; all of them name an organisation and no person."""
    assert row.person_name == ""
    return those(row.concerned.code, "secretary") if row.state == "confirmed" else set()


def readers_of_point(row: ContactPoint) -> set[str]:
    return writers_at(row) | those(row.guided_by.code, "clerk", "secretary", "approver")


def readers_of_record(row: PointRecord) -> set[str]:
    return readers_of_point(row.point)


def watchers_of_point(row: ContactPoint) -> set[str]:
    return those(row.guided_by.code, *WATCHING) | those(row.organization.code, *WATCHING)


def readers_of_text(row: PointRecord) -> set[str]:
    """What was learnt there is shared with all who watch below who guides it."""
    readers = readers_of_record(row) | watchers_of_point(row.point)
    below = BELOW[row.point.guided_by.code] if row.kind == "experience" else ()
    return readers.union(*(those(code, *WATCHING) for code in below))


def readers_of_supervisor(row: Supervisor) -> set[str]:
    return writers_at(row) | those(row.organization.code, "handler")


def readers_of_meeting(row: WorkMeeting) -> set[str]:
    """The desk and those invited: supervisors, or the leading group with the office."""
    invited = {"supervisors": "supervisor", "group": "handler"}[row.kind]
    return desk_of(row.organization.code) | those(row.organization.code, invited, "handler")


def readers_of_report(row: OfficeReport) -> set[str]:
    """Once it is signed: the desk, the leading group, the supervisors."""
    return (
        desk_of(row.organization.code) | those(row.organization.code, "supervisor") if row.state == "signed" else set()
    )


def readers_of_evaluation(row: Evaluation) -> set[str]:
    """Of those inside the Party there and below, who watches."""
    code = row.organization.code
    assert row.results_for == "party"
    return set().union(*map(party_of, (code, *BELOW.get(code, ())))) | watchers_of(code)


def readers_of_urge(row: Urge) -> set[str]:
    """Whose work it is, who watches where it was pressed from."""
    return those(row.deadline.organization.code, "clerk", "secretary") | those(row.issuer.code, *WATCHING)


def readers_of_inspection(row: Inspection) -> set[str]:
    """The inspecting side alone, but who works in what is inspected."""
    return {"jiguan": {"jiguan-supervisor", "jiguan-superior-approver"}, "qijiang": {"qijiang-supervisor", "qijiang-approver"}}[
        row.organization.code
    ]  # fmt: skip


def readers_of_visit(row: Visit) -> set[str]:
    """The inspecting side; of the inspected who watches there: they were told."""
    return readers_of_inspection(row.inspection) | watchers_of(row.organization.code)


@dataclass(frozen=True)
class Kind:
    """A table of the desk, with the readers of its rows."""

    model: type[models.Model]
    readers: Callable[[Any], set[str]]
    reads: tuple[str, ...] = ("organization",)


KINDS = (
    Kind(Order, readers_of_order, ("organization", "issuer")),
    Kind(Assessment, readers_of_assessment),
    Kind(Result, readers_of_result, ("organization", "assessment__organization")),
    Kind(Objection, readers_of_objection, ("result__organization", "result__assessment__organization")),
    Kind(Evaluation, writers_at),
    Kind(Measure, readers_of_measure),
    Kind(WorkMeeting, writers_at),
    Kind(Resolution, writers_at),
    Kind(OfficeReport, writers_at),
    Kind(ContactPoint, readers_of_point, ("organization", "guided_by")),
    Kind(PointRecord, readers_of_record, ("point__organization", "point__guided_by")),
    Kind(Supervisor, readers_of_supervisor),
    Kind(Trial, lambda row: desk_of(row.organization.code)),
)


def rows_of(kind: Kind) -> list[Any]:
    return list(kind.model._default_manager.select_related(*kind.reads).order_by("pk"))


def desk_address(model: type[models.Model], page: str, *args: int) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def body_of(response: Any) -> str:
    return b"".join(response).decode(errors="ignore")


@dataclass(frozen=True)
class Page:
    """``readers``: of it; nobody else gets 200 there. ``is_costly``: only the others ask for it."""

    address: str
    readers: set[str]
    is_costly: bool = False


def pages() -> Iterator[Page]:
    """What stands outside the desk: pages of one row, and files."""
    for row in rows_of(Kind(Evaluation, readers_of_evaluation)):
        yield Page(row.get_absolute_url(), readers_of_evaluation(row))
        # Of so few ballots no list is told.
        yield Page(f"{row.get_absolute_url()}recount.csv", set())
    for row in rows_of(Kind(Measure, told_of_measure, ("organization", "concerned"))):
        yield Page(row.get_absolute_url(), told_of_measure(row))
    for row in rows_of(Kind(WorkMeeting, readers_of_meeting)):
        yield Page(row.get_absolute_url(), readers_of_meeting(row))
    for row in rows_of(Kind(OfficeReport, readers_of_report)):
        yield Page(row.get_absolute_url(), readers_of_report(row))
        for kind in ("docx", "pdf"):
            yield Page(
                reverse("oversight:office_report_file", args=[row.pk, kind]), readers_of_report(row), kind == "pdf"
            )
    for row in rows_of(Kind(ContactPoint, readers_of_point)):
        yield Page(row.get_absolute_url(), watchers_of_point(row))
    urges = rows_of(Kind(Urge, readers_of_urge, ("issuer", "deadline__organization")))
    for row in {row.issuer.code: row for row in urges if row.issuer.code in ("longkou-superior", "qijiang")}.values():
        yield Page(row.get_absolute_url(), readers_of_urge(row))
    for row in rows_of(Kind(Inspection, readers_of_inspection)):
        yield Page(row.get_absolute_url(), readers_of_inspection(row))
        yield Page(
            reverse("oversight:inspection_report", args=[row.pk]), readers_of_inspection(row) if row.report else set()
        )
    for row in rows_of(Kind(Visit, readers_of_visit, ("organization", "inspection__organization"))):
        yield Page(row.get_absolute_url(), readers_of_visit(row))
        yield Page(f"{row.get_absolute_url()}sheet/", readers_of_inspection(row.inspection))
    for row in rows_of(Kind(Assessment, readers_of_assessment)):
        readers = readers_of_assessment(row) | watchers_of(row.organization.code) if row.state == "announced" else set()
        for kind in ("docx", "pdf"):
            yield Page(reverse("oversight:assessment_circular", args=[row.pk, kind]), readers, kind == "pdf")
        score = Score.objects.filter(result__assessment=row).order_by("pk").first()
        yield Page(reverse("oversight:assessment_rows", args=[score.pk]), readers_of_result(score.result))
    watching = watchers_of("qijiang-town")
    yield from (Page(f"/oversight/{place.format('qijiang-town')}", watching) for place in PLACES)


# Of one organisation, for those who watch it.
PLACES = (
    "assessment/o/{}/", "assessment/burden/o/{}/", "meetings/o/{}/", "points/o/{}/", "supervisors/o/{}/", "urging/o/{}/",
    "urging/given/o/{}/", "inspections/o/{}/", "o/{}/deadlines.xlsx", "o/{}/numbers.xlsx",
)  # fmt: skip
# Lists that hold what the person reads, whatever that is.
LISTS = (
    "/admin/", "/oversight/assessment/", "/oversight/evaluation/", "/oversight/accountability/", "/oversight/meetings/",
    "/oversight/points/", "/oversight/supervisors/", "/oversight/urging/", "/oversight/urging/given/", "/oversight/urging/mine/",
    "/oversight/inspections/", "/oversight/readiness/",
)  # fmt: skip
PUBLIC = ("/", "/o/longkou/", "/o/jiguan/", "/o/qijiang-town/")


SECRETS: tuple[tuple[Any, str, Callable[[Any], set[str]]], ...] = (
    (Order, "what", readers_of_order),
    (Report, "text", lambda row: readers_of_order(row.order)),
    (Objection, "text", readers_of_objection),
    (Result, "hand_reason", readers_of_result),
    (Measure, "why", lambda row: readers_of_measure(row) | told_of_measure(row)),
    (Measure, "body", lambda row: readers_of_measure(row) | told_of_measure(row)),
    (WorkMeeting, "minutes", readers_of_meeting),
    (Resolution, "what", lambda row: readers_of_meeting(row.meeting)),
    (OfficeReport, "body", lambda row: writers_at(row) | readers_of_report(row)),
    (ContactPoint, "why", lambda row: readers_of_point(row) | watchers_of_point(row)),
    (PointRecord, "text", readers_of_text),
    (Supervisor, "contact", readers_of_supervisor),
    (Urge, "words", readers_of_urge),
    (Urge, "reason", readers_of_urge),
    (Finding, "text", lambda row: readers_of_visit(row.visit)),
    (Mark, "why", lambda row: readers_of_visit(row.sampled.visit)),
    (Inspection, "report", lambda row: readers_of_visit(row.visits.get())),
)
MARKED = re.compile(r"暗[a-z]+\d+语")


def plant() -> Mapping[str, set[str]]:
    """Words of its own in everything that people wrote; returns their readers."""
    found = {}
    for number, (model, field, readers) in enumerate(SECRETS):
        for row in model._default_manager.exclude(**{field: ""}).order_by("pk"):
            word = f"暗{model._meta.model_name}{number}{row.pk:04}语"
            found[word] = readers(row)
            model._default_manager.filter(pk=row.pk).update(**{field: word})
    return found


def untold(text: str, username: str, secrets: Mapping[str, set[str]]) -> Iterator[str]:
    """Marked words in the text that are not for the person."""
    return (f"{word} is told" for word in set(MARKED.findall(text)) if username not in secrets[word])


@pytest.mark.clause("LK-24", "LK-26", "JG-17", "PL-18", "YY-14", "QJ-18", "QJ-20", "QJ-21", "QJ-25")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.model._meta.model_name)
def test_rows_of_the_watch_are_listed_and_opened_by_whom_they_concern(world, kind):
    """One page for each set of readers is opened by each of them that works there, by those around and by strangers."""
    secrets = plant()
    rows = {row: kind.readers(row) for row in rows_of(kind)}
    shown = {frozenset(names): row for row, names in rows.items()}
    assert rows

    def found_by(username, client):
        response = client.get(desk_address(kind.model, "changelist"))
        assert response.status_code in (200, 302, 403)
        change = desk_address(kind.model, "change", 0).replace("/0/", r"/(\d+)/")
        text = body_of(response)
        found = {int(pk) for pk in re.findall(change, text)}
        yield from untold(text, username, secrets)
        yield from difference(found, {row.pk for row, names in rows.items() if username in names}, "the list")
        for names, row in shown.items():
            response = client.get(desk_address(kind.model, "change", row.pk))
            yield from untold(body_of(response), username, secrets)
            if (response.status_code == 200) != (username in names):
                yield f"{row} ({row.pk}) answers {response.status_code}"

    assert world.faults(found_by, ASKED) == []


@pytest.mark.clause(
    "LK-24", "LK-25", "LK-26", "JG-15", "JG-17", "PL-18", "YY-14", "YY-15", "QJ-18", "QJ-20", "QJ-21", "QJ-25"
)
def test_pages_files_and_lists_of_the_watch_tell_everybody_what_concerns_them_and_nothing_else(world):
    shown, secrets, told = list(pages()), plant(), set()

    def found_by(username, client):
        for page in shown:
            if page.is_costly and username in page.readers:
                continue
            response = client.get(page.address)
            if (response.status_code == 200) != (username in page.readers):
                yield f"{page.address} answers {response.status_code}"
            text = body_of(response)
            told.update(MARKED.findall(text))
            yield from (f"{page.address}: {fault}" for fault in untold(text, username, secrets))
        for address in PUBLIC if username in (ANONYMOUS, "yueyang-member") else LISTS:
            yield from (f"{address}: {fault}" for fault in untold(body_of(client.get(address)), username, secrets))
        for visit in Visit.objects.select_related("inspection__organization"):
            if username not in readers_of_inspection(visit.inspection):
                response = client.post(f"{visit.get_absolute_url()}sheet/take/", {"password": "x" * 20})
                if response.status_code not in (302, 403, 404) or visit.sheets.exists():
                    yield f"the offline sheet of {visit} answers {response.status_code}"

    assert world.faults(found_by, ASKED) == []
    # The marks are read where they may be.
    assert {re.sub(r"\d+", "", word) for word in told} >= {
        f"暗{name}语" for name in ("contactpoint", "finding", "mark", "officereport", "pointrecord", "resolution", "urge", "workmeeting")
    }  # fmt: skip
