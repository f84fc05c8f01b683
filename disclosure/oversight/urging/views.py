"""The pages of whoever watches: pressing, and what became of it."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from disclosure.organizations.models.directory import under
from disclosure.oversight import frame
from disclosure.oversight.urging import pages
from disclosure.oversight.urging.actions import MOST, press
from disclosure.oversight.urging.forms import PressForm
from disclosure.oversight.urging.models import Urge, UrgeQuerySet
from disclosure.oversight.urging.selecting import Group, groups_of, rows_asked
from disclosure.oversight.watching import Watch, watch_of
from disclosure.web.page_links import listed

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_POST
def urge(request, code=""):
    """The rows of a selection, or those that were picked; posted with the rows that the page showed."""
    on, code = timezone.localdate(), code or request.GET.get("code", "")
    try:
        watch = watch_of(request, code)
    except PermissionDenied:
        return TemplateResponse(request, "oversight/not_watching.html", {}, status=403)
    rows = list(rows_asked(request.POST if request.method == "POST" else request.GET, watch, on))
    groups = groups_of(rows[:MOST], watch, request.user, on)
    form = PressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and pressed(request, form, groups):
        return redirect(frame.view_url("urges", watch.code))
    page, given_url = pages.press_page(groups, len(rows) > MOST, on), frame.view_url("urges", watch.code)
    context = {"page": page, "form": form, "most": MOST, "given_url": given_url}
    return frame.page(request, "urge", watch, "", context, "催办")


def pressed(request, form: PressForm, groups: list[Group]) -> bool:
    """Says what came of it; else the form says why nothing did."""
    if not groups:
        form.add_error(None, "没有要催办的，请先选几件。")
    made = 0
    for group in groups:
        rows = [each.row for each in group.candidates]
        given = {"rows": rows, "words": form.cleaned_data["words"]}
        try:
            made += len(press(group.issuer, by=request.user, now=timezone.now(), **given))
        except ValidationError as error:
            form.add_error(None, error)
    if form.errors:
        return False
    messages.success(request, f"已催办 {made} 件。对方会收到消息，答复了再告诉您。")
    return True


@frame.explained
def given_list(request, code=""):
    """What was pressed for from here and below: who, when, what they promised, whether it was kept."""
    on, watch = timezone.localdate(), watch_of(request, code)
    way = request.GET.get("is", "")
    way = way if way in pages.WAYS else ""
    page = listed(request.GET, in_way(given_by(watch), way, on).joined(), order=["-pk"])
    context = {
        "rows": [pages.urge_row(row, on) for row in page.rows],
        "page": page,
        "ways": pages.ways(way, frame.view_url("urges", watch.code)),
    }
    return frame.page(request, "urges", watch, "urges", context, "催办")


def given_by(watch: Watch) -> UrgeQuerySet:
    """Of organisations in view, in the name of one that the person watches."""
    return Urge.objects.filter(
        under(watch.scope, "deadline__organization__path"), under(watch.prefixes, "issuer__path")
    )


def in_way(rows: UrgeQuerySet, way: str, on: date) -> UrgeQuerySet:
    found = {
        "waiting": rows.waiting,
        "promised": lambda: rows.promised(on),
        "broken": lambda: rows.broken(on),
        "kept": rows.kept,
    }
    return found[way]() if way else rows
