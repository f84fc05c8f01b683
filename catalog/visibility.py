"""The only door: which items a reader may see. Page, list, count, search, feed, attachment and print all use it."""

from datetime import date

from django.db import models
from django.db.models import Q


class ItemQuerySet(models.QuerySet):
    def visible_to(self, user, on: date):
        raise NotImplementedError


__all__ = ["ItemQuerySet", "Q"]
