"""A story as it is written, and the words that its steps have in common."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from disclosure.files.written.lines import Place
from disclosure.files.written.values import Part

Raw = Mapping[str, Any]
Line = tuple[Raw, Place]
DAYS_AGO = Field("", pattern=r"^(\d+d?)?$")


class Story(Part):
    """``ago``: it begins on the working day that many days ago, or before it; with a ``d`` on that very day. ``about``: on the
    working day nearest to it. ``late``: whether what it answers to is met late; ``known_as``: the title under which it is known
    to be told, where its first step names none; ``try``: what its query code may be tried for."""

    ago: Annotated[str, DAYS_AGO] = ""
    about: Annotated[str, DAYS_AGO] = ""
    late: Literal["false", "true", "any"] = "false"
    known_as: str = ""
    to_try: str = Field("", alias="try")
    steps: list[str | dict[str, Any]] = Field(min_length=1)


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

    def course(self, raw: Raw) -> Iterator[Raw]:
        """What it is told its first step is told, but for what another one ``takes``."""
        steps = [{"do": each} if isinstance(each, str) else dict(each) for each in self.courses[raw["do"]]]
        taken = [{name: raw[name] for name in step.pop("takes", []) if name in raw} for step in steps]
        others = {name for each in taken for name in each}
        said = {name: value for name, value in raw.items() if name not in others}
        for number, (step, own) in enumerate(zip(steps, taken, strict=True)):
            yield {**step, **own, **({} if number else {**said, "do": step["do"]})}
