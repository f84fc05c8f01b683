"""The queue's page: views, filters that one saves, several cases at once."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import path, reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_POST

from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import access_for
from disclosure.web.components import TODAY, Link
from disclosure.web.frame import framed
from disclosure.web.page_links import links
from disclosure.workflow.action import Action
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import SavedFilter
from feedback.cases.procedure import cases as table
from feedback.cases.staff import queue
from feedback.cases.staff.step_page import form_of
from feedback.cases.visibility import cases_for

QUEUE, BULK = "admin/feedback/case/queue.html", "admin/feedback/case/bulk.html"
LIST = reverse_lazy("admin:feedback_case_changelist")
MOST, FILTERS = 100, 20


def queue_paths(desk) -> list:
    wrap = desk.admin_site.admin_view
    return [
        path("bulk/", wrap(require_POST(lambda request: bulk(desk, request))), name="feedback_case_bulk"),
        path("filters/save/", wrap(require_POST(save_filter)), name="feedback_case_save_filter"),
        path("filters/<int:pk>/drop/", wrap(require_POST(drop_filter)), name="feedback_case_drop_filter"),
    ]


def queue_view(desk, request):
    access, asked = access_for(request), request.GET
    counts = queue.counts_of(access)
    tab, fields = queue.tab_asked(asked, access, counts), queue.fields_for(access)
    page = queue.page_of(tab, queue.narrowed(queue.of_tab(tab, access), asked, fields), asked, access.on)
    older_url, newer_url = links(asked, page)
    here = queue.without_cursors(asked) or urlencode({"tab": tab.name})
    context = {
        "may_enter": desk.has_add_permission(request),
        "crumbs": [TODAY, Link("来件")],
        "tab": tab,
        "tabs": tab_rows(tab, counts, access),
        "rows": queue.rows_of(page.rows, access.on, current_calendar()),
        "has_several": len(fields[1].options) > 1,
        "bar": queue.queue_bar(asked, tab, fields),
        "q": queue.words_asked(asked),
        "item": queue.item_asked(asked),
        "older_url": older_url,
        "newer_url": newer_url,
        "here": here,
        "kept": urlencode({"queue": here}),
        "filters": filter_rows(request.user),
        "together": queue.together(tab, access),
    }
    return framed(desk, request, QUEUE, "来件", context)


def tab_rows(current, counts: dict[str, int], access) -> list[dict]:
    return [
        {
            "label": tab.label,
            "url": f"?tab={tab.name}",
            "is_current": tab is current,
            "count": queue.count_words(counts[tab.name]),
        }
        for tab in queue.tabs_for(access)
    ]


# --- filters one saves ---


def filter_rows(user) -> list[dict]:
    rows = SavedFilter.objects.filter(person=user).order_by("name", "pk")[:FILTERS]
    return [{"pk": row.pk, "name": row.name, "url": f"?{row.query}"} for row in rows]


def back_to(query: str) -> HttpResponseRedirect:
    """To the queue as it was; the query is taken apart and put together, so that it leads nowhere else."""
    return HttpResponseRedirect(f"{LIST}?{QueryDict(query[: queue.LONGEST]).urlencode()}")


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
    return back_to(query)


def drop_filter(request, pk):
    row = get_object_or_404(SavedFilter, pk=pk, person=request.user)
    row.delete()
    messages.success(request, f"已删除筛选“{row.name}”。")
    return back_to(request.POST.get("query", ""))


# --- several at once ---


def bulk(desk, request):
    """One action on every chosen case, each in a transaction of its own; what is refused is said by its number."""
    name, here = request.POST.get("do", ""), request.POST.get("query", "")
    if name not in queue.TOGETHER:
        raise Http404
    cases = chosen_cases(request)
    if not cases:
        messages.warning(request, "请先在左边勾选来件。")
        return back_to(here)
    action = table.actions[name]
    is_sent = "sent" in request.POST or action.form is None
    form = form_for(request, action, cases[0], is_sent=is_sent)
    if is_sent and form.is_valid():
        done, refused = take_each(cases, action, form.cleaned_data, by=request.user)
        say(request, action.label, done, refused)
        return back_to(here)
    context = {"step": action, "note": action.text, "form": form, "cases": cases, "here": here}
    return framed(desk, request, BULK, f"{action.label} {len(cases)} 件", context)


def form_for(request, action: Action, case: Case, *, is_sent: bool):
    """The action's own form, asked once for all of them: nothing in it is from one case."""
    initial = {"handler": None, "department": None}
    context = CaseContext(case, access_for(request))
    form = form_of(action, context, request.POST if is_sent else None, initial=initial)
    if "until_on" in form.fields:
        form.fields["until_on"].help_text = "期限照样计算，每一件都不能超过它自己的到期日。"
    return form


def chosen_cases(request) -> list[Case]:
    keys = [int(key) for key in request.POST.getlist("row")[:MOST] if key.isdecimal() and len(key) <= 18]
    rows = cases_for(access_for(request)).filter(pk__in=keys)
    return list(rows.select_related("organization").order_by("pk"))


def take_each(cases: list[Case], action: Action, values: dict, *, by) -> tuple[int, list[str]]:
    done, refused = 0, []
    for case in cases:
        try:
            action(case, by=by, now=timezone.now(), **values)
        except ValidationError as error:
            refused.append(f"{case.number}：{' '.join(error.messages)}")
        except PermissionDenied as error:
            refused.append(f"{case.number}：{error}")
        else:
            done += 1
    return done, refused


def say(request, label: str, done: int, refused: list[str]) -> None:
    if done:
        messages.success(request, f"{label}：{done} 件已办好。")
    if refused:
        messages.warning(request, f"{len(refused)} 件没有办，原样未动。" + "".join(refused))
