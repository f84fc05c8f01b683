"""What inspectors say of the points, and what they find, with photographs where they like (JG-16, PL-18)."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.files.rich_text import printable
from disclosure.files.store import Received
from disclosure.oversight.inspections.actions.drawing import own_visit
from disclosure.oversight.inspections.actions.table import AT_WORK, INSPECTORS, inspections
from disclosure.oversight.inspections.hands import hands_of
from disclosure.oversight.inspections.marking import MarkRow, keep_marks
from disclosure.oversight.inspections.models import (
    Finding,
    Photograph,
    Sampled,
    Visit,
)
from disclosure.workflow.kit import Act, require_text
from disclosure.workflow.with_file import FileAction


@inspections.action("mark", "登记评价", at=AT_WORK, who=INSPECTORS, is_button=False, done="评价记下了。")
def mark(act: Act, *, sampled: Sampled, rows: Sequence[MarkRow]) -> None:
    """Of the points of one sampled line, by who had no hand in it."""
    if sampled.visit_id not in {visit.pk for visit in act.context.visits}:
        raise ValidationError("这一件不在这次检查里。")
    if changed := keep_marks(sampled, rows, hands_of([sampled])[sampled.pk], by=act.person, now=act.now):
        act.record("marked", sampled=sampled.pk, points=changed)


@inspections.action("find", "登记发现", at=AT_WORK, who=INSPECTORS, is_button=False, done="记下了。")
def find(
    act: Act, *, visit: Visit, text: str, is_good: bool = False, sampled: Sampled | None = None, point: int | None = None
) -> Finding:  # fmt: skip
    visit = own_visit(act, visit)
    if sampled and sampled.visit_id != visit.pk:
        raise ValidationError("这一件不是这个组织的。")
    if point is not None and not 0 <= point < len(visit.points):
        raise ValidationError({"point": "没有这一点。"})
    finding = Finding(visit=visit, sampled=sampled, point=point, is_good=is_good, found_by=act.person, found_at=act.now)
    finding.text = require_text(printable(text), "请写发现了什么。", field="text")
    same = {"text": finding.text, "sampled": sampled, "point": point, "is_good": is_good, "found_by": act.person}
    if visit.findings.filter(**same).exists():
        raise ValidationError("这一条您已经记过。")
    finding.full_clean(exclude=("visit", "sampled", "found_by"))
    finding.save()
    act.record("found", finding=finding.pk, is_good=is_good)
    return finding


@inspections.action("drop_finding", "删除发现", at=AT_WORK, who=INSPECTORS, is_button=False, done="删掉了。")
def drop_finding(act: Act, *, finding: Finding) -> None:
    if finding.visit.inspection_id != act.subject.pk or finding.found_by_id != act.person.pk:
        raise PermissionDenied("只能删自己记的。")
    act.record("found_away", finding=finding.pk)
    finding.delete()


@inspections.action(
    "add_photograph", "添加照片", made_as=FileAction, takes_file="upload", at=AT_WORK, who=INSPECTORS, is_button=False,
    done="照片存好了。",
)  # fmt: skip
def add_photograph(act: Act, *, finding: Finding, upload: Received) -> Photograph:
    if finding.visit.inspection_id != act.subject.pk:
        raise ValidationError("这一条不在这次检查里。")
    # Sent again because the answer was lost on its way.
    if same := finding.photographs.filter(sha256=upload.file.sha256).first():
        return same
    photograph = Photograph(finding=finding, **upload.keep().columns(by=act.person, now=act.now))
    photograph.save()
    act.record("photographed", finding=finding.pk, name=photograph.name)
    return photograph
