"""When an archive task opens: display is over, or what was published is withdrawn (YY-11). By when stands in the scheme.

What the scheme displays without end (长期) is archived too: somebody ends its display by hand when it no longer holds.
"""

from datetime import date, datetime

from django.utils import timezone

from catalog.items.models import Item
from catalog.items.states import ItemState
from catalog.schemes.rules import Row, SchemeRules, find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.workflow.kit import Act, Nobody, Workflow, in_state, when

tasks = Workflow(Item, code="archive_task", reads=("organization", "department", "entry"))
OVER = (ItemState.DISPLAY_ENDED, ItemState.WITHDRAWN)
DISPLAY_ENDED, WITHDRAWN = "展示结束", "撤回"
# For an organisation that works by no scheme yet.
PRESET = {"working_days": 10}
PRESET_NOTE = "预设：没有施行中的实施方案，定为10个工作日，可以改。"


def open_archive_task(item: Item, *, by, now: datetime) -> None:
    """Put the archiving on the ledger; the caller holds the item's lock and saves it. A second call changes nothing."""
    if item.archive_deadline_id is not None or item.published_inside_at is None:
        return
    row, source = archive_rule(item, timezone.localdate(now))
    is_withdrawn = item.withdrawn_at is not None and item.display_ended_at is None
    item.archive_deadline = open_deadline(
        organization=item.organization,
        department=item.department,
        kind=Deadline.Kind.ARCHIVE,
        title=title_of(item),
        url=f"{item.staff_url}#archive",
        start_on=started_on(item),
        rule=row.get("rule") or PRESET,
        event=WITHDRAWN if is_withdrawn else row.get("event") or DISPLAY_ENDED,
        source=source,
        by=by,
        now=now,
    )


def open_task_of(act: Act) -> None:
    open_archive_task(act.subject, by=act.by, now=act.now)
    act.subject.save(update_fields=["archive_deadline"])


def started_on(item: Item) -> date:
    return timezone.localdate(item.display_ended_at or item.withdrawn_at)


def title_of(item: Item) -> str:
    """The entry and the event's day: the ledger never carries an item's content."""
    subject = str(item.entry) if item.entry else "目录外事项"
    on = item.event_on
    return f"归档：{subject[:260]}（{on.year}年{on.month}月{on.day}日）"


def archive_rule(item: Item, on: date) -> tuple[Row, Row]:
    """The scheme's row for the archive and where its number comes from."""
    rules = find_scheme(item.organization, on)
    if rules is None:
        return {}, {"note": PRESET_NOTE, "preset": True}
    row = rules.data.get("archive") or {}
    return row, source_of(row, rules)


def source_of(row: Row, rules: SchemeRules) -> Row:
    if any(path.startswith("archive.") for path in rules.own_paths):
        return {**rules.source_of({"article": row.get("article")}), "note": "本组织另定", "own": True}
    return rules.source_of(row)


@tasks.action(
    "open_task", "开始归档", who=Nobody(), by_system=True, is_button=False,
    at=in_state(*OVER) & when(lambda context: context.subject.archive_deadline_id is None),
)  # fmt: skip
def open_task(act: Act) -> None:
    open_archive_task(act.subject, by=act.by, now=act.now)


def open_missing_tasks(*, now: datetime) -> int:
    """Open the task of whatever is over and has none, one transaction an item; may run twice or late. Returns how many."""
    rows = Item.objects.filter(state__in=OVER, archive_deadline__isnull=True, published_inside_at__isnull=False)
    return tasks.sweep(open_task, rows, now=now)
