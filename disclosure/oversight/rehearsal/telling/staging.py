"""The steps of stories, each with its moment and in full: what is told backwards from a day, or played forwards to it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from pydantic import ValidationError

from disclosure.deadlines.dates import local_day
from disclosure.files.written.faults import faults_of
from disclosure.files.written.lines import Document, Place, WrittenError
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.script import Step
from disclosure.oversight.rehearsal.telling.beats import OF_MOMENT, Beat, Timing
from disclosure.oversight.rehearsal.telling.chosen_day import day_of
from disclosure.oversight.rehearsal.telling.limits import Limits
from disclosure.oversight.rehearsal.telling.story import Line, Misread, Raw, Story, Vocabulary

MOMENT = {*OF_MOMENT, "at"}
# ``.filing``: of what the story is about.
OWN = "."


@dataclass(frozen=True)
class Scene:
    """One step that is to be taken. ``first``: with which its story begins."""

    story: Story
    first: Raw
    step: Step
    place: Place
    at: datetime


@dataclass(frozen=True)
class Staging:
    """Of one organisation. ``now``: all of a story is past by then."""

    document: Document
    vocabulary: Vocabulary
    organization: Organization
    limits: Limits
    now: datetime

    @classmethod
    def up_to(cls, document: Document, vocabulary: Vocabulary, organization: Organization, now: datetime) -> Self:
        return cls(document, vocabulary, organization, Limits.up_to(organization, now), now)

    def lines(self, story: Story, place: Place) -> Sequence[Line]:
        """``place``: of the story, which is at its end the number of it."""
        return list(self.vocabulary.lines(story.steps, (*place, "steps")))

    def scenes(self, story: Story, place: Place) -> Sequence[Scene]:
        """Every step is about what the first began, unless it says otherwise. Raises ``WrittenError``."""
        part, number = place
        lines = self.lines(story, place)
        timing = Timing(self.organization, self.limits.days, self.vocabulary, self.now, int(number))
        with self.faults_at(place):
            on = day_of(story, lines, timing, self.limits.of(lines[0][0]))
            beats = list(timing.whole(lines, on))
        name = str(lines[0][0].get("as", f"{part} {number}"))
        return [self.scene(story, beat, lines[0][0], name, on, is_first=not n) for n, beat in enumerate(beats)]

    def scene(self, story: Story, beat: Beat, first: Raw, name: str, on: date, *, is_first: bool) -> Scene:
        said = {key: value for key, value in beat.raw.items() if key not in MOMENT}
        said = {key: self.limits.days.value(value, on) for key, value in said.items()}
        if str(said.get("on_what", "")).startswith(OWN):
            said["on_what"] = f"{name}{said['on_what']}"
        given = {"as": name} if is_first else {"on_what": name}
        try:
            step = Step.model_validate({**given, **said, "on": local_day(beat.at)})
        except ValidationError as error:
            fault = faults_of(error)[0]
            raise self.fault(fault.message, (*beat.place, *fault.place)) from error
        return Scene(story, first, step, beat.place, beat.at)

    @contextmanager
    def faults_at(self, place: Place) -> Iterator[None]:
        """What a story says and cannot be meant is said with its line."""
        try:
            yield
        except Misread as error:
            raise self.fault(error.message, error.place or place) from error

    def fault(self, message: str, place: Place) -> WrittenError:
        return WrittenError(message, self.document.line_of(place))
