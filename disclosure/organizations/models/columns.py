"""Columns and constraints that many models share, and terms: the days on which a post, a membership or a seat is held."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q

PERSON: dict[str, Any] = {"on_delete": models.PROTECT, "null": True, "blank": True, "related_name": "+"}
AUTHOR: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+"}


def unique(*fields: str, name: str, message: str, **options: Any) -> models.UniqueConstraint:
    """Among all rows, or those of a ``condition``; the message is for the person who fills in the form."""
    return models.UniqueConstraint(fields=fields, name=name, violation_error_message=message, **options)


def set_together(*fields: str, name: str) -> models.CheckConstraint:
    """All of them are set, or none: who did it and when."""
    none, every = (Q(**{f"{field}__isnull": is_null for field in fields}) for is_null in (True, False))
    return models.CheckConstraint(condition=none | every, name=name)


UNENDED = Q(until_on__isnull=True)


class TermQuerySet(models.QuerySet):
    def current(self, on: date):
        """Rows whose term covers the day: ``from_on`` is its first day, ``until_on`` the first day no longer held.

        What was entered today by mistake can end today: an empty term.
        """
        return self.unended(on).filter(from_on__lte=on)

    def unended(self, on: date):
        """Held that day, or to be held later."""
        return self.filter(UNENDED | Q(until_on__gt=on))


def term_constraint(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=UNENDED | Q(until_on__gte=F("from_on")),
        name=name,
        violation_error_message="止期不能早于起期。",
    )
