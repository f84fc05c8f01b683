"""The published item as a document (版式文件), its texts and the files of each text."""

from collections.abc import Iterator
from dataclasses import replace

from django.template.loader import render_to_string

from catalog.archive.package.pages import CONTENT, pages_of_pdf
from catalog.archive.package.parts import Part, file_part
from catalog.archive.package.records import day
from catalog.items.models import Item, Version
from catalog.items.public.page import document, progress_rows
from disclosure.deadlines import dates
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.kinds import PDF
from disclosure.files.pdf import PrintingUnavailable, pdf_of
from disclosure.web.components import Fact, given

PDF_A = "pdf/a-2b"
NO_PDF = "本机缺少排版组件，或者内容太长，公开内容以网页文件保存，按1页计。"


def published_parts(item: Item) -> Iterator[Part]:
    released = item.versions.filter(released_at__isnull=False).order_by("progress_on", "number")
    versions, progress = list(released.texts()), list(released.exclude(progress_on=None))
    yield rendering(item, versions)
    versions += progress
    for version in versions:
        yield text_of(version)
    yield from files_of(versions)


def rendering(item: Item, versions: list[Version]) -> Part:
    """As PDF/A where the machine can set type, else as a page; the manifest says which."""
    version, on = item.published_version, dates.local_day(item.published_inside_at)
    calendar = current_calendar()
    shown = document(item, version, list(version.attachments.order_by("pk")), calendar, on)
    released = [(row, day(dates.local_day(row.released_at))) for row in versions]
    context = {**vars(shown), "metadata": [*shown.metadata, *endings(item)], "versions": released}
    context["progress"] = progress_rows(item, calendar)
    html = render_to_string("archive/item.html", context)
    try:
        pdf = pdf_of(html, variant=PDF_A)
    except PrintingUnavailable:
        return Part(f"{CONTENT}.html", "公开内容（网页文件）", html.encode(), pages=1)
    return Part(f"{CONTENT}.pdf", "公开内容（PDF/A）", pdf, pages=pages_of_pdf(pdf))


def endings(item: Item) -> list[Fact]:
    reason = item.withdrawal_reason if item.withdrawn_at else ""
    return given(
        [
            Fact("展示结束", day(dates.local_day(item.display_ended_at))),
            Fact("撤回", day(dates.local_day(item.withdrawn_at))),
            Fact("撤回原因", reason),
        ]
    )


def text_of(version: Version) -> Part:
    context = {"version": version, "released": dates.moment(version.released_at)}
    page = render_to_string("archive/version.html", context)
    return Part(f"正文/{version.words}.html", f"{version.words}正文", page.encode())


def files_of(versions: list[Version]) -> Iterator[Part]:
    """A file that several versions share is kept with each, and its pages are counted once."""
    counted: set[str] = set()
    for version in versions:
        for row in version.attachments.order_by("pk"):
            part = file_part(row, ("附件", version.words), f"{version.words}附件")
            is_pdf = row.content_type == PDF.content_type or row.name.lower().endswith(".pdf")
            is_new = is_pdf and row.sha256 not in counted
            counted.add(row.sha256)
            yield replace(part, pages=pages_of_pdf(part.content)) if is_new else part
