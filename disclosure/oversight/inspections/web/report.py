"""The report of an inspection as a file, for who inspects."""

from django.http import Http404
from django.views.decorators.http import require_safe

from disclosure.files.papers.official import official_file
from disclosure.oversight.inspections.report import paper_of
from disclosure.oversight.inspections.web.reach import inspection_for


@require_safe
def report_file(request, pk: int):
    context = inspection_for(request, pk)
    if not context.inspection.report:
        raise Http404
    return official_file(paper_of(context), "docx", f"{context.inspection.title}情况报告")
