"""What was decided on an item, and the last word where it asks for something."""

from collections.abc import Mapping
from datetime import date

from catalog.items.models import Decision, Item
from disclosure.deadlines.dates import moment, plain
from disclosure.web.components import Event
from disclosure.workflow.staff.page import Note

# Steps that are simply taken: no word of passing belongs to them.
JUDGED = {Decision.Step.REVIEW, Decision.Step.SECRECY, Decision.Step.APPROVE}


def decision_rows(item: Item) -> list[Event]:
    """Every step taken on every version, oldest first."""
    rows = Decision.objects.filter(version__item=item).select_related("by", "version").order_by("pk")
    return [
        Event(
            on=moment(row.at),
            title=decision_words(row),
            who=str(row.by) if row.by else "系统",
            note="　".join(filter(None, [row.reason, *evidence_words(row.evidence)])),
            state="late" if row.result == Decision.Result.RETURNED else "done",
        )
        for row in rows
    ]


def decision_words(row: Decision) -> str:
    is_judged = row.step in JUDGED or row.result == Decision.Result.RETURNED
    words = f"{row.get_step_display()}：{row.get_result_display()}" if is_judged else row.get_step_display()
    return f"{words}（{row.version.words}）" if row.version.is_progress else words


def evidence_words(evidence: Mapping) -> list[str]:
    """What was stated with a step; codes by their names."""
    names = dict(Item.ApprovalRoute.choices)
    declared = ["对内容的真实性负责"] if evidence.get("is_truthful") else []
    return declared + [
        plain(date.fromisoformat(value)) if name.endswith("_on") else names.get(value, value)
        for name, value in evidence.items()
        if isinstance(value, str)
    ]


def reason_notice(item: Item) -> Note | None:
    """The last word, when it asks for something: to change the draft sent back, or to agree to a withdrawal."""
    last = Decision.objects.filter(version=item.working_version_id).select_related("by").order_by("-pk").first()
    if item.hidden_at and not item.withdrawn_at:
        then = "等另一个人确认" if item.hiding_confirmed_at is None else f"{item.hiding_confirmed_by}已确认"
        return Note(item.hidden_reason, f"{item.hidden_by}已把它隐藏，谁也看不到，{then}")
    if item.withdrawal_asked_at and not item.withdrawn_at:
        asked = Decision.objects.filter(version__item=item, step=Decision.Step.ASK_WITHDRAWAL).order_by("-pk").first()
        return Note(asked.reason if asked else "", f"{item.withdrawal_asked_by}申请撤回，要由另一个人决定")
    if last is None or last.result != Decision.Result.RETURNED:
        return None
    return Note(f"{last.reason}（{last.by or '系统'}）", f"{last.get_step_display()}退回了，请修改后再提交")
