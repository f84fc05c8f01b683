"""What the tales of the demonstration say, read as they are written: for tests that know beforehand what must have come of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from disclosure.oversight.demo.acts.old_archive import TITLE, WHOSE
from disclosure.oversight.demo.building import TALES
from disclosure.oversight.demo.data import units
from disclosure.oversight.rehearsal.telling.tale import WrittenTale, read_tale

# The last of these that a story names says how far it goes, whatever comes beside it.
ENDS = {
    "register": "draft", "start_redisclosure": "draft", "item.submit": "submitted", "send_back": "returned",
    "checks": "checked", "item.approve": "approved", "all_checks": "approved", "publish_inside": "inside",
    "publish_outside": "outside", "publish_correction": "corrected", "end_display_when_over": "ended", "archive": "archived",
    "confirm_withdrawal": "withdrawn", "confirm_hiding": "hidden", "propose_narrowing": "narrowed",
}  # fmt: skip
CONTACTS = ("name", "phone", "email", "address")


@dataclass(frozen=True)
class Written:
    """A story: its organisation's code, its first step, and the names of all its steps but those beside it."""

    code: str
    first: Mapping[str, Any]
    steps: list[Mapping[str, Any]] = field(repr=False)
    known_as: str = ""

    @property
    def names(self) -> list[str]:
        return [step.get("do", "") for step in self.steps]

    @property
    def title(self) -> str:
        return self.known_as or self.first.get("title") or self.first["subject"]

    @property
    def sender(self) -> str:
        """User name of who sent it with the own account."""
        by = self.first.get("by", "")
        return f"{self.code}-{by}" if by and by != "handler" else ""

    @property
    def contacts(self) -> dict[str, str]:
        """What a sender without an account wrote."""
        return {name: self.first[name] for name in CONTACTS if name in self.first}


@cache
def tales() -> Mapping[str, WrittenTale]:
    """By the organisation's code."""
    paths = {unit.code: TALES / f"{unit.code}.yaml" for unit in units()}
    return {code: read_tale(path) for code, path in paths.items() if path.exists()}


def stories(*begun_by: str) -> Iterator[Written]:
    for code, written in tales().items():
        for story in (*written.tale.stories, *written.tale.by_time):
            steps = [{"do": step} if isinstance(step, str) else step for step in story.steps]
            if steps[0]["do"] in begun_by:
                yield Written(code, steps[0], steps, story.known_as)


def ends_of_items() -> dict[tuple[str, str], str]:
    """Organisation's code and title → how far the story goes. What a case has withdrawn is recalled. One is older than the tales."""
    found = {(WHOSE, TITLE): "withdrawn"}
    for story in stories("register", "start_redisclosure"):
        found[story.code, story.title] = [ENDS[name] for name in story.names if name in ENDS][-1]
    for case in stories("ask"):
        for step in case.steps:
            if step.get("do") == "item.confirm_withdrawal":
                found[case.code, step["on_what"]] = "recalled"
    return found
