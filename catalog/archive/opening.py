"""When an archive task opens: display is over, or what was published is withdrawn (YY-11). By when stands in the scheme.

What the scheme displays without end (长期) is archived too: somebody ends its display by hand when it no longer holds.
"""

from datetime import date, datetime

from catalog.items.actions.table import S, items
from catalog.items.models import Item
from catalog.schemes.rules import Row, find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.dates import local_day, plain
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.workdays import DAY
from disclosure.workflow.kit import Act, Nobody, in_state, when

OVER = (S.DISPLAY_ENDED, S.WITHDRAWN)
HAS_NO_TASK = when(lambda context: context.item.archive_deadline_id is None)
DISPLAY_ENDED, WITHDRAWN = "展示结束", "撤回"
# For an organisation that works by no scheme yet.
PRESET = {"working_days": 10}
PRESET_NOTE = "预设：没有施行中的实施方案，定为10个工作日，可以改。"


def open_archive_task(act: Act) -> None:
    """Put the archiving on the ledger, named after entry and day, never after the content. A second time changes nothing."""
    item = act.subject
    if item.archive_deadline_id is not None or item.published_inside_at is None:
        return
    row, source = archive_rule(item, act.on)
    is_withdrawn = item.withdrawn_at is not None and item.display_ended_at is None
    item.archive_deadline = open_deadline(
        organization=item.organization,
        department=item.department,
        kind=Deadline.Kind.ARCHIVE,
        title=f"归档：{item.entry_words[:260]}（{plain(item.event_on)}）",
        url=f"{item.staff_url}#archive",
        start_on=over_on(item),
        rule=row.get("rule") or PRESET,
        event=WITHDRAWN if is_withdrawn else row.get("event") or DISPLAY_ENDED,
        source=source,
        by=act.by,
        now=act.now,
    )
    item.save(update_fields=["archive_deadline"])


def over_on(item: Item) -> date:
    """The day after the last one on display, whenever the sweep came by; or the day on which somebody ended it."""
    ended_at, until = item.display_ended_at or item.withdrawn_at, item.display_until
    assert ended_at is not None
    return min(local_day(ended_at), until + DAY) if item.display_ended_at and until else local_day(ended_at)


open_missing_task = items.action(
    "open_archive_task", "开始归档", at=in_state(*OVER) & HAS_NO_TASK, who=Nobody(), by_system=True, is_button=False
)(open_archive_task)


def archive_rule(item: Item, on: date) -> tuple[Row, Row]:
    """The scheme's row for the archive and where its number comes from."""
    rules = find_scheme(item.organization, on)
    if rules is None:
        return {}, {"note": PRESET_NOTE, "preset": True}
    row = rules.data.get("archive") or {}
    if any(path.startswith("archive.") for path in rules.own_paths):
        return row, {**rules.source_of({"article": row.get("article")}), "note": "本组织另定", "own": True}
    return row, rules.source_of(row)


def open_missing_tasks(*, now: datetime) -> int:
    """Open the task of whatever is over and has none, one transaction an item; may run twice or late. Returns how many."""
    rows = Item.objects.filter(state__in=OVER, archive_deadline__isnull=True, published_inside_at__isnull=False)
    return items.sweep(open_missing_task, rows, now=now)
