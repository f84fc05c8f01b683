"""The day on which a story begins: near the wanted one, with all of it past and as late or as much in time as it says."""

from collections.abc import Iterator, Sequence
from datetime import date

from disclosure.oversight.rehearsal.telling.beats import Beat, Timing
from disclosure.oversight.rehearsal.telling.days import CALENDAR, Days
from disclosure.oversight.rehearsal.telling.limits import Limit
from disclosure.oversight.rehearsal.telling.story import Line, Misread, Story

FARTHEST = 120


class NoSuchDay(Misread):
    """Raised when no day makes the story true, its own words contradicting each other; the message is for who wrote it."""


def day_of(story: Story, lines: Sequence[Line], timing: Timing, limit: Limit) -> date:
    """``limit``: of what the first step begins. A day that the story names is that day. Where the calendar leaves none on which it holds, as on a holiday that begins a quarter, the nearest with all of it past."""
    if story.on:
        return story.on
    past: date | None = None
    possible: date | None = None
    for on in days_for(story, timing.days):
        beats = list(timing.beats(lines, on))
        if not is_past(beats, timing):
            continue
        if limit.holds(beats, story.late, timing.days):
            return on
        past = past or on
        if limit.may(beats, timing.days):
            possible = possible or on
    if past is None:
        raise NoSuchDay(f"往回{FARTHEST}天里没有哪一天起全部步骤都已经过去。请把“in”写小些。")
    return possible or past


def is_past(beats: Sequence[Beat], timing: Timing) -> bool:
    return max(beat.at for beat in beats) <= timing.now


def days_for(story: Story, days: Days) -> Iterator[date]:
    if story.about:
        return around(days.ahead(-int(story.about)), days)
    wanted = days.ahead(-int(story.ago.removesuffix(CALENDAR) or 0))
    return before(wanted, days, is_any=story.ago.endswith(CALENDAR))


def around(wanted: date, days: Days) -> Iterator[date]:
    """Working days from the wanted day outwards, an earlier one first."""
    for distance in range(FARTHEST):
        for on in dict.fromkeys(
            (days.moved(wanted, f"-{distance}", CALENDAR), days.moved(wanted, f"{distance}", CALENDAR))
        ):
            if on <= days.today and days.calendar.is_working(on):
                yield on


def before(wanted: date, days: Days, *, is_any: bool) -> Iterator[date]:
    every = (days.moved(wanted, f"-{distance}", CALENDAR) for distance in range(FARTHEST))
    return (on for on in every if is_any or days.calendar.is_working(on))
