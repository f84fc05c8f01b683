"""A story as it is written, and the words that its steps have in common."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from disclosure.files.written.lines import Place
from disclosure.files.written.values import Day, Part

Raw = Mapping[str, Any]
Line = tuple[Raw, Place]
DAYS_AGO = Field("", pattern=r"^(\d+d?)?$")


class Misread(ValueError):
    """Raised for what a story says and nobody can mean, in words for the person; ``place``: where it stands, empty where it is the
    whole story."""

    def __init__(self, message: str, place: Place = ()):
        self.message, self.place = message, place
        super().__init__(message)


class Story(Part):
    """``on``: it begins on that day. ``ago``: it begins on the working day that many days ago, or before it; with a ``d`` on that very
    day. ``about``: on the working day nearest to it. ``late``: whether what it answers to is met late; ``known_as``: the title
    under which it is known to be told, where its first step names none; ``try``: what its query code may be tried for; ``org``:
    of which organisation, where it is not that of all."""

    on: Day | None = None
    ago: Annotated[str, DAYS_AGO] = ""
    about: Annotated[str, DAYS_AGO] = ""
    late: Literal["false", "true", "any"] = "false"
    known_as: str = ""
    to_try: str = Field("", alias="try")
    org: str = ""
    steps: list[str | dict[str, Any]] = Field(min_length=1)

    @model_validator(mode="after")
    def begins_once(self) -> Self:
        if sum(map(bool, (self.on, self.ago, self.about))) > 1:
            raise ValueError("从哪天起只写一样：“on”“ago”或者“about”。")
        return self


class Vocabulary:
    """``usual``: what a step of the name says where it says nothing else; ``courses``: steps that are taken one after another."""

    def __init__(self, usual: Mapping[str, Raw], courses: Mapping[str, Sequence[str | Raw]]):
        self.usual, self.courses = usual, courses

    def lines(self, steps: Sequence[str | Raw], place: Place) -> Iterator[Line]:
        """Every step in full."""
        for number, step in enumerate(steps):
            yield from self.line({"do": step} if isinstance(step, str) else step, (*place, number))

    def line(self, raw: Raw, place: Place) -> Iterator[Line]:
        if raw.get("do") in self.courses:
            for each in self.course(raw):
                yield from self.line(each, place)
        elif "aside" in raw:
            yield raw, place
        else:
            yield {**self.usual.get(str(raw.get("do")), {}), **raw}, place

    def aside(self, raw: Raw, place: Place) -> Iterator[Line]:
        """The steps beside a story."""
        if not isinstance(raw["aside"], list):
            raise Misread("“aside”应是一列步骤，每步前面一个短横，或者写在方括号里。", (*place, "aside"))
        return self.lines(raw["aside"], (*place, "aside"))

    def course(self, raw: Raw) -> Iterator[Raw]:
        """What it is told its first step is told, but for what another one ``takes``."""
        steps = [{"do": each} if isinstance(each, str) else dict(each) for each in self.courses[raw["do"]]]
        taken = [{name: raw[name] for name in step.pop("takes", []) if name in raw} for step in steps]
        others = {name for each in taken for name in each}
        said = {name: value for name, value in raw.items() if name not in others}
        for number, (step, own) in enumerate(zip(steps, taken, strict=True)):
            yield {**step, **own, **({} if number else {**said, "do": step["do"]})}
