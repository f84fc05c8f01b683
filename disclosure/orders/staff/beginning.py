"""Where an order begins: which organisation it goes to, and the row of the ledger that it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.http import HttpRequest

from disclosure.deadlines.models import Deadline
from disclosure.orders.who import organizations_below
from disclosure.organizations.access import Access
from disclosure.web.whole_numbers import whole_number


@dataclass(frozen=True)
class Found:
    """What the address or the form asks for."""

    code: str
    query: str
    deadline: int | None

    @classmethod
    def of(cls, request: HttpRequest) -> "Found":
        def asked(name: str) -> str:
            return request.POST.get(name) or request.GET.get(name, "")

        return cls(asked("organization"), asked("q").strip()[:100], whole_number(asked("deadline")))

    @property
    def matching(self) -> Q:
        if self.code:
            return Q(code=self.code)
        return Q(name__icontains=self.query) | Q(short_name__icontains=self.query) | Q(code__icontains=self.query)


@dataclass(frozen=True)
class Source:
    label: str = ""
    url: str = ""
    deadline_id: int | None = None
    initial: Mapping[str, Any] = field(default_factory=dict)


def late_row(request: HttpRequest, access: Access) -> Deadline | None:
    """The row that the address names, where the person may give its organisation an order."""
    pk = Found.of(request).deadline
    if pk is None:
        return None
    rows = Deadline.objects.filter(organization__in=organizations_below(access)).select_related("organization")
    return rows.filter(pk=pk).first()


def source_of(row: Deadline | None) -> Source:
    if row is None:
        return Source()
    initial = {"what": f"尽快办结：{row.title}", "department": row.department_id}
    return Source(row.title, row.get_absolute_url(), row.pk, initial)
