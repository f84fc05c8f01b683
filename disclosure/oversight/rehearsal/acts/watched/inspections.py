"""An inspection in the hall, in a few words: the lot drawn in every organisation, every point marked, a finding."""

from django.core.exceptions import ValidationError

from disclosure.oversight.inspections.actions.drawing import draw
from disclosure.oversight.inspections.actions.looking import find, mark
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import Finding, Inspection, Mark, Sampled, Visit
from disclosure.oversight.rehearsal.stage import Turn

NAMED_BY, SEEN = "书记", "现场看过"


def draw_lots(turn: Turn, *, number: str, named_by: str = NAMED_BY) -> Inspection:
    """By the same number wherever none was drawn yet."""
    inspection = turn.subject
    for visit in inspection.visits.filter(frozen__drawing__isnull=True).order_by("pk"):
        inspection = draw(inspection, visit=visit, number=number, named_by=named_by, by=turn.staff, now=turn.now)
    return inspection


def mark_points(turn: Turn, *, grade: str = "", why: str = SEEN) -> Inspection:
    """Whatever is not marked: as the data say, else good; ``grade``: good, fair or poor, whatever they say."""
    inspection = turn.subject
    for row in Sampled.objects.filter(visit__inspection=inspection, marks__mark="").distinct().order_by("pk"):
        marks = [
            MarkRow(each.point, grade or each.told or Mark.Grade.GOOD, why)
            for each in row.marks.filter(mark="").order_by("point")
        ]
        mark(inspection, sampled=row, rows=marks, by=turn.staff, now=turn.now)
    return inspection


def find_fault(turn: Turn, *, text: str, is_good: bool = False) -> Finding:
    """In the organisation that the step names, else in the first."""
    inspection = turn.subject
    return find(inspection, visit=visit_of(turn, inspection), text=text, is_good=is_good, by=turn.staff, now=turn.now)


def visit_of(turn: Turn, inspection: Inspection) -> Visit:
    rows = inspection.visits.order_by("pk")
    found = rows.filter(organization__code=turn.step.org).first() if turn.step.org else rows.first()
    if found is None:
        raise ValidationError(f"“{turn.step.org}”不在这次检查里。")
    return found
