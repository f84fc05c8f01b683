"""The rows behind a number, and the circular."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from disclosure.files.papers.official import official_file
from disclosure.files.pdf import PrintingUnavailable
from disclosure.organizations.access import access_for
from disclosure.oversight.assessment.circular import circular, name_of
from disclosure.oversight.assessment.figures.sources import SOURCES
from disclosure.oversight.assessment.models import Assessment, Score
from disclosure.oversight.assessment.page import NAMES, of_words
from disclosure.oversight.assessment.reach import circulars_in_reach, results_in_reach
from disclosure.web.components import TODAY, Link


@require_safe
def rows(request, pk: int):
    """Exactly those of one number, as they were when it was counted."""
    reach = results_in_reach(access_for(request), "result__")
    scores = Score.objects.filter(reach).select_related("result__assessment__organization")
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
    found = Assessment.objects.filter(circulars_in_reach(access_for(request)))
    assessment = get_object_or_404(found.select_related("organization"), pk=pk)
    try:
        return official_file(circular(assessment), kind, name_of(assessment))
    except PrintingUnavailable as error:
        raise Http404(str(error)) from error
