"""A ledger of rows of every sort, drawn by a seed, and what they are in plain Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from disclosure.deadlines.models import Deadline

DAY = timedelta(days=1)


def drawn_rows(organizations: Sequence, count: int, on: date, seed: int = 1) -> list[Deadline]:
    """From two years before the day to two months after it: open, in time, late, excused, ended, paused, confirmations."""
    draw, rows = Random(seed), []
    for number in range(count):
        due_on = on + draw.randint(*draw.choice([(-730, 60), (-9, 9)])) * DAY
        ended_as = draw.choice(["", "", "done", "done", "done", "excused", "ended"])
        is_paused = not ended_as and draw.random() < 0.1
        rows.append(
            Deadline(
                organization=draw.choice(organizations),
                kind=draw.choice(Deadline.Kind.values),
                title=f"第{number}件",
                rule={},
                trace={},
                start_on=due_on - 7 * DAY,
                opened_on=due_on - 7 * DAY,
                due_on=None if is_paused else due_on,
                paused_on=due_on if is_paused else None,
                closed_on=min(due_on + draw.randint(-10, 10) * DAY, on) if ended_as else None,
                closed_as=ended_as,
            )
        )
    return Deadline.objects.bulk_create(rows)


@dataclass
class Counted:
    """The numbers of rows, counted one by one; not by the code under test."""

    rows: list[Deadline]
    on: date

    def count(self, holds) -> int:
        return sum(1 for row in self.rows if holds(row))

    def values(self) -> dict[str, object]:
        on_time = self.count(self.is_on_time)
        late = self.count(self.is_late)
        waiting = [row.due_on for row in self.rows if self.is_overdue(row)]
        sunday = self.on + (6 - self.on.weekday()) * DAY
        return {
            "due": self.count(self.is_owed),
            "fallen_due": on_time + late,
            "on_time": on_time,
            "late": late,
            "on_time_rate": 100 * on_time / (on_time + late) if on_time + late else None,
            "overdue_now": len(waiting),
            "overdue_before": self.count(self.was_overdue),
            "oldest_days": (self.on - min(waiting)).days if waiting else 0,
            "due_soon": self.count(lambda row: self.is_open(row) and self.on <= row.due_on <= sunday),
            "open": self.count(self.is_open),
            "todo": self.count(lambda row: self.is_open(row) and row.due_on >= self.on),
            "unconfirmed": self.count(
                lambda row: row.kind == "confirmation" and self.is_open(row) and row.due_on < self.on
            ),
            "confirmed": self.count(lambda row: row.kind == "confirmation" and row.closed_as == "done"),
            "excused": self.count(lambda row: self.ended_in_time(row, "excused")),
            "ended": self.count(lambda row: self.ended_in_time(row, "ended")),
            "paused": self.count(lambda row: not row.closed_on and row.paused_on is not None),
            "all": self.count(lambda row: row.due_on is not None),
        }

    @staticmethod
    def is_open(row) -> bool:
        return row.closed_on is None and row.due_on is not None

    def is_overdue(self, row) -> bool:
        return self.is_open(row) and row.kind != "confirmation" and row.due_on < self.on

    def was_overdue(self, row) -> bool:
        day = self.on.replace(day=1) - DAY
        if row.kind == "confirmation" or row.due_on is None or row.opened_on > day:
            return False
        return row.due_on < day and (row.closed_on is None or row.closed_on > day)

    def is_late(self, row) -> bool:
        if row.kind == "confirmation":
            return False
        return self.is_overdue(row) or (row.closed_on is not None and row.closed_on > row.due_on)

    def is_on_time(self, row) -> bool:
        return row.kind != "confirmation" and row.closed_as == "done" and row.closed_on <= row.due_on

    def is_owed(self, row) -> bool:
        if row.kind == "confirmation" or row.due_on is None:
            return False
        return row.closed_as in ("", "done") or self.is_late(row)

    @staticmethod
    def ended_in_time(row, way: str) -> bool:
        return row.closed_as == way and (row.kind == "confirmation" or row.closed_on <= row.due_on)
