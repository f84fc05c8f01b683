"""Terms: the days on which a post, a membership or a seat is held."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class TermQuerySet(models.QuerySet):
    def current(self, on: date):
        """Rows whose term covers the day.

        A term is half open: ``from_on`` is its first day, ``until_on`` the first day no longer held. So what ends
        today has no effect today, and what was entered today by mistake can end today (an empty term).
        """
        return self.filter(Q(from_on__lte=on), Q(until_on__isnull=True) | Q(until_on__gt=on))


def term_constraint(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
        name=name,
        violation_error_message="止期不能早于起期。",
    )
