"""The admin's lists, paged by key like every other list: no offset, and no count to draw a page."""

import re

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import Field
from django.db.models.constants import LOOKUP_SEP

from disclosure.web.paging import paged

CURSORS = ("after", "before")
# No key of a row; a database refuses to look for it.
TOO_LARGE = re.compile(r"\d{19}")
# What the filters of lists and the links to them compare by. Not every database takes any other for every field.
COMPARISONS = {"exact", "in", "isnull", "gt", "gte", "lt", "lte"}


class KeyedChangeList(ChangeList):
    """Orders as its admin's ``ordering`` says, ending in the key; columns are not sorted by clicking."""

    def get_filters_params(self, params=None):
        found = {name: value for name, value in super().get_filters_params(params).items() if name not in CURSORS}
        if any(TOO_LARGE.search(value) for values in found.values() for value in values):
            raise IncorrectLookupParameters
        return found

    def get_query_string(self, new_params=None, remove=None):
        """A filter's link begins at the first page again."""
        return super().get_query_string(new_params, [*(remove or []), *CURSORS])

    def keyed_ordering(self) -> list[str]:
        order = list(self.model_admin.ordering or [])
        return order if order and order[-1].lstrip("-") in {"pk", "id"} else [*order, "-pk"]

    def get_results(self, request):
        after, before = (request.GET.get(name, "") for name in CURSORS)
        order, size = self.keyed_ordering(), self.list_per_page
        self.page = paged(self.queryset, order=order, after=after, before=before, size=size)
        self.result_list = self.page.rows
        self.result_count = len(self.page.rows)
        self.full_result_count = None
        self.show_full_result_count = self.can_show_all = False
        self.show_admin_actions = bool(self.page.rows)
        self.multi_page = bool(self.page.older or self.page.newer)
        self.paginator = self.model_admin.get_paginator(request, self.page.rows, size)

    @property
    def older_url(self) -> str:
        return self.get_query_string({"after": self.page.older}) if self.page.older else ""

    @property
    def newer_url(self) -> str:
        return self.get_query_string({"before": self.page.newer}) if self.page.newer else ""


class KeyedLists(admin.ModelAdmin):
    """Lists by key, asked for by what lists compare by."""

    show_full_result_count = False
    list_max_show_all = 0
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return KeyedChangeList

    def lookup_allowed(self, lookup, value, request):
        """An address with any other comparison answers 400."""
        comparison = lookup.rpartition(LOOKUP_SEP)[2]
        is_ours = comparison in COMPARISONS or comparison not in Field.get_lookups()
        return is_ours and super().lookup_allowed(lookup, value, request)
