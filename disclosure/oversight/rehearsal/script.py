"""A script as it is written: its head and its steps, checked before anything is played."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from disclosure.files.written.faults import Fault, faults_of
from disclosure.files.written.lines import Document, Place, WrittenError, read
from disclosure.files.written.values import Day, Part
from disclosure.oversight.rehearsal.telling.words import Stories

DAY = timedelta(days=1)
LONGEST = 3 * 366


class NewOrganization(Part):
    code: str
    name: str
    short_name: str = ""
    kind: str = "branch"
    sector: str = "organ"
    superior: str | None = None


class NewPeople(Part):
    """``roles``: each an account ``<code>-<role>``, several in a list one account with all of them; ``count``: so many more,
    ``<code>-member-1`` …, or ``<code>-staff-1`` … with ``scope: staff``. Neither: the ten of the demonstration. ``from``: their posts'
    first day, long before the script where it is not given; ``until``: the first day without them."""

    code: str
    first: Day | None = Field(None, alias="from")
    until: Day | None = None
    count: Annotated[int, Field(ge=0, le=1000)] = 0
    scope: Literal["party", "staff"] = "party"
    roles: list[str | list[str]] | None = None


class NewAudience(Part):
    """A named group; ``people``: user names, or what they are at ``org``."""

    org: str
    name: str
    people: list[str] = []


class NewScheme(Part):
    """Issued on the first day: a file beside the script, or one of those that are loaded."""

    org: str
    file: str = ""
    slug: str = ""
    catalogue: str = ""

    @model_validator(mode="after")
    def one_of_both(self) -> Self:
        if bool(self.file) == bool(self.slug):
            raise ValueError("方案写文件名（file），或者写系统里有的方案的代号（slug），写一样。")
        return self


class NewNotice(Part):
    on: Day
    text: str


class Step(BaseModel):
    """``values``: what is written beside the columns that every step has."""

    model_config = ConfigDict(extra="allow", frozen=True)

    on: Day
    by: str = ""
    do: str = ""
    see: str = ""
    called: str = Field("", alias="as")
    on_what: str = ""
    org: str = ""
    expect: str = ""
    contains: str | None = None

    @model_validator(mode="after")
    def does_one_thing(self) -> Self:
        if bool(self.do) == bool(self.see):
            raise ValueError("每一步写“do”（办一件事）或者“see”（看一页），写一样。")
        return self

    @property
    def values(self) -> Mapping[str, Any]:
        return self.model_extra or {}


class Script(Stories):
    """Steps on days of their own, and stories as tales have them, all played by day and hour."""

    base: Literal["demo", "empty"] = "demo"
    first: Day = Field(alias="from")
    until: Day
    organizations: list[NewOrganization] = []
    people: list[NewPeople] = []
    audiences: list[NewAudience] = []
    scheme: list[NewScheme] = []
    notices: list[NewNotice] = []
    skip_sweeps: list[tuple[Day, Day]] = []
    steps: list[Step] = []

    @field_validator(
        "organizations", "people", "audiences", "carriers", "scheme", "notices", "skip_sweeps", "steps", "stories", "by_time", "at_last",
        mode="before",
    )  # fmt: skip
    @classmethod
    def none_written(cls, value: Any) -> Any:
        return [] if value is None else value

    @field_validator("skip_sweeps", mode="before")
    @classmethod
    def spans(cls, value: Any) -> Any:
        """2026-10-01..2026-10-07, or one day."""
        if not isinstance(value, list):
            return value
        parts = [str(each).split("..") for each in value]
        return [(part[0], part[-1]) for part in parts]

    def is_swept(self, on: date) -> bool:
        return not any(first <= on <= last for first, last in self.skip_sweeps)

    def days(self) -> Iterator[date]:
        on = self.first
        while on <= self.until:
            yield on
            on += DAY


@dataclass(frozen=True)
class Written:
    """A script with the lines it stands on; ``folder``: where the files stand that it names."""

    script: Script
    document: Document
    folder: Path


def place_of(number: int) -> Place:
    """Of a step in a script, counted from 0."""
    return "steps", number


def read_script(path: Path) -> Written:
    """Raises ``WrittenError``."""
    return written(text_of(path), path.parent)


def text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError:
        raise WrittenError(f"没有“{path}”这个文件，或者不能读。") from None
    except UnicodeDecodeError:
        raise WrittenError("文件不是UTF-8编码，请另存为UTF-8。") from None


def written(text: str, folder: Path) -> Written:
    document = read(text)
    if not isinstance(document.data, dict):
        raise WrittenError("剧本应从“栏：内容”写起，如“from: 2026-09-18”。", 1)
    try:
        script = Script.model_validate(document.data)
    except ValidationError as error:
        raise fault_of(error, document) from error
    found = Written(script, document, folder)
    check_days(found)
    return found


def fault_of(error: ValidationError, document: Document) -> WrittenError:
    """The first of the faults by line; what is missing last, for a column that nobody knows is often the one."""
    found = [(fault, line_of(fault, document)) for fault in faults_of(error, document)]
    fault, line = min(found, key=lambda each: (each[0].is_open, each[1]))
    return WrittenError(fault.message, line or None)


def line_of(fault: Fault, document: Document) -> int:
    return document.line_of(place_in(fault.place)) or 0


def place_in(place: Place) -> Place:
    """Where the document has what pydantic names: a turn of ``skip_sweeps`` stands in one word there."""
    return place[:2] if place[:1] == ("skip_sweeps",) else place


def check_days(found: Written) -> None:
    script, lines = found.script, found.document
    if script.until < script.first:
        raise WrittenError("“until”不能早于“from”。", lines.line_of(("until",)))
    if (script.until - script.first).days > LONGEST:
        raise WrittenError("一次最多演练三年。", lines.line_of(("until",)))
    named: Mapping[str, Sequence[date | None]] = {
        "steps": [step.on for step in script.steps],
        "notices": [notice.on for notice in script.notices],
        "stories": [story.on for story in script.stories],
        "by_time": [story.on for story in script.by_time],
        "at_last": [story.on for story in script.at_last],
    }
    for what, days in named.items():
        for number, on in enumerate(days):
            if on and not script.first <= on <= script.until:
                words = f"这一天不在{script.first}至{script.until}之间。"
                raise WrittenError(words, lines.line_of((what, number, "on")))
    for number, (first, last) in enumerate(script.skip_sweeps):
        if last < first:
            raise WrittenError("起止日期写反了。", lines.line_of(("skip_sweeps", number)))
