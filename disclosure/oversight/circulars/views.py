"""The circulars of a place: read, kept as a notice, taken as a paper."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from disclosure.deadlines.dates import year_month
from disclosure.files.papers.official import official_file
from disclosure.files.pdf import PrintingUnavailable
from disclosure.oversight import frame
from disclosure.oversight.circulars import pages
from disclosure.oversight.circulars.actions import draft_circular
from disclosure.oversight.circulars.paper import circular_of, paper_of
from disclosure.oversight.circulars.place import month_asked, watch_at
from disclosure.oversight.watching import Place, Watch, place_of
from disclosure.web.components import Link


@frame.explained
def circulars(request, code=""):
    """Of one place; of who watches or works at several, which of them."""
    on, place = timezone.localdate(), place_of(request, code)
    if not code:
        return which(request, place)
    page = pages.circular_page(watch_at(place), month_asked(request.GET, on), place.access, on)
    context: dict[str, object] = {"page": page}
    if place.watch is None:
        context["views"] = []
    return frame.page(request, "circular", watch_at(place), "circulars", context, "通报")


def which(request, place: Place):
    tops = place.tops
    if len(tops) == 1:
        return redirect("oversight:organization_circulars", tops[0].code)
    links = [Link(str(top), frame.view_url("circulars", top.code)) for top in tops]
    context: dict[str, object] = {"places": links}
    if place.watch is None:
        context["views"] = []
    return frame.page(request, "circular_places", place.watch or Watch([]), "circulars", context, "通报")


@require_POST
def keep(request, code):
    """As a notice: the person goes on writing there."""
    now, watch = timezone.now(), watch_at(place_of(request, code))
    month = month_asked(request.POST, timezone.localdate())
    assert watch.organization
    try:
        circular = draft_circular(watch.organization, month, by=request.user, now=now)
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
        return redirect(frame.view_url("circulars", code))
    messages.success(request, f"{year_month(month)}的通报已存为草稿。改好以后提交，由另一个人发布。")
    return redirect(circular.bulletin.get_staff_url())


@frame.explained
def file(request, code, kind):
    on, watch = timezone.localdate(), watch_at(place_of(request, code))
    month = month_asked(request.GET, on)
    assert watch.organization
    paper = paper_of(watch, month, circular_of(watch.organization, month), on)
    try:
        return official_file(paper, kind, f"{year_month(month)}通报-{watch.organization}")
    except PrintingUnavailable as error:
        raise Http404(str(error)) from error
