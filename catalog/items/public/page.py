"""One item as its page shows it: who, what, when, in time or not, and why that day."""

from datetime import date, datetime

from django.db.models import Q

from catalog.directory.contents import entry_url
from catalog.items.models import Item, Version
from catalog.items.public.differences import changed_lines
from catalog.items.public.lists import published_day
from catalog.items.public.prompted import prompted_by
from disclosure.deadlines import dates
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.strip import trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files.listing import attachment_rows


def document(item: Item, version: Version, attachments, calendar: WorkCalendar, on: date) -> dict:
    """What ``site/_document.html`` shows; the desk's preview gives it the working version."""
    due_on = item.deadline.due_on if item.deadline else None
    return {
        "title": version.title,
        "body": version.body,
        "metadata": metadata(item, calendar, on),
        "attachments": attachment_rows(item.pk, attachments),
        "trace": trace_strip(item.deadline.trace) if item.deadline else None,
        "why": f"为什么是{due_on.month}月{due_on.day}日" if due_on else "",
        "correction": correction_words(version),
    }


def correction_words(version: Version) -> str:
    return f"这是更正后的第 {version.number} 版：{version.correction_note}" if version.correction_note else ""


def metadata(item: Item, calendar: WorkCalendar, on: date) -> list[dict]:
    rows = [
        {"label": "索引号", "value": item.index_number},
        {"label": "公开机构", "value": item.organization.name, "url": item.organization.get_absolute_url()},
        *entry_rows(item),
        {"label": "事项日期", "value": dates.full(item.event_on, calendar)},
        *due_rows(item.deadline, calendar),
        *published_rows(item, calendar, on),
        {"label": "公开范围", "value": scope_words(item)},
        {"label": "公开形式", "value": "、".join(item.channels) or "本网站"},
        *({"label": "公开缘由", "value": words} for words in prompted_by(item)),
    ]
    if item.display_until and item.published_outside_at:
        rows.append({"label": "公示到", "value": dates.full(item.display_until, calendar)})
    return rows


def entry_rows(item: Item) -> list[dict]:
    rows = [{"label": "责任科室", "value": item.department.name}] if item.department else []
    if item.entry is None:
        return [*rows, {"label": "目录事项", "value": "目录外事项"}]
    url = entry_url(item.organization, item.entry.code)
    return [*rows, {"label": "目录事项", "value": str(item.entry), "url": url}]


def scope_words(item: Item) -> str:
    words = "、".join(item.entry.scope_words) if item.entry and item.entry.scope == item.scope else ""
    words = words or item.get_scope_display()
    return f"{words}（先党内后党外）" if item.inside_first and "先党内" not in words else words


def due_rows(deadline: Deadline | None, calendar: WorkCalendar) -> list[dict]:
    if deadline is None or deadline.due_on is None:
        return []
    row = {"label": "应公开", "value": f"{dates.full(deadline.due_on, calendar)}前"}
    return [{**row, "state": "provisional", "word": "暂定"} if deadline.is_provisional else row]


def published_rows(item: Item, calendar: WorkCalendar, on: date) -> list[dict]:
    """The first release answers the deadline; a later one outside is named beside it."""
    inside, outside = dates.local_day(item.published_inside_at), dates.local_day(item.published_outside_at)
    if inside is None:
        return [{"label": "实际公开", "value": "还没有公开", **lateness(item.deadline, on)}]
    first = {"label": "实际公开", "value": dates.full(inside, calendar), **lateness(item.deadline, inside)}
    if outside is None or outside == inside:
        return [first]
    return [{**first, "label": "党内公开"}, {"label": "向社会公开", "value": dates.full(outside, calendar)}]


def lateness(deadline: Deadline | None, on: date) -> dict:
    if deadline is None or deadline.due_on is None or deadline.closed_as in UNDONE:
        return {}
    late = dates.late_by(deadline.due_on, deadline.closed_on or on)
    if late:
        return {"state": "late", "word": late}
    return {"state": "done", "word": "按时"} if deadline.closed_on else {}


def shown_versions(item: Item, versions: list[Version], *, is_inside: bool) -> list[Version]:
    """Of the released versions, newest first, those that this reader could once read: society none that was corrected
    before it went outside."""
    if is_inside:
        return versions
    return [
        version
        for version, newer in zip(versions, [None, *versions], strict=False)
        if newer is None or newer.released_at > item.published_outside_at
    ]


def version_rows(versions: list[Version], current: Version, first_at: datetime) -> list[dict]:
    """Newest first, with what each changed against the one before; shown once there was a correction. ``first_at``:
    when the oldest of them was first shown to this reader."""
    if len(versions) < 2:
        return []
    return [
        {
            "number": version.number,
            "on": dates.plain(dates.local_day(version.released_at if older else first_at)),
            "note": f"更正：{version.correction_note}" if older else "首次公开",
            "is_current": version.pk == current.pk,
            "changes": changed_lines(older, version) if older else [],
        }
        for version, older in zip(versions, [*versions[1:], None], strict=True)
    ]


def redisclosure_rows(item: Item, readable, reader) -> list[dict]:
    """Where it was disclosed before and again, as far as this reader may read those (LK-07)."""
    near = readable.filter(Q(pk=item.redisclosure_of_id) | Q(redisclosure_of=item))
    return [
        {
            "label": "后来再次公开" if row.pk != item.redisclosure_of_id else "这是再次公开，原来公开的是",
            "title": row.published_version.title,
            "url": row.get_absolute_url(),
            "on": dates.plain(published_day(row, reader)),
            "reason": row.redisclosure_reason if row.pk != item.redisclosure_of_id else item.redisclosure_reason,
        }
        for row in near.select_related("published_version").order_by("pk")
    ]


def shown_until(item: Item) -> date:
    """The last day on which society could read an item whose display is over."""
    ended = dates.local_day(item.display_ended_at)
    days = [day for day in (item.display_until, ended) if day]
    return min(days)
