"""One's own calendar of what is due at work, and the feed of it for a calendar program."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from disclosure.deadlines.calendar.due_calendar import Span, calendar_of
from disclosure.deadlines.calendar.feed import (
    deadlines_at_work,
    feed_of,
    make_key,
    person_of,
    revoke_key,
    subscribed_on,
)
from disclosure.deadlines.status import STANDINGS, conditions, mark, standing_of
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import access_for
from disclosure.organizations.intranet import intranet_only
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.web.paging import paged

PAGE = 50
ORDER = ["due_on", "pk"]


def require_desk(request) -> None:
    if not access_for(request).has_any(*DESK_PERMISSIONS):
        raise PermissionDenied("日历是给在工作台办事的人看的。您现在没有工作台的岗位。")


@require_safe
@intranet_only
def calendar(request):
    require_desk(request)
    on, calendar = timezone.localdate(), current_calendar()
    span, rows = Span.of(request.GET, on), deadlines_at_work(request.user, on)
    context = {
        "calendar": calendar_of(rows, span, calendar=calendar, on=on, link=list_url(span)),
        "crumbs": [{"label": "今日", "url": "/admin/"}, {"label": "日历"}],
        **list_of(request, rows, span, on),
        "subscribed_on": subscribed_on(request.user),
    }
    return TemplateResponse(request, "deadlines/calendar.html", context)


def list_url(span: Span):
    """Rows of the same page, below: of a day, or of the whole span."""

    def link(state, first, last) -> str:
        if span.is_year and (first, last) != (span.first, span.last):
            return f"?{urlencode({'month': f'{first:%Y-%m}', 'state': state})}#list"
        day = {"day": first.day} if first == last else {}
        return f"?{span.query}&{urlencode({**day, 'state': state})}#list"

    return link


def list_of(request, rows, span: Span, on) -> dict:
    """What the numbers count: the whole span, or a day of it, or one standing."""
    first, last, state = span.first, span.last, request.GET.get("state", "")
    day = request.GET.get("day", "")
    if not span.is_year and day.isascii() and day.isdecimal() and 1 <= int(day[:2]) <= last.day and len(day) <= 2:
        first = last = first.replace(day=int(day))
    rows = rows.due_within(first, last)
    if state in STANDINGS:
        rows = rows.filter(conditions(on)[state])
    cursors = {"after": request.GET.get("after", ""), "before": request.GET.get("before", "")}
    joined = rows.select_related("organization", "department").defer("trace", "rule")
    page = paged(joined, order=ORDER, size=PAGE, **cursors)
    kept = {name: value for name, value in request.GET.items() if name not in cursors}
    when = span.label if (first, last) == (span.first, span.last) else f"{first.month}月{first.day}日"
    return {
        "heading": f"{when}到期的" + (f" · {STANDINGS[state].word}" if state in STANDINGS else ""),
        "rows": [row_of(row, on) for row in page.rows],
        "is_narrowed": (first, last) != (span.first, span.last) or state in STANDINGS,
        "all_url": f"?{span.query}#list",
        "older_url": f"?{urlencode({**kept, 'after': page.older})}#list" if page.older else "",
        "newer_url": f"?{urlencode({**kept, 'before': page.newer})}#list" if page.newer else "",
    }


def row_of(deadline, on) -> dict:
    return {
        "title": deadline.title,
        "url": deadline.url,
        "whose": " · ".join(map(str, filter(None, [deadline.organization, deadline.department]))),
        "kind": deadline.get_kind_display(),
        "due_on": deadline.due_on,
        "is_provisional": deadline.is_provisional and deadline.closed_on is None,
        "mark": mark(standing_of(deadline, on)),
    }


@require_POST
@intranet_only
@cache_control(private=True, no_store=True)
def new_key(request):
    """The address is shown on this answer and nowhere else: it is not kept."""
    require_desk(request)
    token = make_key(by=request.user, now=timezone.now())
    address = request.build_absolute_uri(reverse("deadlines:calendar-feed", args=[token]))
    context = {"address": address, "crumbs": [{"label": "我的", "url": "/me/"}, {"label": "订阅我的日历"}]}
    return TemplateResponse(request, "deadlines/calendar_key.html", context)


@require_POST
@intranet_only
def drop_key(request):
    if revoke_key(by=request.user, now=timezone.now()):
        messages.success(request, "已停用。原来的订阅地址再也打不开。")
    else:
        messages.info(request, "您现在没有订阅。")
    return redirect("catalog:me")


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
@intranet_only
def feed(request, token):
    """Read without signing in, but from nowhere that the desk may not be read from. 404 for a wrong secret, a revoked one, and a person who is no longer active."""
    person = person_of(token)
    if person is None:
        raise Http404
    content = feed_of(person, on=timezone.localdate(), now=timezone.now())
    headers = {"X-Robots-Tag": "noindex", "Content-Disposition": 'inline; filename="calendar.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
