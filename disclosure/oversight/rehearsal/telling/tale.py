"""A tale as it is written: the stories of one organisation, and the words that tales have in common."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from disclosure.files.written.lines import Document, WrittenError, read
from disclosure.files.written.values import Part
from disclosure.oversight.demo.data import FOLDER
from disclosure.oversight.rehearsal.script import fault_of, text_of
from disclosure.oversight.rehearsal.telling.story import Raw, Story, Vocabulary
from disclosure.oversight.rehearsal.telling.words import Step, Stories, Words

# Where the demonstration's own stand: its common words serve whoever names them.
TALES = FOLDER / "tales"
Read = TypeVar("Read", bound=Part)


class Tale(Stories):
    """Told backwards from the present day: it has none of its own."""

    org: str


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
    return WrittenTale(tale, document, vocabulary_of(tale, path.parent))


def vocabulary_of(told: Stories, folder: Path) -> Vocabulary:
    """With what the files say that it includes: beside it, else the demonstration's. Raises ``WrittenError``."""
    usual: dict[str, Raw] = {}
    courses: dict[str, Sequence[Step]] = {}
    for words in [*(included(name, folder) for name in told.include), told]:
        usual |= words.usual
        courses |= words.courses
    return Vocabulary(usual, courses)


def included(name: str, folder: Path) -> Words:
    path = folder / name
    try:
        return common_words(path if path.exists() else TALES / name)
    except WrittenError as error:
        raise WrittenError(f"“{name}”里，{error}") from error


@cache
def common_words(path: Path) -> Words:
    """Once a process: several tales have them in common."""
    return read_as(Words, path)[0]


def read_as(model: type[Read], path: Path) -> tuple[Read, Document]:
    document = read(text_of(path))
    if not isinstance(document.data, Mapping):
        raise WrittenError("应从“栏：内容”写起，如“org: longkou”。", 1)
    try:
        return model.model_validate(document.data), document
    except ValidationError as error:
        raise fault_of(error, document) from error
