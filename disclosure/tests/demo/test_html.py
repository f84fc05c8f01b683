"""HTML without errors on the pages of every role, said by the Nu HTML checker."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from unittest import mock

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.template.loader import render_to_string
from django.test import override_settings

from catalog.archive.package.description import parts_of
from catalog.items.models import Item
from catalog.own_schemes.models import SchemeDraft
from disclosure.files.pdf import PrintingUnavailable
from disclosure.oversight.evaluation.tests.page_walk import walk
from disclosure.oversight.first_day.tests import page_walk as first_day
from disclosure.oversight.inspections.models import Inspection
from disclosure.oversight.meetings.models import OfficeReport, WorkMeeting
from disclosure.oversight.points.models import ContactPoint
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.testing import html_checker, machine
from disclosure.testing.crawl.walk import STARTS
from disclosure.testing.servers import BASE_DIR
from disclosure.tests.demo.html_pages import Collected, recorded, visit
from disclosure.tests.demo.world import ANONYMOUS
from feedback.cases.letters.letter_files import pdf_of_letter
from feedback.cases.models.replies import Letter
from feedback.cases.public.asking.waiting import look_through_waiting
from feedback.cases.tests.asking_scene import Writer

pytestmark = [pytest.mark.django_db, pytest.mark.portable]
STAFF = (
    "longkou-clerk", "longkou-secretary", "longkou-handler", "qijiang-secretary", "qijiang-handler", "qijiang-approver",
    "sysadmin", "secadmin", "auditadmin",
)  # fmt: skip
STAFF_STARTS = (
    "/admin/",
    "/me/",
    "/oversight/",
    "/gallery/",
    "/oversight/numbers/",
    "/oversight/circulars/",
    "/oversight/rollout/",
    "/admin/catalog/filing/incoming/",
    "/admin/feedback/case/add/",
)
# Rendered where something goes wrong, with next to no context.
ALONE = (
    "400.html",
    "403_csrf.html",
    "410.html",
    "413.html",
    "500.html",
    "503_disk.html",
    "registration/locked.html",
    "first_day/locked.html",
)
PRINTERS = (
    "catalog.items.public.views.poster.set_once",
    "catalog.archive.package.published.pdf_of",
    "disclosure.files.papers.official.set_once",
)
# What a form leads to once it is filled in, or a state that nothing of the demonstration is in.
NOT_REACHED = {
    "admin/catalog/catalogue/entry.html",
    "admin/catalog/catalogue/preview.html",
    "admin/catalog/catalogue/upload.html",
    "admin/catalog/filing/report.html",
    "admin/deadlines/day_back.html",
    "admin/deadlines/day_preview.html",
    "admin/deadlines/notice.html",
    "admin/deadlines/notice_preview.html",
    "admin/feedback/case/bulk.html",
    "admin/feedback/entering/receipt.html",
    "admin/people/peopleimport/preview.html",
    "admin/people/peopleimport/slips.html",
    "oversight/circular_places.html",
    "admin/orders/order/start.html",
}
WHOLE = re.compile(r"{% extends|<!doctype", re.IGNORECASE)


class Printer:
    """Stands for the typesetter: keeps the page and sets nothing."""

    def __init__(self, collected: Collected):
        self.collected = collected

    def __call__(self, html: str, **options) -> bytes:
        self.collected.pages[f"print {len(self.collected.pages)}"] = html
        raise PrintingUnavailable


@pytest.fixture(scope="module")
def collected(world) -> Collected:
    found = Collected()
    with ExitStack() as stack, recorded(found.templates):
        for name in PRINTERS:
            stack.enter_context(mock.patch(name, Printer(found)))
        # Its address is of the same kind as those of entries, of which a few are visited.
        visit(found, ANONYMOUS, [*STARTS, "/o/longkou/scheme/"])
        for account in STAFF:
            visit(found, account, STAFF_STARTS)
        visit(found, "longkou-clerk", item_pages(world))
        visit(found, "qijiang-supervisor", inspection_pages())
        visit(found, "pingluo-clerk", [SchemeDraft.objects.get().get_absolute_url()])
        visit(found, "qijiang-secretary", watching_pages())
        visit(
            found,
            "qijiang-supervisor",
            ["/oversight/supervisors/", f"/oversight/supervisors/{office_of('qijiang')}/suggest/"],
        )
        with transaction.atomic(), override_settings(PROOF_OF_WORK_BITS=4):
            ask(found)
            transaction.set_rollback(True)
        with transaction.atomic():
            walk(found.keep)
            first_day.walk(found.keep)
            transaction.set_rollback(True)
        print_all(found)
        found.pages |= {name: render_to_string(name, {"user": AnonymousUser()}) for name in ALONE}
    return found


def item_pages(world) -> Iterator[str]:
    """An item of every scope and stage, and every step of writing one; posters are asked for besides."""
    for told in world.one_of_each:
        yield f"/admin/catalog/item/{told.item.pk}/change/"
        yield f"/i/{told.item.pk}/poster.pdf"
    draft = Item.objects.filter(organization__code="longkou", state=Item.State.DRAFT).first()
    yield from (f"/admin/catalog/item/{draft.pk}/change/?step={step}" for step in ("content", "files", "plan", "check"))


def watching_pages() -> Iterator[str]:
    """Of a meeting, a signed report and a contact point, for those invited and those who guide it."""
    meeting = WorkMeeting.objects.get(organization__code="qijiang")
    report = OfficeReport.objects.get(organization__code="qijiang")
    point = ContactPoint.objects.get(guided_by__code="qijiang")
    for row in (meeting, report, point):
        yield from (row.get_absolute_url(), row.get_staff_url())


def office_of(code: str) -> int:
    return Supervisor.objects.get(organization__code=code).pk


def inspection_pages() -> Iterator[str]:
    """Of the one under way, for who leads it."""
    inspection = Inspection.objects.get(organization__code="qijiang")
    own = inspection.visits.get().get_absolute_url()
    yield from (
        inspection.get_absolute_url(),
        own,
        f"{own}sheet/",
        "/oversight/inspections/new/",
        "/oversight/inspections/sheet/",
    )


def ask(found: Collected) -> None:
    """From the first question over the wait for a file to the receipt, and the case by its code."""
    writer = Writer("/requests/new/?o=longkou")
    for answer in (
        {"kind": "topic"},
        {"subject": "办公楼维修用了多少钱", "text": "请公开。"},
        {"purpose": ""},
        {"who": "anonymous", "reply_by": "site"},
    ):
        found.keep(f"asking {writer.url}", writer.page)
        writer.answer(**answer)
    found.keep(f"asking {writer.url}", writer.page)
    writer.answer(go="send", files=[SimpleUploadedFile("说明.txt", "材料".encode())], **writer.proof())
    found.keep(writer.url, writer.page)
    look_through_waiting()
    found.keep(writer.look().url, writer.page)
    code = "-".join(writer.page.context["code_groups"])
    found.keep("case by its code", writer.client.post("/requests/track/", {"code": code}, follow=True))


def print_all(found: Collected) -> None:
    """A letter, and the pages of an archived item's package."""
    item = Item.objects.filter(state=Item.State.ARCHIVED).first()
    for part in parts_of(item):
        if part.name.endswith(".html"):
            found.pages[f"package {part.name}"] = part.content.decode()
    with pytest.raises(PrintingUnavailable):
        pdf_of_letter(Letter.objects.order_by("pk").first())


def whole_pages() -> set[str]:
    folder = BASE_DIR / "templates"
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if not path.name.startswith("_") and WHOLE.search(path.read_text(encoding="utf-8"))
    }


def test_no_page_has_an_error(collected, tmp_path):
    if not machine.html_checker():
        pytest.skip("not exercised: Java")
    assert [str(fault) for fault in html_checker.faults_of(collected.pages, tmp_path)] == []


def test_the_checker_finds_an_error_and_a_warning(tmp_path):
    if not machine.html_checker():
        pytest.skip("not exercised: Java")
    page = '<!doctype html><html lang="zh-Hans"><head><title>x</title></head><body>{}</body></html>'
    pages = {
        "error": page.format('<h1>x</h1><form action=""></form>'),
        "warning": page.format("<h1>x</h1><section></section>"),
        "right": page.format("<h1>x</h1>"),
    }
    assert [fault.page for fault in html_checker.faults_of(pages, tmp_path)] == ["error", "warning"]


def test_every_template_of_a_page_is_among_them(collected):
    assert whole_pages() - collected.templates == NOT_REACHED
