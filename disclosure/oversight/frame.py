"""What stands around every oversight page: who may see it, the crumbs, the views of one place."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

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
    """One of the views of a place; ``label`` is its own crumb."""
    line = [*crumbs(watch), *([Link(label)] if label else [])]
    frame = {"watch": watch, "crumbs": line, "views": tabs(watch, view)}
    return TemplateResponse(request, f"oversight/{template}.html", {**frame, **context})


def view_url(name: str, code: str = "") -> str:
    """``calendar``, ``readiness`` or ``rollout``, of one organisation or of all in view."""
    return reverse(f"oversight:organization_{name}", args=[code]) if code else reverse(f"oversight:{name}")


def tabs(watch: Watch, current: str) -> list[Tab]:
    """The views of one place. The map is of one organisation."""
    code = watch.code
    shown = [("overview", "时限", place_url(code)), ("calendar", "日历", view_url("calendar", code))]
    if code:
        shown.append(("map", "目录和时段", reverse("oversight:map", args=[code])))
    shown += [
        ("readiness", "准备情况", view_url("readiness", code)),
        ("rollout", "推进计划", view_url("rollout", code)),
    ]
    return [Tab(label, url, name == current) for name, label, url in shown]
