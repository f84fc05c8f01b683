"""The values of a step: each becomes what the action's function says that it takes."""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from pydantic import TypeAdapter
from pydantic import ValidationError as WrongValue

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.items.channels.models import Carrier
from catalog.items.models import Item
from catalog.schemes.models import Scheme
from disclosure.files.store import Received
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience, User
from disclosure.oversight.rehearsal.stage import Turn
from disclosure.oversight.rehearsal.uploads import WRITERS, upload

NOT_ASKED = ("act", "turn", "action", "return")
YES_AND_NO = {"是": "true", "否": "false"}
Values = Mapping[str, Any]


@cache
def hints_of(run: Callable) -> Mapping[str, Any]:
    return get_type_hints(run)


@cache
def parameters_of(run: Callable) -> Mapping[str, inspect.Parameter]:
    """What the function is given by name; ``**`` stands under its own name."""
    return {name: row for name, row in inspect.signature(run).parameters.items() if name not in NOT_ASKED}


def is_open(run: Callable) -> bool:
    """Takes fields of its model too."""
    return any(row.kind is row.VAR_KEYWORD for row in parameters_of(run).values())


def taken_by(run: Callable) -> list[str]:
    return [name for name, row in parameters_of(run).items() if row.kind is row.KEYWORD_ONLY]


def understood(turn: Turn, run: Callable, model: type[models.Model] | None, raw: Values) -> Values:
    """``model``: whose fields it takes where it takes any. Raises ``WrittenError``, or ``ValidationError`` for an entry that the
    catalogue does not have."""
    hints, known = hints_of(run), taken_by(run)
    found = {}
    for name, value in raw.items():
        if name in known:
            found[name] = convert(turn, hints.get(name, Any), value, name)
        elif model is not None and is_open(run) and name in fields_of(model):
            found[name] = convert_field(turn, fields_of(model)[name], value, name)
        else:
            words = f"它有：{'、'.join(known)}" if known else "它不用写别的"
            raise turn.fault(f"“{turn.step.do}”没有“{name}”这个值。{words}。", name)
    return found


def fields_of(model: type[models.Model]) -> Mapping[str, models.Field]:
    return {field.name: field for field in (*model._meta.fields, *model._meta.many_to_many)}


def convert_field(turn: Turn, field: models.Field, value: Any, name: str) -> Any:
    model: Any = field.related_model
    if field.many_to_many:
        return [find(turn, model, each, name) for each in listed(value)]
    if field.is_relation:
        return None if value is None else find(turn, model, value, name)
    if isinstance(field, models.TextField) and isinstance(value, list):
        return paragraphs(value)
    if isinstance(field, models.JSONField):
        return listed(value) if field.default is list else value
    if isinstance(field, models.BooleanField):
        return convert(turn, bool, value, name)
    try:
        return chosen(field.choices, field.to_python(value))
    except ValidationError as error:
        raise turn.fault(f"“{name}”写得不对：{''.join(error.messages)}", name) from error


def listed(value: Any) -> list:
    """One is a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def chosen(choices: Iterable[tuple[Any, Any]] | None, value: Any) -> Any:
    """The value that has these words, where it is given by them."""
    return next((key for key, label in choices or () if str(label) == value), value)


def convert(turn: Turn, hint: Any, value: Any, name: str) -> Any:
    if value is None or hint is Any:
        return value
    options = [each for each in parts_of(hint) if isinstance(each, type)]
    if str in options and isinstance(value, list):
        return paragraphs(value)
    if model := next((each for each in options if issubclass(each, models.Model)), None):
        return find(turn, model, value, name)
    if model := many_of(hint):
        return [find(turn, model, each, name) for each in listed(value)]
    if Received in options:
        return uploaded(turn, value, name)
    if bool in options:
        value = YES_AND_NO.get(value, value)
    if is_many(hint):
        value = listed(value)
    try:
        found = TypeAdapter(hint).validate_python(value)
    except WrongValue as error:
        raise turn.fault(f"“{name}”写得不对：{value}", name) from error
    return list(found) if is_many(hint) else found


def parts_of(hint: Any) -> Sequence[Any]:
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else [hint]


def is_many(hint: Any) -> bool:
    origins = [get_origin(each) for each in parts_of(hint)]
    return any(
        isinstance(each, type) and issubclass(each, Iterable) and not issubclass(each, Mapping) for each in origins
    )


def many_of(hint: Any) -> type[models.Model] | None:
    """The model of which it takes several."""
    inside = [each for part in parts_of(hint) for each in get_args(part) if isinstance(each, type)]
    return next((each for each in inside if issubclass(each, models.Model)), None)


def uploaded(turn: Turn, value: Any, name: str) -> SimpleUploadedFile:
    """A text file of the words that are given; a file of a kind that can be made, with the title and the words of the story, or
    with its own: ``{name, title, lines}``."""
    given = value if isinstance(value, dict) else {"name": str(value)}
    named = str(given.get("name", ""))
    if Path(named).suffix not in WRITERS:
        return SimpleUploadedFile(f"{name}.txt", str(value).encode())
    title = given.get("title") or turn.about.get("title") or turn.about.get("subject") or Path(named).stem
    lines = given.get("lines") or turn.about.get("body") or turn.about.get("text") or []
    return upload(named, title, listed(lines))


def paragraphs(lines: Sequence[str]) -> str:
    """Rich text, a paragraph a line."""
    return "".join(f"<p>{line}</p>" for line in lines)


# --- rows by their names ---


def find(turn: Turn, model: type[models.Model], name: Any, place: str) -> Any:
    """By what people call it: a user name, a code, the name in the organisation; else by its name in the script."""
    key = str(name)
    if model is Entry:
        return entry_named(turn, key)
    if model is Organization:
        return turn.find_organization(key, place)
    rows = known(turn, model, key)
    if rows is None:
        found = turn.named(key, place)
        if not isinstance(found, model):
            raise turn.fault(f"“{key}”不是{model._meta.verbose_name}。", place)
        return found
    if (row := rows.first()) is None:
        raise turn.fault(f"没有“{key}”这个{model._meta.verbose_name}。", place)
    return row


def known(turn: Turn, model: type[models.Model], key: str) -> models.QuerySet | None:
    """None where only the script can name it."""
    if model is User:
        person = turn.stage.account(key)
        return User.objects.filter(pk=person.pk if person else -1)
    if model is Scheme:
        return Scheme.objects.filter(slug=key)
    if model is Item:
        by_title = Item.objects.filter(organization=turn.organization, title=key)
        return by_title if key not in turn.stage.planned else None
    if model in (Department, Audience, Carrier):
        rows: models.QuerySet = model._default_manager.filter(organization=turn.organization, name=key)
        return rows.order_by("pk")
    return None


def entry_named(turn: Turn, code: str) -> Entry:
    found = entry_for(turn.organization, code)
    if found is None:
        raise ValidationError(f"施行中的目录里没有“{code}”这一项。")
    return found
