"""Everything that is sealed, sealed anew under the key of today. May be stopped anywhere and begun again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from nacl.exceptions import CryptoError

from disclosure.people.models import PeopleImport, SignInPhone
from disclosure.people.sealed_fields import SealedField, Unopened, as_stored, heads, sealed_fields, without
from disclosure.people.sealing import WORKBOOK, opened, seal
from disclosure.people.telephones import sealed_today

SIZE = 500


@dataclass(frozen=True)
class Resealed:
    """``closed``: how many rows no key opens; they are left as they are."""

    label: str
    done: int
    closed: int


def reseal() -> Iterator[Resealed]:
    for model in apps.get_models():
        if sealed_fields(model):
            yield Resealed(str(model._meta.verbose_name), *reseal_columns(model))
    yield Resealed(str(SignInPhone._meta.verbose_name), *reseal_rows(SignInPhone, sealed_today))
    yield Resealed(str(PeopleImport._meta.verbose_name), *reseal_rows(PeopleImport, resealed_workbook))


def reseal_columns(model: type[models.Model], alias: str = "default") -> tuple[int, int]:
    """Rows that are not under today's key, and those that are not sealed at all. What is changed meanwhile is left to who changes it."""
    fields, rows = sealed_fields(model), model._base_manager.using(alias)
    done = closed = 0
    for row in in_batches(as_stored(rows, fields).filter(without(heads(SealedField.purpose)[:1], fields))):
        if is_closed(row, fields):
            closed += 1
            continue
        same = {f"stored_{field.name}": getattr(row, f"stored_{field.name}") for field in fields}
        values = {field.name: getattr(row, field.name) for field in fields}
        done += as_stored(rows, fields).filter(pk=row.pk, **same).update(**values)
    return done, closed


def in_batches(rows: models.QuerySet) -> Iterator[Any]:
    """In the order of their keys, no cursor kept open between them."""
    last = 0
    while found := list(rows.filter(pk__gt=last).order_by("pk")[:SIZE]):
        yield from found
        last = found[-1].pk


def is_closed(row: models.Model, fields: list[SealedField]) -> bool:
    return any(isinstance(getattr(row, field.name), Unopened) for field in fields)


def reseal_rows(model: type[models.Model], anew: Callable[[Any], Any]) -> tuple[int, int]:
    """``anew`` gives what ``sealed`` is under today's key."""
    done = closed = 0
    for row in in_batches(model._base_manager.all()):
        try:
            found = anew(row.sealed)
        except CryptoError:
            closed += 1
            continue
        if found != row.sealed:
            done += model._base_manager.filter(pk=row.pk, sealed=row.sealed).update(sealed=found)
    return done, closed


def resealed_workbook(sealed: bytes) -> bytes:
    content, is_current = opened(bytes(sealed), WORKBOOK)
    return sealed if is_current else seal(content, WORKBOOK)
