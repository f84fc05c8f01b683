"""A sheet goes to where there is no network and comes back once; what others said meanwhile is never written over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.oversight.inspections.actions.drawing import own_visit
from disclosure.oversight.inspections.actions.looking import find
from disclosure.oversight.inspections.actions.table import AT_WORK, INSPECTORS, inspections
from disclosure.oversight.inspections.context import is_drawn
from disclosure.oversight.inspections.hands import hands_of
from disclosure.oversight.inspections.marking import MarkRow, keep_marks
from disclosure.oversight.inspections.models import Mark, Sampled, SheetKey, Visit
from disclosure.workflow.kit import Act

Row = Mapping[str, Any]


@dataclass(frozen=True)
class FoundRow:
    """What was found there, of one sampled line and one of its points, counted from 0, or of the whole."""

    text: str
    is_good: bool = False
    sampled: int | None = None
    point: int | None = None


@inspections.action(
    "take_sheet", "取走检查表", at=AT_WORK, who=INSPECTORS, is_button=False, done="检查表在这台设备上了。"
)
def take_sheet(act: Act, *, visit: Visit, digest: str) -> SheetKey:
    """``digest``: of the key that the device keeps."""
    visit = own_visit(act, visit)
    if not is_drawn(visit):
        raise ValidationError("这个组织还没有抽样。")
    sheet = SheetKey(visit=visit, person=act.person, digest=digest, taken_at=act.now)
    sheet.save()
    act.record("sheet_taken", visit=visit.pk)
    return sheet


@inspections.action("return_sheet", "交回检查表", at=AT_WORK, who=INSPECTORS, is_button=False, done="交回了。")
def return_sheet(
    act: Act, *, sheet: SheetKey, digest: str, marks: Sequence[tuple[int, MarkRow]], findings: Sequence[FoundRow] = ()
) -> Mapping[str, Any]:  # fmt: skip
    """``marks``: key of a sampled line and what is said of one of its points; ``digest``: of all that came. Returns how many are
    kept, of the others why not, the keys of the findings that were kept, and the points of which nobody says anything yet."""
    if sheet.visit.inspection_id != act.subject.pk or sheet.person_id != act.person.pk:
        raise PermissionDenied("这张检查表不是您取走的，请由取走的人登录以后交回。")
    # The inspection is locked: nobody else gives it back meanwhile.
    sheet = SheetKey.objects.select_related("visit").get(pk=sheet.pk)
    if sheet.answer is not None:
        return answered(sheet, digest)
    lines = list(sheet.visit.sampled.prefetch_related("marks").order_by("position"))
    kept, others = take_marks(act, lines, marks)
    found, unkept = take_findings(act, sheet.visit, lines, findings)
    sheet.answer = {"kept": kept, "others": [*others, *unkept], "found": found, "left": left_of(sheet.visit)}
    sheet.returned, sheet.returned_at = digest, act.now
    sheet.save()
    act.record("sheet_returned", visit=sheet.visit_id, kept=kept, others=len(sheet.answer["others"]), found=len(found))
    return sheet.answer


def answered(sheet: SheetKey, digest: str) -> Mapping[str, Any]:
    """Sent again because the answer was lost on its way."""
    if sheet.returned != digest:
        raise ValidationError("这张检查表已经交回过，不能再交别的内容。")
    assert sheet.answer is not None
    return sheet.answer


def take_marks(
    act: Act, lines: Sequence[Sampled], marks: Sequence[tuple[int, MarkRow]]
) -> tuple[int, list[Row]]:  # fmt: skip
    """Each mark by itself: one that is refused holds up no other."""
    known, hands = {row.pk: row for row in lines}, hands_of(lines)
    kept = 0
    others: list[Row] = []
    for key, row in marks:
        sampled = known.get(key)
        try:
            if sampled is None:
                raise ValidationError("没有这一件。")
            kept += len(keep_marks(sampled, [row], hands[key], by=act.person, now=act.now))
        except (ValidationError, PermissionDenied) as error:
            position = sampled.position if sampled else 0
            what = {"position": position, "point": row.point + 1, "mark": row.mark, "why": row.why}
            others.append({**what, "said": words_of(error)})
    return kept, others


def take_findings(
    act: Act, visit: Visit, lines: Sequence[Sampled], findings: Sequence[FoundRow]
) -> tuple[list[int | None], list[Row]]:  # fmt: skip
    """Key of each that was kept, in the order in which they came, None for one that was not."""
    known = {row.pk: row for row in lines}
    found: list[int | None] = []
    others: list[Row] = []
    for row in findings:
        given = {"text": row.text, "is_good": row.is_good, "point": row.point}
        try:
            found.append(act.follow(find, act.subject, visit=visit, sampled=known.get(row.sampled or 0), **given).pk)
        except ValidationError as error:
            found.append(None)
            others.append({"position": 0, "point": 0, "mark": "", "why": row.text, "said": words_of(error)})
    return found, others


def left_of(visit: Visit) -> list[Row]:
    """Points of which no inspector says anything yet, with what the data alone say."""
    rows = Mark.objects.filter(sampled__visit=visit, mark="").select_related("sampled")
    return [
        {"position": row.sampled.position, "point": row.point + 1, "told": row.get_told_display()}
        for row in rows.order_by("sampled__position", "point")
    ]


def words_of(error: Exception) -> str:
    return "".join(error.messages) if isinstance(error, ValidationError) else str(error)
