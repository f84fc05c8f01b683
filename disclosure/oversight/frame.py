"""What stands around every oversight page: who may see it, the crumbs, the views of one place."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from disclosure.orders.who import ORDERS
from disclosure.organizations.access import access_for
from disclosure.oversight.selection import place_url
from disclosure.oversight.watching import Watch
from disclosure.web.components import HOME, Link, Tab


def explained(view):
    """A page in plain words for whoever watches nothing."""

    def page(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except PermissionDenied:
            return TemplateResponse(request, "oversight/not_watching.html", {}, status=403)

    return require_safe(page)


def crumbs(watch: Watch) -> list[Link]:
    line = [HOME, Link("监督", place_url())]
    return line + [Link(str(unit), place_url(unit.code)) for unit in watch.line()]


def page(request, template: str, watch: Watch, view: str, context: Mapping, label: str = "") -> TemplateResponse:
    """One of the views of a place, or what stands below one; ``label`` is its own crumb."""
    above = [Link(each.label, each.url(watch.code)) for each in VIEWS if each.name == view and label != each.label]
    line = [*crumbs(watch), *([*above, Link(label)] if label else [])]
    views = tabs(watch, view, at_desk=request.user.is_staff)
    frame = {"watch": watch, "crumbs": line, "views": views, "order_url": order_url(request, watch)}
    return TemplateResponse(request, f"oversight/{template}.html", {**frame, **context})


def order_url(request, watch: Watch) -> str:
    """Where the organisation looked at is ordered to put something right, for who may."""
    if watch.organization is None or not request.user.is_staff:
        return ""
    may_order = ORDERS.allows_in(watch.organization, access_for(request))
    return f"{reverse('admin:orders_order_add')}?organization={watch.code}" if may_order else ""


@dataclass(frozen=True)
class View:
    """One of the views of a place. ``group``: a key of ``GROUPS``; ``home``: the address of all in view, by name, empty where it
    is of one organisation only; ``of_one``: of one organisation, empty where it has none; ``is_of_desk``: for who works at a desk."""

    name: str
    label: str
    group: str
    home: str
    of_one: str = ""
    is_of_desk: bool = False

    def url(self, code: str) -> str:
        if code and self.of_one:
            return reverse(self.of_one, args=[code])
        return reverse(self.home) if self.home else ""


# What a watcher does there: looks, acts, judges, keeps the work going.
GROUPS = {"look": "看情况", "act": "督促和检查", "judge": "评议和考核", "work": "组织工作"}
VIEWS = [
    View("overview", "时限", "look", "oversight:home", "oversight:organization"),
    View("calendar", "日历", "look", "oversight:calendar", "oversight:organization_calendar"),
    View("map", "目录和时段", "look", "", "oversight:map"),
    View("readiness", "准备情况", "work", "oversight:readiness", "oversight:organization_readiness"),
    View("rollout", "推进计划", "work", "oversight:rollout", "oversight:organization_rollout"),
]


def add_view(view: View) -> None:
    """What a part of oversight adds, in ``AppConfig.ready``."""
    VIEWS.append(view)


def view_url(name: str, code: str = "") -> str:
    """Of one organisation or of all in view."""
    return next(view for view in VIEWS if view.name == name).url(code)


def tabs(watch: Watch, current: str, *, at_desk: bool = False) -> list[Tab]:
    """The views of the group one is in, and one tab for each other group, in the order of the groups."""
    shown_here = [view for view in VIEWS if at_desk or not view.is_of_desk]
    here = next((view.group for view in VIEWS if view.name == current), "")
    shown = []
    for group, label in GROUPS.items():
        views = [(view, url) for view in shown_here if view.group == group and (url := view.url(watch.code))]
        if group == here:
            shown += [Tab(view.label, url, view.name == current) for view, url in views]
        elif views:
            shown.append(Tab(label, views[0][1], is_group=True))
    return shown
