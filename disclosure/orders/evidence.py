"""What shows that it was put right: kept beside the order, and handed over with the next report."""

from django.core.exceptions import ValidationError

from disclosure.files.store import Received
from disclosure.orders.models import Evidence
from disclosure.orders.procedure import UNDONE, orders
from disclosure.orders.who import REPORTS
from disclosure.workflow.act import Act
from disclosure.workflow.with_file import FileAction


@orders.action(
    "add_evidence", "添加佐证材料", at=UNDONE, who=REPORTS, is_button=False, made_as=FileAction, takes_file="upload",
    done="佐证材料已保存。",
)  # fmt: skip
def add_evidence(act: Act, *, upload: Received) -> Evidence:
    """For the next report. Raises ``ValidationError`` for what may not be kept."""
    if act.subject.evidence.filter(sha256=upload.file.sha256).exists():
        raise ValidationError({"upload": "这份文件已经传过了。"})
    stored = upload.keep()
    act.record("evidence_added", sha256=stored.sha256)
    return Evidence.objects.create(order=act.subject, **stored.columns(by=act.by, now=act.now))


@orders.action("remove_evidence", "删除佐证材料", at=UNDONE, who=REPORTS, is_button=False, done="已删除“{found}”。")
def remove_evidence(act: Act, *, evidence: Evidence) -> str:
    """What nobody has been shown yet. Returns its name."""
    row = act.subject.evidence.filter(pk=evidence.pk, report__isnull=True).first()
    if row is None:
        raise ValidationError("这份文件已经删掉了，或者已经随报告交了。")
    row.delete()
    act.record("evidence_removed", sha256=evidence.sha256)
    return evidence.name
