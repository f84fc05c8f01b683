"""A tale as it is written: the stories of one organisation, and the words that tales have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from disclosure.files.written.lines import Document, WrittenError, read
from disclosure.files.written.values import Part
from disclosure.oversight.rehearsal.script import fault_of, text_of
from disclosure.oversight.rehearsal.telling.story import Story, Vocabulary

Step = str | dict[str, Any]
Read = TypeVar("Read", bound=Part)


class Words(Part):
    """What several tales have in common: a file of its own, named by ``include``."""

    usual: dict[str, dict[str, Any]] = {}
    courses: dict[str, list[Step]] = {}


class NewCarrier(Part):
    """What a disclosure may be carried out on."""

    kind: str
    name: str
    place: str
    keeper: str


class Tale(Words):
    """``cast``: what a person is called here → the account, where it is not ``<org>-<name>``. ``stories`` are told one after the
    other; of ``by_time`` every step in its turn."""

    org: str
    include: list[str] = []
    cast: dict[str, str] = {}
    carriers: list[NewCarrier] = []
    stories: list[Story] = []
    by_time: list[Story] = []


@dataclass(frozen=True)
class WrittenTale:
    tale: Tale
    document: Document
    vocabulary: Vocabulary

    def stories(self, part: str) -> Sequence[Story]:
        return getattr(self.tale, part)


def read_tale(path: Path) -> WrittenTale:
    """Raises ``WrittenError``."""
    tale, document = read_as(Tale, path)
    usual: dict[str, Mapping[str, Any]] = {}
    courses: dict[str, Sequence[Step]] = {}
    for words in [*(common_words(path.parent / name) for name in tale.include), tale]:
        usual |= words.usual
        courses |= words.courses
    return WrittenTale(tale, document, Vocabulary(usual, courses))


@cache
def common_words(path: Path) -> Words:
    """Once a process: several tales have them in common."""
    return read_as(Words, path)[0]


def read_as(model: type[Read], path: Path) -> tuple[Read, Document]:
    document = read(text_of(path))
    if not isinstance(document.data, dict):
        raise WrittenError("应从“栏：内容”写起，如“org: longkou”。", 1)
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        raise fault_of(error, document) from error
