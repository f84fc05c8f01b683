"""One item as its page shows it: who, what, when, in time or not, and why that day."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from catalog.directory.contents import entry_url
from catalog.items.models import Attachment, Item, Version
from catalog.items.public.differences import changed_lines
from disclosure.deadlines import dates
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.strip import Strip, trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files import listing
from disclosure.files.rich_text import to_text
from disclosure.web.components import Fact

# What higher packages know of an item: whose asking led to it, neither who asked nor under which number (LK-07), and what
# the superior said of it (JG-04).
KNOWN: list[Callable[[Item], list[Fact]]] = []


def offer_facts(facts_of: Callable[[Item], list[Fact]]) -> None:
    """For the ``ready`` of an app; offering it twice changes nothing."""
    if facts_of not in KNOWN:
        KNOWN.append(facts_of)


@dataclass(frozen=True)
class Document:
    """What ``site/_document.html`` shows. ``trace``: why the deadline falls on its day."""

    item: Item
    title: str
    body: str
    correction: str
    metadata: list[Fact]
    attachments: list[listing.Attachment]
    trace: Strip | None

    @property
    def words(self) -> str:
        """Without marks; of files alone its title."""
        return to_text(self.body) or self.title


@dataclass(frozen=True)
class VersionRow:
    """``changes``: against the version before."""

    number: int
    on: str
    note: str
    is_current: bool
    changes: list[tuple[str, str]]


@dataclass(frozen=True)
class Progress:
    """How the matter went on by a day. ``title``: empty unless it was given one of its own."""

    on: str
    title: str
    body: str
    attachments: list[listing.Attachment]


def document(
    item: Item, version: Version, attachments: Iterable[Attachment], calendar: WorkCalendar, on: date
) -> Document:
    """The staff see the working version so."""
    files = listing.attachment_rows(item.pk, attachments)
    trace = trace_strip(item.deadline.trace) if item.deadline else None
    facts = metadata(item, calendar, on)
    return Document(item, version.title, version.body, correction_words(version), facts, files, trace)


def correction_words(version: Version) -> str:
    return f"这是更正后的第 {version.number} 版：{version.correction_note}" if version.correction_note else ""


def progress_rows(item: Item, calendar: WorkCalendar) -> list[Progress]:
    """In the order of their days; two queries at most."""
    rows = item.versions.progress().prefetch_related("attachments")
    return [progress_row(item, row, row.progress_on, calendar) for row in rows if row.progress_on]


def progress_row(item: Item, version: Version, on: date, calendar: WorkCalendar) -> Progress:
    title = "" if version.title == Version.PROGRESS else version.title
    files = sorted(version.attachments.all(), key=lambda file: file.pk)
    return Progress(dates.full(on, calendar), title, version.body, listing.attachment_rows(item.pk, files))


def metadata(item: Item, calendar: WorkCalendar, on: date) -> list[Fact]:
    return [
        Fact("索引号", item.index_number),
        Fact("公开机构", item.organization.name, item.organization.get_absolute_url()),
        *entry_rows(item),
        Fact("事项日期", dates.full(item.event_on, calendar)),
        *due_rows(item.deadline, calendar),
        *published_rows(item, calendar, on),
        Fact("公开范围", scope_words(item)),
        Fact("公开形式", "、".join(item.channels) or "本网站"),
        *(fact for facts_of in KNOWN for fact in facts_of(item)),
        *display_rows(item, calendar),
    ]


def entry_rows(item: Item) -> list[Fact]:
    rows = [Fact("责任科室", item.department.name)] if item.department else []
    if item.entry is None:
        return [*rows, Fact("目录事项", "目录外事项")]
    return [*rows, Fact("目录事项", str(item.entry), entry_url(item.organization, item.entry.code))]


def display_rows(item: Item, calendar: WorkCalendar) -> list[Fact]:
    if item.display_until is None or item.published_outside_at is None:
        return []
    longer = "（经批准延长）" if item.agreed_until else ""
    return [Fact("公示到", dates.full(item.display_until, calendar) + longer)]


def scope_words(item: Item) -> str:
    words = "、".join(item.entry.scope_words) if item.entry and item.entry.scope == item.scope else ""
    words = words or item.get_scope_display()
    return f"{words}（先党内后党外）" if item.inside_first and "先党内" not in words else words


def due_rows(deadline: Deadline | None, calendar: WorkCalendar) -> list[Fact]:
    if deadline is None or deadline.due_on is None:
        return []
    state, word = ("provisional", "暂定") if deadline.is_provisional else ("", "")
    safe = f"；{deadline.safe_words}" if deadline.safe_words else ""
    return [Fact("应公开", f"{dates.full(deadline.due_on, calendar)}前{safe}", state=state, word=word)]


def published_rows(item: Item, calendar: WorkCalendar, on: date) -> list[Fact]:
    """Each release with its day. Whether it was in time stands where what is demanded was complete, or is not yet."""
    inside, outside = dates.local_day(item.published_inside_at), dates.local_day(item.published_outside_at)
    state, word = lateness(item.deadline, on)
    if inside is None:
        return [Fact("实际公开", "还没有公开", state=state, word=word)]
    rows = [Fact("实际公开", dates.full(inside, calendar))]
    if outside and outside != inside:
        rows = [replace(rows[0], label="党内公开"), Fact("向社会公开", dates.full(outside, calendar))]
    judged = (
        next((row for row in rows if row.value == dates.full(item.met_on, calendar)), None) if item.met_on else None
    )
    if judged:
        rows[rows.index(judged)] = replace(judged, state=state, word=word)
    elif item.met_on:
        rows.append(Fact("按要求完成", dates.full(item.met_on, calendar), state=state, word=word))
    elif item.deadline:
        rows.append(Fact("按要求完成", "还没有", state=state, word=word))
    return rows


def lateness(deadline: Deadline | None, on: date) -> tuple[str, str]:
    """The badge: state and word."""
    if deadline is None or deadline.due_on is None or deadline.closed_as in UNDONE:
        return "", ""
    late = dates.late_by(deadline.due_on, deadline.closed_on or on)
    if late:
        return "late", late
    return ("done", "按时") if deadline.closed_on else ("", "")


def readable_since(versions: list[Version], since: datetime) -> list[Version]:
    """Of the released versions, newest first, those that were read from then on: none that was corrected before."""
    return [
        version
        for version, newer in zip(versions, [None, *versions], strict=False)
        if newer is None or (newer.released_at and newer.released_at > since)
    ]


def version_rows(versions: list[Version], current: Version, since: datetime) -> list[VersionRow]:
    """Newest first, with what each changed against the one before; shown once there was a correction. ``since``:
    when the oldest of them was first shown to this reader."""
    if len(versions) < 2:
        return []
    return [
        VersionRow(
            version.number,
            dates.plain(dates.local_day(version.released_at if older and version.released_at else since)),
            f"更正：{version.correction_note}" if older else "首次公开",
            version.pk == current.pk,
            changed_lines(older, version) if older else [],
        )
        for version, older in zip(versions, [*versions[1:], None], strict=True)
    ]


def shown_until(item: Item) -> date:
    """The last day on which society could read an item whose display is over."""
    return min(filter(None, [item.display_until, dates.local_day(item.display_ended_at)]))
