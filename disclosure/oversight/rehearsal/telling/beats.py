"""When the steps of a story happen, once its day is known: in working hours, one after the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.utils import timezone

from catalog.items.models import Item
from disclosure.deadlines.dates import local_day
from disclosure.files.written.lines import Place
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.telling.days import Days
from disclosure.oversight.rehearsal.telling.story import Line, Misread, Raw, Vocabulary

BEGINS, APART = time(9, 30), timedelta(minutes=35)
# No two stories on the same minute.
STAGGERED, ROUND = timedelta(minutes=4), 8
NOW = "now"
# What a line says of its moment, besides ``at``.
OF_MOMENT = ("in", "on", "later", "once_public")
HOW: Mapping[str, str] = {
    "on": "写日期，或者 today-12、day+2w+60d 这样（d 是天，w 是工作日）",
    "in": "写前一步以后几个工作日，如 2、61d、21d+2w",
    "at": "写几点几分，如 9:20",
    "later": "写前一步以后几分钟",
}
Read = TypeVar("Read")


@dataclass(frozen=True)
class Beat:
    raw: Raw
    place: Place
    at: datetime

    @property
    def name(self) -> str:
        return str(self.raw.get("do", "")).rpartition(".")[2]


@dataclass(frozen=True)
class Timing:
    """``now``: all of a story is past by then; ``number``: of the story, from 0."""

    organization: Organization
    days: Days
    vocabulary: Vocabulary
    now: datetime
    number: int

    def beats(self, lines: Iterable[Line], on: date, before: datetime | None = None) -> Iterator[Beat]:
        """Without those beside the story."""
        for raw, place in lines:
            if "aside" not in raw:
                on, before = self.moment(raw, place, on, before)
                yield Beat(raw, place, before)

    def whole(self, lines: Sequence[Line], on: date) -> Iterator[Beat]:
        """With those beside it that are past: an aside is counted from the step before it, and moves no other step."""
        before: datetime | None = None
        for raw, place in lines:
            if "aside" in raw:
                aside = list(self.beats(self.vocabulary.aside(raw, place), on, before))
                if all(beat.at < self.now for beat in aside):
                    yield from aside
            else:
                on, before = self.moment(raw, place, on, before)
                yield Beat(raw, place, before)

    def moment(self, raw: Raw, place: Place, on: date, before: datetime | None) -> tuple[date, datetime]:
        """``on``: that day, or the working day before it; ``in``: working days after the step before; ``later``: minutes after it;
        ``once_public``: not before the item of that title was open to society. Raises ``Misread``."""

        def said(name: str, reads: Callable[[str], Read], otherwise: str = "") -> Read:
            try:
                return reads(str(raw.get(name, otherwise)))
            except ValueError:
                raise Misread(f"“{name}”写得不对：{raw[name]}。{HOW[name]}。", (*place, name)) from None

        if raw.get("at") == NOW:
            return self.days.today, self.now
        if raw.get("on"):
            day = said("on", lambda written: self.days.reckoned(written, on))
            on = self.days.calendar.previous_working_on_or_before(day)
        if title := raw.get("once_public"):
            on = max(on, self.published_on(title) or on)
        on = said("in", lambda span: self.days.after(on, span), "0")
        if "at" in raw:
            return on, at(on, said("at", lambda hour: time.fromisoformat(hour.zfill(5))))
        if before is not None and "later" in raw:
            return on, before + timedelta(minutes=said("later", int))
        if before is not None and local_day(before) == on:
            return on, before + APART
        begins = at(on, BEGINS) + STAGGERED * (self.number % ROUND)
        return on, begins if before is None else begins + APART

    def published_on(self, title: str) -> date | None:
        rows = Item.objects.filter(organization=self.organization, title=title)
        published = rows.values_list("published_outside_at", flat=True).first()
        return local_day(published) if published else None


def at(on: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(on, hour))
