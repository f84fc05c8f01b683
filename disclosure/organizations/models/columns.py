"""Columns that many models share."""

from typing import Any

from django.db import models
from django.db.models import Q

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
AUTHOR: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}


def unique(*fields: str, name: str, message: str, **options: Any) -> models.UniqueConstraint:
    """Among all rows, or those of a ``condition``; the message is for the person who fills in the form."""
    return models.UniqueConstraint(fields=fields, name=name, violation_error_message=message, **options)


def set_together(*fields: str, name: str) -> models.CheckConstraint:
    """All of them are set, or none: who did it and when."""
    none, every = (Q(**{f"{field}__isnull": is_null for field in fields}) for is_null in (True, False))
    return models.CheckConstraint(condition=none | every, name=name)
