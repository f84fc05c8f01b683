"""Readiness and rollout: pages for who watches and for the organisation's own desk (LK-28, PL-12)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from disclosure.oversight.frame import crumbs, explained, tabs, view_url
from disclosure.oversight.models import Rollout, Stage, Task
from disclosure.oversight.readiness import pages as readiness_pages
from disclosure.oversight.rollout import actions as rollout
from disclosure.oversight.rollout import pages as rollout_pages
from disclosure.oversight.rollout.forms import BeginForm, DatesForm, StartForm, WordsForm
from disclosure.oversight.watching import Place, place_of, require_in_reach
from disclosure.web.components import TODAY, Link, Tab

# Who works at the desk and watches nothing sees these two.
DESK_VIEWS = {"readiness": "准备情况", "rollout": "推进计划"}


def page(request, template: str, place: Place, name: str, **context) -> TemplateResponse:
    line = crumbs(place.watch) if place.watch else [TODAY]
    views = (
        tabs(place.watch, name)
        if place.watch
        else [Tab(label, view_url(key, place.code), key == name) for key, label in DESK_VIEWS.items()]
    )
    frame = {"organization": place.organization, "crumbs": [*line, Link(DESK_VIEWS[name])], "views": views}
    return TemplateResponse(request, f"oversight/{template}.html", {**frame, **context})


@explained
def readiness(request, code=""):
    place = place_of(request, code)
    overview = readiness_pages.overview(place, timezone.localdate())
    return page(request, "readiness", place, "readiness", overview=overview)


@explained
def rollouts(request):
    """How far all in view have come; who works at one desk and watches nothing is led to its own plan."""
    place = place_of(request)
    if place.organization is not None and place.watch is None:
        return redirect(view_url("rollout", place.code))
    overview = rollout_pages.overview(place, timezone.localdate())
    return page(request, "rollouts", place, "rollout", overview=overview)


@require_http_methods(["GET", "HEAD", "POST"])
def organization_rollout(request, code):
    try:
        place = place_of(request, code)
    except PermissionDenied:
        return TemplateResponse(request, "oversight/not_watching.html", {}, status=403)
    form = start_form(request, place)
    if request.method == "POST" and started(request, place, form):
        messages.success(request, "推进计划开始了。完成一项，就在那一项后面登记。")
        return redirect(view_url("rollout", code))
    on, may = timezone.localdate(), rollout_pages.may_change(place)
    plan = rollout_pages.plan_of(place.organization, on)
    below = rollout_pages.overview(place, on) if place.watch else None
    is_over = plan is None or plan.rollout.ended_at is not None
    start = form if may and is_over else None
    context = {
        "plan": plan,
        "may_change": may and not is_over,
        "start": start,
        "begin": BeginForm(initial={"start": start.start_on}) if start else None,
        "has_stages": form is not None,
        "overview": below if below and len(below.rows) > 1 else None,
    }
    return page(request, "rollout", place, "rollout", **context)


def start_form(request, place: Place) -> StartForm | None:
    """None where the scheme sets no steps."""
    on = timezone.localdate()
    _rules, stages = rollout.planned_stages(place.organization, on)
    if not stages:
        return None
    asked = BeginForm(request.GET)
    start_on = (asked.cleaned_data["start"] if asked.is_valid() else None) or rollout.week_from(on)
    given = {"stages": stages, "spans": rollout.proposed_dates(stages, start_on)}
    form = StartForm(request.POST if request.method == "POST" else None, **given)
    form.start_on = start_on
    return form


def started(request, place: Place, form: StartForm | None) -> bool:
    """Begins the plan; otherwise the form or a message says why not, and keeps what was typed."""
    if form is not None and not form.is_valid():
        return False
    given = {"spans": form.spans() if form else [], "by": request.user, "now": timezone.now()}
    try:
        rollout.start_rollout(organization=place.organization, **given)
    except ValidationError as error:
        if form is not None and hasattr(error, "error_dict"):
            form.add_error(None, error)
        else:
            messages.error(request, "".join(error.messages))
        return False
    return True


def back(request, organization, act, done: str):
    """Do it and say so, or say why not."""
    require_in_reach(request, organization)
    try:
        act()
    except ValidationError as error:
        messages.error(request, "".join(error.messages))
    else:
        messages.success(request, done)
    return redirect(view_url("rollout", organization.code))


def words_of(request) -> str:
    form = WordsForm(request.POST)
    if not form.is_valid():
        raise ValidationError("说明最多300个字，请写短一些再登记。")
    return form.cleaned_data["text"]


@require_POST
def tick_task(request, pk):
    task = get_object_or_404(Task.objects.select_related("stage__rollout__organization"), pk=pk)
    given, organization = {"by": request.user, "now": timezone.now()}, task.stage.rollout.organization
    if request.POST.get("undo"):
        return back(request, organization, lambda: rollout.untick(task, **given), f"“{task.name}”改回没有完成。")

    def act():
        rollout.tick(task, note_text=words_of(request), **given)

    return back(request, organization, act, f"“{task.name}”已登记完成。")


@require_POST
def redate_stage(request, pk):
    stage = get_object_or_404(Stage.objects.select_related("rollout__organization"), pk=pk)
    form = DatesForm(request.POST)

    def act():
        if not form.is_valid():
            raise ValidationError("请把开始和结束的日期都填好。")
        rollout.redate(stage, **form.cleaned_data, by=request.user, now=timezone.now())

    return back(request, stage.rollout.organization, act, f"{stage.name}的日期改好了。")


@require_POST
def end_rollout(request, pk):
    found = get_object_or_404(Rollout.objects.select_related("organization"), pk=pk)

    def act():
        rollout.end_rollout(found, reason=words_of(request), by=request.user, now=timezone.now())

    return back(request, found.organization, act, "推进计划已结束。")
