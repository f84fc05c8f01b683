"""What the checks of a played year read before the play is undone, as plain values."""

import io
from collections.abc import Mapping
from typing import Any

from docx import Document

from disclosure.deadlines.models import Deadline
from disclosure.files.papers.official import official_docx
from disclosure.files.rich_text import to_text
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.assessment.circular import circular
from disclosure.oversight.assessment.models import Assessment, Result
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.inspections.models import Mark, Visit

Facts = Mapping[str, Any]


def look() -> Facts:
    """By the code of the organisation that assesses, writes, is visited, judged or voted on."""
    return {
        "rows": [ledger_row(each) for each in Deadline.objects.filter(due_on__isnull=False).select_related("organization", "department")],
        "assessments": {each.organization.code: assessed(each) for each in Assessment.objects.select_related("organization")},
        "circulars": {each.organization.code: told(each) for each in Circular.objects.select_related("organization", "bulletin")},
        "visits": {each.organization.code: visited(each) for each in Visit.objects.select_related("organization", "inspection")},
        "measures": {each.concerned.code: each for each in Measure.objects.select_related("concerned")},
        "evaluations": {each.organization.code: each.result for each in Evaluation.objects.select_related("organization")},
    }  # fmt: skip


def ledger_row(row: Deadline) -> Facts:
    kept = {name: getattr(row, name) for name in ("kind", "due_on", "closed_on", "closed_as")}
    return {**kept, "organization": row.organization.code, "department": row.department and row.department.name}


def assessed(assessment: Assessment) -> Facts:
    paper = Document(io.BytesIO(official_docx(circular(assessment))))
    results = assessment.results.select_related("organization", "department").order_by("position")
    return {
        "of": assessment.of,
        "counted_on": assessment.counted_on,
        "objections_until": assessment.objections_until,
        "text": "\n".join(each.text for each in paper.paragraphs),
        "results": [result(each) for each in results],
    }


def result(row: Result) -> Facts:
    """``department``: None of an organisation and of who heads it; ``rows``: how many are kept of each figure."""
    scores = list(row.scores.all())
    return {
        "kind": row.kind,
        "name": row.name,
        "organization": row.organization.code,
        "department": row.department and row.department.name,
        "points": row.points,
        "by_hand": row.by_hand,
        "figures": {each.indicator: (each.good, each.whole) for each in scores},
        "listed": {each.indicator: (sum(kept[1] for kept in each.rows), sum(kept[2] for kept in each.rows)) for each in scores},
    }  # fmt: skip


def told(row: Circular) -> Facts:
    bulletin = row.bulletin
    read = list(bulletin.receipts.values_list("reader__username", flat=True))
    return {"state": bulletin.state, "text": to_text(bulletin.body), "read": read}


def visited(visit: Visit) -> Facts:
    marks = Mark.objects.filter(sampled__visit=visit)
    return {
        "state": visit.inspection.state,
        "points": [point["name"] for point in visit.points],
        "lots": visit.frozen.drawing.sampled.count(),
        "marks": sorted(marks.values_list("mark", flat=True)),
    }
