"""All that stands above the rows: the sentence, the picture, who is late, where it gets worse."""

from dataclasses import dataclass
from datetime import date

from disclosure.oversight.board.heat import Heat, heat_map
from disclosure.oversight.board.late import BREAKDOWNS, Breakdown, Late, breakdown
from disclosure.oversight.board.numbers import Numbers, numbers_of
from disclosure.oversight.board.sentence import Part, sentence
from disclosure.oversight.board.told import Told, told_today
from disclosure.oversight.board.trend import Trend, trend
from disclosure.oversight.watching import Watch

EACH, BY_LEVEL, BY_CATEGORY = "organization", "level", "category"


@dataclass(frozen=True)
class Board:
    """``by``: a key of ``BREAKDOWNS``; ``told``: what was pressed for today."""

    numbers: Numbers
    by: str
    sentence: list[Part]
    trend: Trend
    heat: Heat
    breakdown: Breakdown
    told: Told

    @property
    def worst(self) -> list[Late]:
        return self.told.mark(self.breakdown.first)

    @property
    def others(self) -> list[Late]:
        return self.told.mark(self.breakdown.rest)


def board_of(watch: Watch, kind: str, by: str, on: date) -> Board:
    """A statement for the numbers, one for what was pressed for; another where they are put apart by what no organisation is."""
    numbers = numbers_of(watch, kind, on, by_level=by == BY_LEVEL)
    # One organisation is not put apart by organisations.
    usual = EACH if len(numbers.watch.places) > 1 else BY_CATEGORY
    by = by if by in BREAKDOWNS else usual
    found = breakdown(numbers, by)
    return Board(numbers, by, sentence(numbers), trend(numbers), heat_map(numbers), found, told_today(watch, on))
