"""One action on several cases of the queue at once."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.utils import timezone

from disclosure.organizations.access import Access, access_for
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from disclosure.web.frame import framed
from disclosure.workflow.action import Action
from feedback.cases.context import CaseContext
from feedback.cases.forms.base import form_of
from feedback.cases.procedure import STAFF
from feedback.cases.procedure import cases as table
from feedback.cases.staff.queue import address_of
from feedback.cases.staff.queue_tabs import TOGETHER, Tab
from feedback.cases.visibility import cases_named

PAGE = "admin/feedback/case/bulk.html"
MOST = 100


def together(tab: Tab, access: Access) -> list[Action]:
    """What the person may do with several of a view: who only handles what was given to them cannot give it on."""
    receives = access.has_any(HANDLE_REQUESTS, COLLECT_OPINIONS)
    actions = [table.actions[name] for name in TOGETHER if name not in tab.without and tab.is_open]
    return [action for action in actions if receives or (action.who == STAFF and tab.name == "mine")]


def bulk(model_admin, request):
    """One action on every chosen case, each in a transaction of its own; what is refused is said by its number."""
    name, here = request.POST.get("do", ""), request.POST.get("query", "")
    if name not in TOGETHER:
        raise Http404
    cases = chosen_cases(request)
    if not cases:
        messages.warning(request, "请先在左边勾选来件。")
        return HttpResponseRedirect(address_of(here))
    action = table.actions[name]
    is_sent = "sent" in request.POST or action.form is None
    form = form_for(request, action, CaseContext(cases[0], access_for(request)), is_sent=is_sent)
    if is_sent and form.is_valid():
        done, refused = take_each(cases, action, form.cleaned_data, by=request.user)
        say(request, action.label, done, refused)
        return HttpResponseRedirect(address_of(here))
    context = {"step": action, "note": action.text, "form": form, "cases": cases, "here": here}
    return framed(model_admin, request, PAGE, f"{action.label} {len(cases)} 件", context)


def form_for(request, action: Action, context: CaseContext, *, is_sent: bool):
    """The action's own form, asked once for all of them: nothing in it is from one case."""
    initial = {"handler": None, "department": None}
    form = form_of(action, context, request.POST if is_sent else None, initial=initial)
    if "until_on" in form.fields:
        form.fields["until_on"].help_text = "期限照样计算，每一件都不能超过它自己的到期日。"
    return form


def chosen_cases(request) -> list:
    rows = cases_named(request.POST.getlist("row")[:MOST], access_for(request))
    return list(rows.select_related("organization").order_by("pk"))


def take_each(cases: list, action: Action, values: Mapping[str, Any], *, by) -> tuple[int, list[str]]:
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
