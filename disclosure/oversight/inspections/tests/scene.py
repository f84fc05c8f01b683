"""A county that inspects a branch: three inspectors above, the branch's desk below, matters disclosed and owed."""

from datetime import date, timedelta

from catalog.items.tests.factories import Desk, make_item
from disclosure.organizations.models.people import User
from disclosure.organizations.tests.factories import make_holder, make_organization, noon
from disclosure.oversight.inspections.actions.drawing import draw, freeze
from disclosure.oversight.inspections.actions.looking import mark
from disclosure.oversight.inspections.actions.planning import plan, tell
from disclosure.oversight.inspections.actions.reporting import announce, confirm, report
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import Inspection, Sampled, Visit

TODAY = date(2026, 9, 1)
VISITED_ON = date(2026, 9, 10)
PUBLIC = {"number_source": "9月9日上证指数收盘点数的整数部分", "number_on": date(2026, 9, 9)}


class County:
    """``leader`` and ``second`` inspect, ``third`` confirms; ``desk`` is the branch's. ``walked``: how many of its items went
    through every step; the others are rows as the steps would leave them, but for decisions and ledger."""

    def __init__(self, slug="jiguan", count=6, walked=0):
        self.organization = make_organization("county", name="某县委")
        self.desk = Desk("branch", slug, superior=self.organization, on=TODAY)
        self.branch = self.desk.organization
        self.leader, self.second, self.third = (
            make_holder(self.organization, "inspector", name)
            for name in ("county-leader", "county-second", "county-third")
        )
        self.items = [self.desk.released(code="1-1", title=f"走完手续的第{number}件") for number in range(walked)]
        rows = {"entry": self.desk.entry("1-1"), "now": noon(TODAY)}
        self.items += [
            make_item(self.branch, self.desk.clerk, title=f"第{number}件", **rows) for number in range(count - walked)
        ]
        self.now = noon(VISITED_ON)

    def tick(self):
        self.now += timedelta(minutes=1)
        return self.now

    def plan(self, kind="random", **values) -> Inspection:
        given = {
            "title": "第三季度抽查", "from_on": VISITED_ON, "until_on": VISITED_ON, "organizations": [self.branch],
            "inspectors": [self.second], "period_from": TODAY, "period_until": VISITED_ON, "size": 3,
            **(PUBLIC if kind == "unannounced" else {}), **values,
        }  # fmt: skip
        # Planned days before: the number of an unannounced one is not out yet.
        return plan(self.organization, kind=kind, by=self.leader, now=noon(TODAY + timedelta(days=1)), **given)

    def frozen(self, kind="random", **values) -> Inspection:
        inspection, now = self.plan(kind, **values), noon(TODAY + timedelta(days=2))
        if kind != "unannounced":
            inspection = tell(inspection, by=self.leader, now=now)
        return freeze(inspection, by=self.leader, now=now)

    def visit(self, inspection: Inspection) -> Visit:
        return inspection.visits.select_related("frozen", "organization").get(organization=self.branch)

    def drawn(self, kind="random", number="4711", **values) -> Inspection:
        inspection = self.frozen(kind, **values)
        named = {} if kind == "unannounced" else {"named_by": "书记王某"}
        for visit in inspection.visits.all():
            inspection = draw(inspection, visit=visit, number=number, by=self.second, now=self.tick(), **named)
        return inspection

    def marked(
        self, inspection: Inspection | None = None, mark_of=None, by: User | None = None, **values
    ) -> Inspection:
        """Every point: the data's own word, else good."""
        inspection = inspection or self.drawn(**values)
        for row in Sampled.objects.filter(visit__inspection=inspection).order_by("pk"):
            rows = [MarkRow(each.point, each.told or "good") for each in row.marks.order_by("point")]
            mark(inspection, sampled=row, rows=rows, by=by or self.leader, now=self.tick())
        return inspection

    def confirmed(self, **values) -> Inspection:
        inspection = report(self.marked(**values), report="总的不错。", by=self.leader, now=self.tick())
        return confirm(inspection, by=self.third, now=self.tick())

    def announced(self, **values) -> Inspection:
        return announce(self.confirmed(**values), by=self.leader, now=self.tick())
