"""A scheme's document read from a file or taken from a draft, and every fault of it in plain words.

The same models check the files of the presets, what an office saves and sends for review, and what is imported.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from catalog.schemes.document.whole import SchemeDocument
from disclosure.files.written.faults import Fault, column, faults_of
from disclosure.files.written.lines import Document, Place, WrittenError, read

Row = Mapping[str, Any]
KEYS = re.compile(r"（[a-z_、: ]+）")  # as a file writes them


@dataclass(frozen=True)
class Checked:
    """``data``: as it is kept, where there is no fault, every key in the order of the models; else as it was given."""

    data: Row
    faults: list[Fault]

    @property
    def wrong(self) -> list[Fault]:
        """Without what has still to be written."""
        return [fault for fault in self.faults if not fault.is_open]


def check_data(data: Row, document: Document | None = None) -> Checked:
    try:
        model = SchemeDocument.model_validate(data)
    except ValidationError as error:
        return Checked(data, faults_of(error, document, name_in_file if document else name_of))
    return Checked(model.model_dump(mode="json", by_alias=True, exclude_unset=True), [])


def check_text(text: str) -> Checked:
    """Of a file; each fault has its line."""
    try:
        document = read(text)
    except WrittenError as error:
        return Checked({}, [Fault((), error.message, error.line)])
    if not isinstance(document.data, dict):
        return Checked({}, [Fault((), "方案应从“栏：内容”写起，如“title: 党务公开实施方案”。", 1)])
    return check_data(document.data, document)


def written(data: Row) -> str:
    """The document as a file, in the order of the models where it is complete."""
    return yaml.safe_dump(dict(check_data(data).data), allow_unicode=True, sort_keys=False, width=10_000)


# --- what people call a place ---


def name_of(place: Place) -> str:
    """Of the column at the end."""
    return list(names_along(place))[-1] if place else "方案"


def name_in_file(place: Place) -> str:
    """With the key under which it is written there."""
    name, key = name_of(place), column(place)
    return f"{name}（{key}）" if place and place[-1] == key != name else name


def in_words(fault: Fault) -> str:
    """Where there is no file: 时限第2条：“叫法”还没有写。"""
    place = fault.place if not fault.place or name_of(fault.place) not in fault.message else fault.place[:-1]
    where, message = "，".join(names_along(place)).replace("，第", "第"), KEYS.sub("", fault.message)
    return f"{where}：{message}" if where else message


def names_along(place: Place) -> Iterator[str]:
    """A column that nobody knows is called by its key."""
    model: type[BaseModel] | None = SchemeDocument
    for part in place:
        if isinstance(part, int):
            yield f"第{part + 1}条"
            continue
        field = field_called(model, part)
        yield (field.title if field else None) or part
        model = model_in(field.annotation) if field else None


def field_called(model: type[BaseModel] | None, key: str) -> FieldInfo | None:
    fields = model.model_fields if model else {}
    return next((field for name, field in fields.items() if key == (field.alias or name)), None)


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The part of which a column is made, alone or in a list."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(model_in, get_args(annotation))), None)
