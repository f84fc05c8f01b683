"""The work plan of a matter outside the catalogue goes up when it is approved, where the scheme says so (JG-07, YY-09)."""

from catalog.filings.actions import filings, rewrite
from catalog.filings.models import Filing
from catalog.filings.opening import open_filing
from disclosure.workflow.kit import Act


def file_work_plan(act: Act) -> None:
    """A plan that was changed and approved anew goes up anew, in the row not yet sent if there is one. The register's titles
    name no content: it goes by the item's number."""
    item, rules = act.subject, act.context.rules
    if item.entry_id or rules is None or not rules.data["off_catalogue"].get("files_with_superior"):
        return
    filing = filings.hold(item.work_plan_filing) if item.work_plan_filing_id else None
    is_changed = filing is not None and filing.content != item.work_plan
    if filing is None or filing.dropped_on or (filing.sent_on and is_changed):
        item.work_plan_filing = open_filing(
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
    elif is_changed:
        act.follow(rewrite, filing, content=item.work_plan)
