"""Counting up to a limit, so that no page counts a table to draw itself."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property


class BoundedPaginator(Paginator):
    """Pages through the first ``LIMIT`` rows; whoever seeks older ones narrows the filter."""

    LIMIT = 2000

    @cached_property
    def count(self):
        return self.object_list[: self.LIMIT].count()
