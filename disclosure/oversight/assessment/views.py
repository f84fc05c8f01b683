"""The rows behind a number, the circular, and the page of a place: its assessments and the year reports that came in."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from disclosure.deadlines.calendar.due_calendar import year_in
from disclosure.files.papers.official import official_file
from disclosure.files.pdf import PrintingUnavailable
from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import under
from disclosure.organizations.roles import WATCH
from disclosure.oversight import frame
from disclosure.oversight.assessment.circular import circular, name_of
from disclosure.oversight.assessment.models import Assessment, Score
from disclosure.oversight.assessment.overview import overview_of
from disclosure.oversight.assessment.page import NAMES, of_words
from disclosure.oversight.assessment.reach import circulars_in_reach, results_in_reach
from disclosure.oversight.assessment.sources import SOURCES
from disclosure.oversight.watching import watch_of
from disclosure.web.components import TODAY, Link


@require_safe
def rows(request, pk: int):
    """Exactly those of one number, as they were when it was counted."""
    reach = results_in_reach(access_for(request), "result__")
    scores = Score.objects.filter(reach).select_related("result__assessment__organization").distinct()
    score = get_object_or_404(scores, pk=pk)
    result, source = score.result, SOURCES[score.indicator]
    title = f"{result.name}：{NAMES[score.indicator]}"
    crumbs = [
        TODAY, Link("考核结果", reverse("admin:oversight_result_changelist")),
        Link(result.name, result.get_absolute_url()), Link(NAMES[score.indicator]),
    ]  # fmt: skip
    lines = sorted(source.lines(score.rows), key=lambda each: each.is_good)
    context = {
        "title": title, "crumbs": crumbs, "score": score, "result": result, "words": of_words(score), "source": source,
        "lines": lines, "changed": sum(each.is_changed for each in lines),
    }  # fmt: skip
    return TemplateResponse(request, "oversight/assessment/rows.html", context)


@require_safe
def circular_file(request, pk: int, kind: str):
    found = Assessment.objects.filter(circulars_in_reach(access_for(request)) | announced_below(request))
    assessment = get_object_or_404(found.select_related("organization").distinct(), pk=pk)
    try:
        return official_file(circular(assessment), kind, name_of(assessment))
    except PrintingUnavailable as error:
        raise Http404(str(error)) from error


def announced_below(request) -> Q:
    """Whoever watches reads what was announced there."""
    watched = access_for(request).prefixes(WATCH)
    return under(watched, "organization__path") & Q(state=Assessment.State.ANNOUNCED)


@frame.explained
def place(request, code=""):
    watch = watch_of(request, code)
    on = timezone.localdate()
    year = year_in(request.GET.get("year", "")) or on.year
    context = {"overview": overview_of(watch, access_for(request), year, on), "year": year}
    return frame.page(request, "assessment/overview", watch, "assessment", context, "年度考核")
