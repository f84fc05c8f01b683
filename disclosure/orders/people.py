"""Who hears of an order."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from disclosure.deadlines.dates import month_day
from disclosure.organizations.holders import heads_of, holders
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT


def by_when(order: Any) -> str:
    return month_day(order.deadline.due_on)


def addressees(order: Any, on: date) -> Iterable[User | int]:
    """Who puts it right, and the head of the organisation."""
    held = holders(order.deadline.permission, [order.organization], on)[order.organization_id]
    own = [order.person] if order.person and order.person.is_active else held
    return [*own, *heads_of([order.organization_id], on)[order.organization_id]]


def confirmers(order: Any, on: date) -> Iterable[User | int]:
    """Who gave it, and whoever may confirm it for the issuer."""
    asked = [INSPECT] if order.is_own else [INSPECT, DECIDE_BELOW]
    held = [person for each in asked for person in holders(each, [order.issuer], on)[order.issuer_id]]
    return [order.issued_by, *held]
