"""Columns of which the database sees nothing but that there is something: sealed when they are written, opened when they are read."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import ExpressionWrapper
from nacl.exceptions import CryptoError

from disclosure.people.sealing import SENDER, key_for, keys_for, mark_of, seal, unseal

HEAD = "sealed:"
STORED = re.compile(r"sealed:[0-9a-f]{8}:[\w=-]+", re.ASCII)
UNREADABLE = "（没有密钥，读不出来）"
ASKED = ("isnull", "exact")


class Unopened(str):
    """What no key of today opens. Written back it is what was ``stored``: nothing is lost by saving the row."""

    stored: str

    @classmethod
    def of(cls, stored: str) -> "Unopened":
        found = cls(UNREADABLE)
        found.stored = stored
        return found


class SealedField(models.TextField):
    """A text about who wrote. Empty stays empty, so that one may ask whether there is any; nothing else can be asked of it.

    Stored as ``sealed:<mark of the key>:<base64>``. ``max_length`` in characters of the text itself.
    """

    purpose = SENDER

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.max_length:
            self.validators = [*self.validators, MaxLengthValidator(self.max_length)]

    def from_db_value(self, value, expression, connection):
        return None if value is None else read_stored(value, self.purpose)

    def get_db_prep_save(self, value, connection):
        if hasattr(value, "as_sql") or not value:
            return super().get_db_prep_save(value, connection)
        return value.stored if isinstance(value, Unopened) else sealed_text(str(value), self.purpose)

    def get_prep_value(self, value):
        if value:
            raise FieldError(f"{self.name} is sealed: nobody can look for what it says")
        return super().get_prep_value(value)

    def get_lookup(self, lookup_name):
        if lookup_name not in ASKED:
            raise FieldError(f"{self.name} is sealed: {lookup_name} cannot be asked of it")
        return super().get_lookup(lookup_name)

    def count_closed(self) -> int:
        """Rows that no key opens, or that are not sealed."""
        return as_stored(self.model._base_manager.all(), [self]).filter(without(heads(self.purpose), [self])).count()

    def from_backup(self, value: str) -> Any:
        """Of what a backup holds as it was stored."""
        return Unopened.of(value) if value else value


def sealed_text(text: str, purpose: bytes) -> str:
    return f"{HEAD}{mark_of(key_for(purpose))}:{urlsafe_b64encode(seal(text.encode(), purpose)).decode()}"


def read_stored(stored: str, purpose: bytes) -> str:
    """What is not sealed yet is what it says."""
    if not STORED.fullmatch(stored):
        return stored
    try:
        return unseal(urlsafe_b64decode(stored.rpartition(":")[2]), purpose).decode()
    except (CryptoError, ValueError):
        return Unopened.of(stored)


# --- as the database has it ---


def sealed_fields(model: type[models.Model]) -> list[SealedField]:
    return [field for field in model._meta.local_concrete_fields if isinstance(field, SealedField)]


def stored(name: str) -> ExpressionWrapper:
    """The column as it stands in the database."""
    return ExpressionWrapper(F(name), output_field=models.TextField())


def without(heads: Iterable[str], fields: Iterable[SealedField]) -> Q:
    """Rows of which any of the columns says something and begins with none of the heads; see ``as_stored``."""
    found = Q(pk__in=[])
    for field in fields:
        raw, known = f"stored_{field.name}", Q()
        for head in heads:
            known |= Q(**{f"{raw}__startswith": head})
        found |= ~Q(**{raw: ""}) & ~known
    return found


def as_stored(rows: models.QuerySet, fields: Iterable[SealedField]) -> models.QuerySet:
    return rows.annotate(**{f"stored_{field.name}": stored(field.name) for field in fields})


def heads(purpose: bytes) -> list[str]:
    """How what today's key has sealed begins, then the former ones."""
    return [f"{HEAD}{mark_of(key)}:" for key in keys_for(purpose)]
