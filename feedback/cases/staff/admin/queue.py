"""The queue's page: views, and filters that one saves."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from disclosure.deadlines.dates import short
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import Access, access_for
from disclosure.web.components import TODAY, Due, Link, Tab
from disclosure.web.frame import framed
from feedback.cases.models.replies import SavedFilter
from feedback.cases.staff import queue, queue_tabs
from feedback.cases.staff.admin.bulk import bulk, together
from feedback.cases.staff.dues import due_of

QUEUE = "admin/feedback/case/queue.html"
FILTERS = 20


@dataclass(frozen=True)
class QueueRow:
    case: Any
    received: str
    due: Due | None


def queue_paths(model_admin) -> list:
    wrap = model_admin.admin_site.admin_view
    return [
        path("bulk/", wrap(require_POST(lambda request: bulk(model_admin, request))), name="feedback_case_bulk"),
        path("filters/save/", wrap(require_POST(save_filter)), name="feedback_case_save_filter"),
        path("filters/<int:pk>/drop/", wrap(require_POST(drop_filter)), name="feedback_case_drop_filter"),
    ]


def queue_view(model_admin, request):
    access, asked = access_for(request), request.GET
    counts = queue_tabs.counts_of(access)
    tab, fields = queue.tab_asked(asked, access, counts), queue.fields_for(access)
    page = queue.page_of(tab, queue.narrowed(queue_tabs.of_tab(tab, access), asked, fields), asked, access.on)
    calendar = current_calendar()
    here = queue.without_cursors(asked) or urlencode({"tab": tab.name})
    context = {
        "may_enter": model_admin.has_add_permission(request),
        "crumbs": [TODAY, Link("来件")],
        "tab": tab,
        "tabs": tab_rows(tab, counts, access),
        "rows": [
            QueueRow(case, short(case.received_on, access.on), due_of(case, access.on, calendar)) for case in page.rows
        ],
        "has_several": len(fields[1].options) > 1,
        "bar": queue.queue_bar(asked, tab, fields),
        "q": queue.words_asked(asked),
        "item": queue.item_asked(asked),
        "page": page,
        "here": here,
        "kept": urlencode({"queue": here}),
        "filters": SavedFilter.objects.filter(person=request.user).order_by("name", "pk")[:FILTERS],
        "together": together(tab, access),
    }
    return framed(model_admin, request, QUEUE, "来件", context)


def tab_rows(current: queue_tabs.Tab, counts: Mapping[str, int], access: Access) -> list[Tab]:
    return [
        Tab(tab.label, f"?tab={tab.name}", tab is current, queue_tabs.count_words(counts[tab.name]))
        for tab in queue_tabs.tabs_for(access)
    ]


# --- filters one saves ---


def save_filter(request):
    """Under a name that exists it takes that one's place."""
    name, query = " ".join(request.POST.get("name", "").split())[:40], request.POST.get("query", "")
    query = queue.without_cursors(QueryDict(query[: queue.LONGEST]))
    own = SavedFilter.objects.filter(person=request.user)
    if not name:
        messages.error(request, "请给这个筛选起个名字。")
    elif own.exclude(name=name).count() >= FILTERS:
        messages.error(request, f"最多保存{FILTERS}个筛选，请先删掉不用的。")
    else:
        own.update_or_create(person=request.user, name=name, defaults={"query": query})
        messages.success(request, f"已保存筛选“{name}”。")
    return HttpResponseRedirect(queue.address_of(query))


def drop_filter(request, pk):
    row = get_object_or_404(SavedFilter, pk=pk, person=request.user)
    row.delete()
    messages.success(request, f"已删除筛选“{row.name}”。")
    return HttpResponseRedirect(queue.address_of(request.POST.get("query", "")))
