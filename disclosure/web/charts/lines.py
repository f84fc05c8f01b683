"""Shares by month as lines. All places are per cent of the drawing, so that its words keep the size of the page's."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

# Where the drawing's area lies, in per cent of its width and height.
LEFT, RIGHT, TOP, BOTTOM = 4.0, 97.0, 14.0, 80.0
STEP = 10


@dataclass(frozen=True)
class Series:
    """``values``: one a label, 0 to 100, None where there is none. ``style``: main or before."""

    label: str
    values: Sequence[float | None]
    style: str = "main"


@dataclass(frozen=True)
class Spot:
    """``drop``: how far the words stand below it, in pixels; above it when negative."""

    x: str
    y: str
    text: str = ""
    drop: int = 0


@dataclass(frozen=True)
class Segment:
    first: Spot
    last: Spot


@dataclass(frozen=True)
class Drawn:
    style: str
    segments: list[Segment]
    # Values with nothing beside them, which no line shows.
    alone: list[Spot]


@dataclass(frozen=True)
class LineChart:
    """``name``: unique on the page; ``title`` and ``description``: what it shows, for who cannot see it; ``last_word``: what stands
    beside the last label where its value stands, for a month that is not over."""

    name: str
    title: str
    description: str
    labels: Sequence[str]
    series: Sequence[Series] = field(default_factory=list)
    last_word: str = ""

    @cached_property
    def floor(self) -> int:
        """The lowest grid line: at or below the lowest value, and never all of the area for less than two steps."""
        known = [value for each in self.series for value in each.values if value is not None]
        lowest = int(min(known, default=100)) // STEP * STEP
        return max(0, min(lowest, 100 - 2 * STEP))

    @property
    def is_empty(self) -> bool:
        return all(value is None for each in self.series for value in each.values)

    def x(self, place: int) -> float:
        return LEFT + (RIGHT - LEFT) * place / max(1, len(self.labels) - 1)

    def y(self, value: float) -> float:
        return BOTTOM - (BOTTOM - TOP) * (float(value) - self.floor) / (100 - self.floor)

    def spot(self, place: int, value: float, text: str = "") -> Spot:
        return Spot(per_cent(self.x(place)), per_cent(self.y(value)), text)

    @property
    def grid(self) -> list[Spot]:
        """Three to five lines: 100 and even steps below it."""
        step = STEP if 100 - self.floor <= 4 * STEP else 2 * STEP
        return [Spot("0%", per_cent(self.y(value)), f"{value}%") for value in range(100, self.floor - 1, -step)]

    @property
    def ticks(self) -> list[Spot]:
        return [Spot(per_cent(self.x(place)), "94%", label) for place, label in enumerate(self.labels)]

    @property
    def drawn(self) -> list[Drawn]:
        """Those behind come first."""
        return [self.draw(each) for each in sorted(self.series, key=lambda each: each.style == "main")]

    def draw(self, series: Series) -> Drawn:
        spots = [None if value is None else self.spot(place, value) for place, value in enumerate(series.values)]
        beside = [None, *spots, None]
        segments = [Segment(one, other) for one, other in zip(spots, spots[1:], strict=False) if one and other]
        alone = [
            spot for place, spot in enumerate(spots) if spot and beside[place] is None and beside[place + 2] is None
        ]
        return Drawn(series.style, segments, alone)

    @property
    def newest(self) -> Spot | None:
        """The last value of the first series, with its words where the line that leads to it does not run."""
        known = [(place, value) for place, value in enumerate(self.series[0].values) if value is not None]
        if not known:
            return None
        place, value = known[-1]
        label = self.labels[place] + (self.last_word if place == len(self.labels) - 1 else "")
        falls = len(known) > 1 and known[-2][1] > value
        return replace(self.spot(place, value, f"{label} {int(value)}%"), drop=26 if falls else -12)


def per_cent(value: float) -> str:
    return f"{value:.1f}%"
