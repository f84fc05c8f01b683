"""A county that orders its branch to put something right, and another branch beside it."""

from datetime import date
from typing import Any

from disclosure.orders.actions import begin_order, close_order, report_back, send_back, withdraw_order
from disclosure.orders.models import Order
from disclosure.organizations.tests.factories import make_holders, make_organization, noon

MONDAY, TUESDAY, DUE = date(2026, 9, 21), date(2026, 9, 22), date(2026, 10, 13)


class OrderScene:
    def __init__(self):
        self.county = make_organization("county", kind="work_committee")
        self.branch = make_organization("branch", superior=self.county)
        self.other = make_organization("other", superior=self.county)
        self.above = make_holders(self.county, ["inspector", "approver", "secretary", "supervisor"])
        self.own = make_holders(self.branch, ["clerk", "secretary", "inspector", "approver", "supervisor"])
        self.others = make_holders(self.other, ["clerk", "inspector", "approver"])
        self.inspector, self.clerk = self.above["inspector"], self.own["clerk"]
        self.order: Any = None

    def give(self, on: date = MONDAY, *, by=None, **given) -> Order:
        given = {"issuer": self.county, "what": "公开栏字太小，换成大字。", "why": "现场看不清。", **given}
        given |= {} if {"due_on", "working_days"} & set(given) else {"due_on": DUE}
        given = {"organization": self.branch, "by": by or self.inspector, **given}
        self.order = begin_order(now=noon(on), **given)
        return self.order

    def report(self, on: date, *, by=None) -> Order:
        report_back(self.order, text="已经换成大字。", by=by or self.clerk, now=noon(on))
        return self.stored()

    def close(self, on: date, *, by=None) -> Order:
        close_order(self.order, note="去看过。", by=by or self.inspector, now=noon(on))
        return self.stored()

    def return_it(self, on: date, due_on: date, *, by=None) -> Order:
        send_back(self.order, reason="还有一块没有换。", due_on=due_on, by=by or self.inspector, now=noon(on))
        return self.stored()

    def withdraw(self, on: date, *, by=None) -> Order:
        withdraw_order(self.order, reason="看错了。", by=by or self.inspector, now=noon(on))
        return self.stored()

    def stored(self) -> Order:
        self.order = Order.objects.select_related("deadline", "organization", "issuer").get(pk=self.order.pk)
        return self.order
