"""What preceded the publication: the work plan with its filing, and the day by which it was due."""

from collections.abc import Iterator

from catalog.archive.package.parts import Part, as_json, record_parts
from catalog.archive.package.records import day, name, when
from catalog.items.models import Item
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.traces import explain

CHANGES = ("变更", "原到期日", "新到期日", "原因", "批准人", "时间")
FILING = ("事由", "报送机关", "报送日期", "文号", "收到日期", "回执", "上级意见")


def planned_parts(item: Item) -> Iterator[Part]:
    yield registered(item)
    if item.work_plan.strip():
        yield Part("工作方案/工作方案.txt", "目录外事项工作方案", item.work_plan.encode())
    yield from filing_of(item)
    for deadline, label in ((item.deadline, "公开时限"), (item.archive_deadline, "归档时限")):
        if deadline is not None:
            yield from reckoning_of(deadline, label)


def registered(item: Item) -> Part:
    """The item's own register entry, every person by name."""
    values = {
        "索引号": item.index_number,
        "标题": item.title,
        "公开机构": item.organization.name,
        "机构代码": item.organization.code,
        "目录事项": str(item.entry) if item.entry else "目录外事项",
        "责任科室": name(item.department),
        "公开范围": item.get_scope_display(),
        "先党内后党外": item.inside_first,
        "特定对象": [str(row) for row in item.audiences.order_by("pk")],
        "告知的个人": [str(row) for row in item.recipients.order_by("pk")],
        "公开形式": item.channels,
        "没有采用列明的形式的原因": item.channels_reason,
        "时限类别": item.get_limit_kind_display(),
        "事项日期": item.event_on,
        "重要事项": item.is_important,
        "审批方式": item.get_approval_route_display(),
        "拟稿人": name(item.created_by),
        "登记时间": item.created_at,
        "党内公开时间": item.published_inside_at,
        "社会公开时间": item.published_outside_at,
        "展示截止": item.display_until,
        "展示结束时间": item.display_ended_at,
        "撤回时间": item.withdrawn_at,
        "撤回原因": item.withdrawal_reason,
        "再次公开的是": item.redisclosure_of.index_number if item.redisclosure_of else "",
        "再次公开的原因": item.redisclosure_reason,
    }
    return Part("事项登记.json", "事项登记（数据）", as_json(values))


def filing_of(item: Item) -> list[Part]:
    row = item.work_plan_filing
    if row is None:
        return []
    cells = (row.title, row.to_name, day(row.sent_on), row.number, day(row.received_on), row.receipt, row.comment)
    return record_parts("工作方案/备案", "工作方案备案", FILING, [cells])


def reckoning_of(deadline: Deadline, label: str) -> Iterator[Part]:
    """Why it was owed by that day, in sentences and as kept."""
    known = deadline.trace and "start" in deadline.trace and deadline.trace.get("due_on")
    sentences = explain(deadline.trace) if known else []
    lines = [f"到期日：{day(deadline.due_on)}", f"办结日：{day(deadline.closed_on)}", *sentences]
    yield Part(f"时限/{label}.txt", f"{label}是怎样算出来的", "\n".join(lines).encode())
    yield Part(f"时限/{label}.json", f"{label}的计算过程（数据）", as_json(deadline.trace))
    rows = [
        (
            row.get_kind_display(), day(row.old_due_on), day(row.new_due_on), row.reason, name(row.changed_by),
            when(row.changed_at),
        )
        for row in deadline.changes.select_related("changed_by").order_by("pk")
    ]  # fmt: skip
    yield from record_parts(f"时限/{label}的变更", f"{label}的变更", CHANGES, rows)
