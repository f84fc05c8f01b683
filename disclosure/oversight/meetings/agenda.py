"""What a meeting has to talk about, drafted from what is open: overdue rows, rectifications, opinions without an answer, filings,
and what the last meetings resolved."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.indicators.measuring import CUTS, measure
from disclosure.oversight.meetings.models import Resolution
from disclosure.web.day_words import plain

Kind = Deadline.Kind
OPEN_KINDS = {
    Kind.RECTIFICATION: "整改",
    Kind.OPINION: "还没有答复的意见和咨询",
    Kind.REQUEST: "还没有办结的点题和申请",
    Kind.FILING: "还没有报送的备案",
}
KEYS = ("open", "overdue_now")
MOST = 10
NUMBERS = "一二三四五六七八九"


def agenda_of(organization: Organization, on: date) -> str:
    """Plain text, to be edited. Four queries."""
    parts = list(parts_of(organization, on))
    return "\n\n".join(f"{number}、{part}" for number, part in zip(NUMBERS, parts, strict=False)) + "\n"


def parts_of(organization: Organization, on: date) -> Iterator[str]:
    rows = Resolution.objects.filter(organization=organization)
    resolved = list(rows.filter(state__in=[Resolution.State.OPEN, Resolution.State.DONE]).order_by("due_on", "pk"))
    if resolved:
        yield lines("上次议定的事项办得怎样", [resolution_line(row, on) for row in resolved], len(resolved))
    own = Deadline.objects.filter(organization=organization)
    late = own.overdue(on).order_by("due_on", "pk")
    figures = measure(own.open(), KEYS, on, by=("kind",), cuts=CUTS)
    count = sum(each["overdue_now"] for each in figures.values())
    if count:
        yield lines("逾期的事项", [f"{row.title}，应在{plain(row.due_on)}前办" for row in late[:MOST]], count)
    for kind, label in OPEN_KINDS.items():
        if (found := figures.get((kind.value,))) and found["open"]:
            yield f"{label}：{found['open']}件，其中逾期{found['overdue_now']}件。"
    below = Deadline.objects.filter(Q(organization__path__startswith=organization.path), ~Q(organization=organization))
    total = measure(below.open(), KEYS, on)[()]
    if total["overdue_now"]:
        yield f"下级党组织逾期的：{total['overdue_now']}件。"
    yield "下一步怎样做。"


def resolution_line(row: Resolution, on: date) -> str:
    late = "，已经逾期" if row.due_on < on and row.state == Resolution.State.OPEN else ""
    return f"{row.what}（{row.responsible}，{plain(row.due_on)}前，{row.get_state_display()}{late}）"


def lines(title: str, rows: list[str], count: int) -> str:
    """At most ``MOST`` of them; the number says how many there are."""
    more = [f"……等{count}件"] if count > MOST else []
    return "\n".join([f"{title}：{count}件", *(f"　· {row}" for row in [*rows[:MOST], *more])])
