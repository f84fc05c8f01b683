"""What may be done about one row of the ledger from its page, and what was done: pressed for, ordered to be put right."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from disclosure.deadlines.models import Deadline
from disclosure.orders.models import Order
from disclosure.orders.who import ORDERS, readable_by
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import WATCH
from disclosure.oversight.urging.choosing import fault_of, soon_until
from disclosure.oversight.urging.models import Urge
from disclosure.oversight.urging.pages import UrgeRow, urge_row
from disclosure.oversight.urging.responsible import Responsible, responsible_for
from disclosure.web.components import Link


@dataclass(frozen=True)
class Acting:
    """``urge_url`` and ``order_url``: for who may, else empty; ``orders``: those that came from this row and that the person may
    read."""

    responsible: Responsible
    urge_url: str
    order_url: str
    urges: list[UrgeRow]
    orders: list[Link]


def acting_on(row: Deadline, request: HttpRequest, on: date) -> Acting:
    """The row is read with ``organization`` and ``person``."""
    access = access_for(request)
    may_press = access.can(WATCH, row.organization) and not fault_of(row, soon_until(on))
    may_order = access.user.is_staff and row.is_overdue(on) and ORDERS.allows_in(row.organization, access)
    pressed = Urge.objects.filter(deadline=row).joined().order_by("-pk")
    ordered = Order.objects.filter(readable_by(access), source_url=row.get_absolute_url()).order_by("-pk")
    return Acting(
        responsible_for([row], on)[row.pk],
        f"{reverse('oversight:urge')}?row={row.pk}" if may_press else "",
        f"{reverse('admin:orders_order_add')}?deadline={row.pk}" if may_order else "",
        [urge_row(urge, on) for urge in pressed],
        [Link(f"{order}：{order.get_state_display()}", order.get_absolute_url()) for order in ordered],
    )
