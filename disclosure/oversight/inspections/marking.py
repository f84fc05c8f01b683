"""What a drawing makes, and what inspectors say of it: the sampled lines with what the data tell, the marks by hand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.deadlines.dates import local_day
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.people import User
from disclosure.oversight.inspections.drawing import drawn
from disclosure.oversight.inspections.evidence import facts_of, told_of
from disclosure.oversight.inspections.models import Drawing, Mark, Sampled, Visit
from disclosure.web.whole_numbers import whole_number
from disclosure.workflow.kit import Changed

LONGEST_NUMBER = 10**18
OVERTAKEN = "第{point}点刚刚被评为“{mark}”，您填的是“{own}”，没有盖掉别人的。请商量好再填一次。"


@dataclass(frozen=True)
class MarkRow:
    """What an inspector says of a point, counted from 0. ``revision``: of the mark that they saw; None: they say it whatever
    stands there."""

    point: int
    mark: str
    why: str = ""
    revision: int | None = None


def number_in(text: str) -> str:
    """A whole number as one says it, without leading zeros."""
    number = whole_number(text.strip(), LONGEST_NUMBER)
    if number is None:
        raise ValidationError({"number": "请填一个整数，不带小数点和单位。"})
    return str(number)


def draw_lots(visit: Visit, number: str, named_by: str, *, by: User, now: datetime) -> Drawing:
    """From the frozen list alone; of each line what the portal's data tell that day."""
    frozen = visit.frozen
    drawing = Drawing.objects.create(frozen=frozen, number=number, named_by=named_by, drawn_by=by, drawn_at=now)
    keys = dict(zip(frozen.lines.split("\n"), frozen.keys, strict=True))
    for position, line in enumerate(drawn(list(keys), frozen.seed, number, frozen.size), 1):
        subject, key = keys[line]
        row = Sampled(drawing=drawing, visit=visit, position=position, line=line, subject=subject, subject_id=key)
        row.save()
        facts = facts_of(row, local_day(now))
        told = [told_of(facts, point["facts"]) for point in visit.points]
        Mark.objects.bulk_create(
            Mark(sampled=row, point=point, told=each.grade, told_why=each.why) for point, each in enumerate(told)
        )
    return drawing


def keep_marks(
    sampled: Sampled, rows: Sequence[MarkRow], hands: Collection[int], *, by: User, now: datetime
) -> list[int]:
    """``hands``: who had a hand in what is inspected. Returns the points that are another now. Raises ``Changed`` where somebody
    else has said something else since, and then nothing is kept; ``PermissionDenied`` for one of those ``hands``."""
    if by.pk in hands:
        raise PermissionDenied("这一件您经手过，要由别的检查人评价。")
    marks = {mark.point: mark for mark in sampled.marks.all()}
    changed = [marks[row.point] for row in rows if row.point in marks and write(marks[row.point], row, by=by, now=now)]
    for mark in changed:
        mark.save()
    return [mark.point for mark in changed]


def write(mark: Mark, row: MarkRow, *, by: User, now: datetime) -> bool:
    """Whether it says something new. The data's own word needs no reason, another one does."""
    said = (row.mark, one_line(row.why))
    if said == (mark.mark, mark.why):
        return False
    if row.mark not in Mark.Grade.values:
        raise ValidationError(f"第{mark.point + 1}点还没有评价。")
    if row.revision is not None and row.revision != mark.revision:
        words = {"mark": mark.get_mark_display(), "own": Mark.Grade(row.mark).label}
        raise Changed(OVERTAKEN.format(point=mark.point + 1, **words))
    if mark.told and row.mark != mark.told and not said[1]:
        raise ValidationError(f"第{mark.point + 1}点和数据说的“{mark.get_told_display()}”不一样，请写理由。")
    (mark.mark, mark.why), mark.revision, mark.marked_by, mark.marked_at = said, mark.revision + 1, by, now
    mark.clean_fields(exclude=("sampled", "marked_by"))
    return True
