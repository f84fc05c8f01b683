"""When an archive task opens: display is over, or what was published is withdrawn (YY-11). By when stands in the scheme.

What the scheme displays without end (长期) is archived too: somebody ends its display by hand when it no longer holds.
"""

import logging
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from catalog.items.models import Item
from catalog.items.states import ItemState
from catalog.schemes.rules import SchemeRules, find_scheme
from disclosure.deadlines.actions import open_deadline
from disclosure.deadlines.models import Deadline

logger = logging.getLogger(__name__)
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


def started_on(item: Item) -> date:
    return timezone.localdate(item.display_ended_at or item.withdrawn_at)


def title_of(item: Item) -> str:
    """The entry and the event's day: the ledger never carries an item's content."""
    subject = str(item.entry) if item.entry else "目录外事项"
    on = item.event_on
    return f"归档：{subject[:260]}（{on.year}年{on.month}月{on.day}日）"


def archive_rule(item: Item, on: date) -> tuple[dict, dict]:
    """The scheme's row for the archive and where its number comes from."""
    rules = find_scheme(item.organization, on)
    if rules is None:
        return {}, {"note": PRESET_NOTE, "preset": True}
    row = rules.data.get("archive") or {}
    return row, source_of(row, rules)


def source_of(row: dict, rules: SchemeRules) -> dict:
    source = {"document": f"《{rules.scheme.title}》", "article": row.get("article", "")}
    if any(path.startswith("archive.") for path in rules.own_paths):
        return {**source, "note": "本组织另定", "own": True}
    if row.get("preset"):
        return {
            **source, "sentence": row.get("sentence", ""), "note": f"预设：{row.get('preset_reason', '')}",
            "preset": True,
        }  # fmt: skip
    return {**source, "sentence": row.get("sentence", "")}


def without_task():
    """What is over and has no task: ended while no task was opened yet."""
    over = Q(state=ItemState.DISPLAY_ENDED) | Q(state=ItemState.WITHDRAWN)
    return Item.objects.filter(over, archive_deadline__isnull=True, published_inside_at__isnull=False)


def open_missing_tasks(*, now: datetime) -> int:
    """Open the task of whatever is over and has none, one transaction an item; may run twice or late. Returns how many."""
    opened = 0
    for pk in without_task().order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500):
        try:
            opened += open_missing_task(pk, now=now)
        except Exception:
            logger.exception("the archive task of item %s could not be opened", pk)
    return opened


@transaction.atomic
def open_missing_task(pk: int, *, now: datetime) -> int:
    Item.objects.select_for_update().only("pk").get(pk=pk)
    item = without_task().select_related("organization", "department", "entry").filter(pk=pk).first()
    if item is None:
        return 0
    open_archive_task(item, by=None, now=now)
    item.save(update_fields=["archive_deadline"])
    return 1
