"""The page of the table, the table and its description. What is not true any more is made anew before it is handed out."""

from datetime import date

from celery import current_app
from celery.exceptions import OperationalError
from django.http import FileResponse, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from catalog.public.open_data import dump
from catalog.public.open_data.models import OpenDataDump
from disclosure.deadlines.dates import full, moment
from disclosure.organizations.site import public_page
from disclosure.web.components import HOME, Link
from disclosure.web.spreadsheet import CSV_TYPE

MAKE, AGAIN_AFTER = "catalog.tasks.make_open_data", "300"
WAIT = "正在重新整理，请过几分钟再来。"


def ready(on: date) -> OpenDataDump | None:
    """One that is true; None while a large one is made by the worker."""
    found = dump.current(on)
    if found is None and dump.is_small(on):
        return dump.make(now=timezone.now())
    if found is None:
        try:
            current_app.send_task(MAKE)
        except (OperationalError, OSError):
            return None
    return found


def later() -> HttpResponse:
    answer = HttpResponse(WAIT, content_type="text/plain; charset=utf-8", status=503)
    answer["Retry-After"] = AGAIN_AFTER
    return answer


@public_page
def open_data(request):
    row = dump.current(timezone.localdate())
    columns = [(name, title, words) for name, (_kind, title, words) in dump.COLUMNS.items()]
    context = {
        "made": row and f"截至{full(row.made_on)}，共 {row.rows} 条，{moment(row.made_at)}整理。",
        "columns": columns,
        "crumbs": [HOME, Link("开放数据")],
    }
    return TemplateResponse(request, "site/open_data.html", context)


@public_page
def table(request):
    if ready(timezone.localdate()) is None:
        return later()
    return FileResponse(
        (dump.folder() / dump.CSV).open("rb"),
        as_attachment=True,
        filename=dump.CSV,
        content_type=f"{CSV_TYPE}; charset=utf-8",
    )


@public_page
def package(request):
    row = ready(timezone.localdate())
    return later() if row is None else HttpResponse(dump.package(row), content_type="application/json; charset=utf-8")
