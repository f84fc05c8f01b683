"""One's own calendar of what is due at work, and the feed of it for a calendar program."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from disclosure.deadlines.calendar import feed as feeds
from disclosure.deadlines.calendar.due_calendar import Span, calendar_of
from disclosure.deadlines.dates import month_day
from disclosure.deadlines.models import Deadline, DeadlineQuerySet
from disclosure.deadlines.status import STATUSES, Mark, conditions, status_of
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import access_for
from disclosure.organizations.intranet import intranet_only
from disclosure.web.components import MINE, Link
from disclosure.web.page_links import listed

PAGE = 50
ORDER = ["due_on", "pk"]


def require_desk(request) -> None:
    if not access_for(request).works_at_desk:
        raise PermissionDenied("日历是给在工作台办事的人看的。您现在没有工作台的岗位。")


@require_safe
def calendar(request):
    require_desk(request)
    on, calendar = timezone.localdate(), current_calendar()
    span, rows = Span.of(request.GET, on), feeds.deadlines_at_work(request.user, on)
    narrowed = Narrowed.of(request.GET, span)
    page = listed(request.GET, narrowed.rows(rows, on), order=ORDER, size=PAGE, anchor="#list")
    context = {
        "calendar": calendar_of(rows, span, calendar=calendar, on=on, link=list_url(span)),
        "crumbs": [Link("今日", reverse("admin:index")), Link("日历")],
        "narrowed": narrowed,
        "page": page,
        "rows": [Row(row, Mark(status_of(row, on))) for row in page.rows],
        "subscribed_on": feeds.subscribed_on(request.user),
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


@dataclass(frozen=True)
class Row:
    deadline: Deadline
    mark: Mark

    @property
    def whose(self) -> str:
        return " · ".join(map(str, filter(None, [self.deadline.organization, self.deadline.department])))


@dataclass(frozen=True)
class Narrowed:
    """What is listed below the calendar: the whole span or a day of it, all of it or what stands in one way."""

    span: Span
    first: date
    last: date
    state: str

    @classmethod
    def of(cls, parameters: QueryDict, span: Span) -> Self:
        """Nonsense in the address narrows nothing."""
        day, state = span.day_in(parameters.get("day", "")), parameters.get("state", "")
        return cls(span, day or span.first, day or span.last, state if state in STATUSES else "")

    @property
    def is_day(self) -> bool:
        return (self.first, self.last) != (self.span.first, self.span.last)

    @property
    def is_narrowed(self) -> bool:
        return self.is_day or bool(self.state)

    @property
    def heading(self) -> str:
        when = month_day(self.first) if self.is_day else self.span.label
        return f"{when}到期的" + (f" · {STATUSES[self.state].word}" if self.state else "")

    def rows(self, deadlines: DeadlineQuerySet, on: date) -> QuerySet:
        rows = deadlines.due_within(self.first, self.last)
        rows = rows.filter(conditions(on)[self.state]) if self.state else rows
        return rows.select_related("organization", "department").defer("trace", "rule")


@require_POST
@cache_control(private=True, no_store=True)
def new_key(request):
    """The address is shown on this answer and nowhere else: it is not kept."""
    require_desk(request)
    token = feeds.make_key(by=request.user, now=timezone.now())
    address = request.build_absolute_uri(reverse("deadlines:calendar-feed", args=[token]))
    context = {"address": address, "crumbs": [MINE, Link("订阅我的日历")]}
    return TemplateResponse(request, "deadlines/calendar_key.html", context)


@require_POST
def drop_key(request):
    if feeds.revoke_key(by=request.user, now=timezone.now()):
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
    person = feeds.person_of(token)
    if person is None:
        raise Http404
    content = feeds.feed_of(person, on=timezone.localdate(), now=timezone.now())
    headers = {"X-Robots-Tag": "noindex", "Content-Disposition": 'inline; filename="calendar.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
