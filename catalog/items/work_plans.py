"""The work plan of a matter outside the catalogue goes up when it is approved, where the scheme says so (JG-07, YY-09)."""

from catalog.filings.actions import filings, rewrite
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from catalog.items.context import ItemContext
from disclosure.workflow.kit import Act


def goes_up(context: ItemContext) -> bool:
    """``context.item`` is outside the catalogue and the scheme files its work plan with the superior."""
    if context.item.entry_id or context.rules is None:
        return False
    return bool(context.rules.data["off_catalogue"].get("files_with_superior"))


def file_work_plan(act: Act) -> None:
    """A plan that was changed and approved anew goes up anew, in the row not yet sent if
    there is one."""
    if not goes_up(act.context):
        return
    item = act.subject
    filing = filings.hold(item.work_plan_filing) if item.work_plan_filing_id else None
    is_changed = filing is not None and filing.content != item.work_plan
    if filing is None or filing.dropped_on or (filing.sent_on and is_changed):
        item.work_plan_filing = opened(act)
    elif is_changed:
        act.follow(rewrite, filing, content=item.work_plan)


def opened(act: Act) -> Filing:
    """By the item's number: the register's titles name no content."""
    item = act.subject
    return open_filing(
        organization=item.organization,
        what=Filing.What.OFF_CATALOGUE,
        title=f"目录外事项的工作方案（{item.index_number}）",
        content=item.work_plan,
        url=item.staff_url,
        event="审批通过",
        start_on=act.on,
        by=act.by,
        now=act.now,
    )
