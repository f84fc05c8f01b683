"""Decisions, waivers, channels, deliveries and withholdings of an item, as pages to read and data to keep."""

from collections.abc import Iterator

from catalog.archive.package.parts import Part, file_part, record_parts
from catalog.items.channels.models import ChannelRecord, Delivery, Evidence
from catalog.items.models import Decision, Item
from catalog.items.redaction.models import Waiver
from catalog.items.routes import EVIDENCE
from disclosure.deadlines.dates import moment, plain
from disclosure.files.sensitive_data.kinds import LABELS

EVIDENCE_LABELS = {
    "is_truthful": "对内容真实性负责",
    "declared": "声明",
    "department": "责任科室",
    "necessity": "必要性",
    "accuracy": "准确性",
    "conclusion": "保密审查意见",
    "allowed_personal_data": "准予保留的个人信息",
    "route": "审批方式",
    **EVIDENCE[Item.ApprovalRoute.COLLECTIVE],
    **EVIDENCE[Item.ApprovalRoute.SUPERIOR],
}
DECISIONS = ("版本", "轮次", "步骤", "结果", "理由", "记录", "办理人", "时间")
WAIVERS = ("版本", "种类", "遮盖后", "为什么保留", "状态", "申请人", "申请时间", "决定人", "决定时间")
FORMS = ("公开形式", "情况", "由门户完成", "载体", "地点", "起", "止", "应到", "实到", "文号或刊期", "说明")
FORMS += ("登记人", "登记时间", "核实人", "核实时间", "不再采用的原因")
DELIVERIES = ("告知的个人", "本人打开时间", "告知形式", "告知日期", "告知人", "说明")
WITHHOLDINGS = ("种类", "状态", "理由", "具体说明", "依据", "从哪天起", "暂缓到哪天", "提出人", "批准人", "批准时间")
WITHHOLDINGS += ("批准意见", "上级意见", "结束原因")


def record_parts_of(item: Item) -> Iterator[Part]:
    yield from decisions_of(item)
    yield from waivers_of(item)
    yield from forms_of(item)
    yield from evidence_of(item)
    yield from deliveries_of(item)
    yield from withholdings_of(item)


def when(at) -> str:
    return moment(at) if at else ""


def day(on) -> str:
    return plain(on) if on else ""


def name(person) -> str:
    return str(person) if person else ""


def decisions_of(item: Item) -> list[Part]:
    """Reviews, secrecy checks and approvals of every version, in the order in which they were taken."""
    found = Decision.objects.filter(version__item=item).select_related("version", "by").order_by("pk")
    rows = [
        (
            row.version.words, row.round, row.get_step_display(), row.get_result_display(), row.reason,
            evidence_words(row.evidence), name(row.by) or "系统", when(row.at),
        )
        for row in found
    ]  # fmt: skip
    return record_parts("审批/办理记录", "审核、保密审查、审批和公开记录", DECISIONS, rows)


def evidence_words(evidence: dict) -> str:
    return "；".join(
        f"{EVIDENCE_LABELS.get(key, key)}：{evidence_value(key, value)}" for key, value in evidence.items() if value
    )


def evidence_value(key: str, value) -> str:
    if key == "route":
        return dict(Item.ApprovalRoute.choices).get(value, value)
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "是" if value is True else str(value).rstrip("。")


def waivers_of(item: Item) -> list[Part]:
    found = Waiver.objects.filter(version__item=item).select_related("version", "asked_by", "decided_by")
    rows = [
        (
            row.version.words, LABELS.get(row.kind, row.kind), row.mask, row.reason, row.get_state_display(), name(row.asked_by),
            when(row.asked_at), name(row.decided_by), when(row.decided_at),
        )
        for row in found.order_by("pk")
    ]  # fmt: skip
    return record_parts("审批/放行", "个人信息和标志词的放行", WAIVERS, rows)


def forms_of(item: Item) -> list[Part]:
    found = ChannelRecord.objects.filter(item=item).select_related("carrier", "recorded_by", "confirmed_by")
    rows = [
        (
            row.channel, form_state(row), "是" if row.is_by_portal else "", name(row.carrier), row.place,
            day(row.from_on), day(row.until_on), row.expected, row.attendance, row.document_number, row.note,
            name(row.recorded_by), when(row.recorded_at), name(row.confirmed_by), when(row.confirmed_at),
            row.dropped_reason,
        )
        for row in found.order_by("pk")
    ]  # fmt: skip
    return record_parts("公开形式/落实情况", "公开形式落实情况", FORMS, rows)


def form_state(row: ChannelRecord) -> str:
    if row.is_done:
        return "已落实"
    return "不再采用" if row.dropped_at else "没有落实"


def evidence_of(item: Item) -> Iterator[Part]:
    for row in Evidence.objects.filter(record__item=item).select_related("record").order_by("record_id", "pk"):
        yield file_part(row, ("公开形式", row.record.channel), f"“{row.record.channel}”的佐证材料")


def deliveries_of(item: Item) -> list[Part]:
    found = Delivery.objects.filter(item=item).select_related("recipient", "told_by").order_by("pk")
    rows = [
        (name(row.recipient), when(row.opened_at), row.channel, day(row.told_on), name(row.told_by), row.note)
        for row in found
    ]
    return record_parts("告知/个人告知", "告知个人的记录", DELIVERIES, rows)


def withholdings_of(item: Item) -> list[Part]:
    found = item.withholdings.select_related("proposed_by", "approved_by").order_by("pk")
    rows = [
        (
            row.get_kind_display(), row.get_state_display(), row.get_reason_display(), row.explanation,
            row.legal_basis, day(row.from_on), day(row.until_on), name(row.proposed_by), name(row.approved_by),
            when(row.approved_at), row.approval_note, row.superior_opinion, row.ended_reason,
        )
        for row in found
    ]  # fmt: skip
    return record_parts("不予公开和暂缓/审批", "不予公开和暂缓公开", WITHHOLDINGS, rows)
