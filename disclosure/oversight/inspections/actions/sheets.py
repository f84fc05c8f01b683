"""A sheet goes to where there is no network and comes back once; what others said meanwhile is never written over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from disclosure.oversight.inspections.actions.drawing import own_visit
from disclosure.oversight.inspections.actions.table import AT_WORK, INSPECTORS, inspections
from disclosure.oversight.inspections.context import is_drawn
from disclosure.oversight.inspections.marking import MarkRow, keep_marks
from disclosure.oversight.inspections.models import Sampled, SheetKey, Visit
from disclosure.workflow.kit import Act


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
    act: Act, *, sheet: SheetKey, digest: str, marks: Sequence[tuple[int, MarkRow]]
) -> Mapping[str, Any]:  # fmt: skip
    """``marks``: key of a sampled line and what is said of one of its points; ``digest``: of all that came. Returns how many are
    kept, and of the others why not."""
    if sheet.visit.inspection_id != act.subject.pk or sheet.person_id != act.person.pk:
        raise PermissionDenied("这张检查表不是您取走的。")
    # The inspection is locked: nobody else gives it back meanwhile.
    sheet = SheetKey.objects.select_related("visit").get(pk=sheet.pk)
    if sheet.answer is not None:
        return answered(sheet, digest)
    sheet.answer = take_in(act, {row.pk: row for row in sheet.visit.sampled.all()}, marks)
    sheet.returned, sheet.returned_at = digest, act.now
    sheet.save()
    act.record("sheet_returned", visit=sheet.visit_id, kept=sheet.answer["kept"], others=len(sheet.answer["others"]))
    return sheet.answer


def answered(sheet: SheetKey, digest: str) -> Mapping[str, Any]:
    """Sent again because the answer was lost on its way."""
    if sheet.returned != digest:
        raise ValidationError("这张检查表已经交回过，不能再交别的内容。")
    assert sheet.answer is not None
    return sheet.answer


def take_in(act: Act, known: Mapping[int, Sampled], marks: Sequence[tuple[int, MarkRow]]) -> Mapping[str, Any]:
    """Each mark by itself: one that is refused holds up no other."""
    kept, others = 0, []
    for key, row in marks:
        sampled = known.get(key)
        try:
            if sampled is None:
                raise ValidationError("没有这一件。")
            with transaction.atomic():
                kept += len(keep_marks(sampled, [row], by=act.person, now=act.now))
        except (ValidationError, PermissionDenied) as error:
            words = "".join(error.messages) if isinstance(error, ValidationError) else str(error)
            position = sampled.position if sampled else 0
            others.append(
                {"position": position, "point": row.point + 1, "mark": row.mark, "why": row.why, "said": words}
            )
    return {"kept": kept, "others": others}
