"""What the map says of entries that owe by event: confirmed that there was nothing, not confirmed, or something registered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from catalog.obligations.confirmations.models import Answer
from disclosure.deadlines.models import ENDED
from disclosure.deadlines.status import Status
from disclosure.organizations.models.directory import Organization

MISSING, NOTHING, EVENT = "missing", "nothing", "event"
ANSWERS = {
    MISSING: Status("未确认", "waiting", "waiting"),
    NOTHING: Status("已确认没有", "check", "excused"),
    EVENT: Status("有新情况", "info", "draft"),
}


@dataclass(frozen=True)
class AnswerMark:
    """Like ``disclosure.deadlines.status.Mark``. ``url``: of the confirmation's row in the ledger."""

    name: str
    url: str
    where: str
    count: int | None = None

    @property
    def status(self) -> Status:
        return ANSWERS[self.name]

    @property
    def label(self) -> str:
        said = self.status.word if self.count is None else f"{self.status.word} {self.count} 项"
        return f"{self.where}：{said}"


@dataclass(frozen=True)
class Known:
    """Of one entry and the period that ends on ``ends_on``."""

    code: str
    ends_on: date
    name: str
    url: str

    def mark(self, where: str) -> AnswerMark:
        return AnswerMark(self.name, self.url, where)


def answers_of(organization: Organization, year: int) -> list[Known]:
    """Of the confirmations that ended in the year; what was never answered before it was no longer wanted is left out. One
    query."""
    rows = Answer.objects.looked_up().filter(confirmation__organization=organization, confirmation__ends_on__year=year)
    found = rows.order_by("confirmation__ends_on", "pk").values_list(
        "entry_code", "confirmation__ends_on", "confirmation__deadline", "confirmation__deadline__closed_as",
        "confirmed_at", "has_item",
    )  # fmt: skip
    known = []
    for code, ends_on, deadline, closed_as, confirmed_at, has_item in found:
        name = EVENT if has_item else NOTHING if confirmed_at else MISSING
        if not (name == MISSING and closed_as == ENDED):
            known.append(Known(code, ends_on, name, reverse("oversight:deadline", args=[deadline])))
    return known


def sums_of(known: Iterable[Known], where: str) -> list[AnswerMark]:
    """How many stand how, in one period; the newest confirmation's address."""
    rows = list(known)
    counts: Mapping[str, int] = Counter(row.name for row in rows)
    return [AnswerMark(name, rows[-1].url, where, counts[name]) for name in ANSWERS if counts.get(name)]
