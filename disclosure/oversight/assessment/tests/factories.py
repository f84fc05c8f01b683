"""A county that assesses, two towns with rows of the ledger, and who works there."""

from datetime import date, timedelta
from typing import Any

from catalog.directory.tests.factories import adopt
from disclosure.deadlines.tests.factories import make_rows
from disclosure.organizations.tests.factories import make_department, make_holder, make_holders, make_organization, noon
from disclosure.oversight.assessment.actions import announce, confirm, draft_assessment, preview
from disclosure.oversight.assessment.models import Assessment, Result

YEAR = 2026
DRAFTED = date(2027, 1, 11)
NOW = noon(DRAFTED)
# Five working days from the preview on the same day.
LAST_DAY = date(2027, 1, 18)
AFTER = noon(LAST_DAY + timedelta(days=1))
DUE, LATE = date(YEAR, 3, 31), date(YEAR, 4, 2)


def rows(organization: Any, kind: str, in_time: int, late: int = 0, open_: int = 0, **fields: Any) -> None:
    given = {"due_on": DUE, "kind": kind, **fields}
    make_rows(organization, in_time, closed_on=DUE, **given)
    make_rows(organization, late, closed_on=LATE, **given)
    make_rows(organization, open_, **given)


def code_of(county: str, name: str) -> str:
    return name if county == "county" else f"{county}-{name}"


class County:
    """``north`` did 8 of 10 disclosures in time and its report; ``south`` 5 of 10 and one of two answers."""

    def __init__(self, slug: str = "qijiang", towns: int = 2, code: str = "county"):
        self.organization = make_organization(code, name="青山县委")
        adopt(self.organization, slug)
        for role, person in make_holders(self.organization, ("clerk", "secretary", "approver", "supervisor")).items():
            setattr(self, role, person)
        self.north = make_organization(code_of(code, "north"), self.organization, name="城北镇党委")
        self.south = make_organization(code_of(code, "south"), self.organization, name="城南镇党委")
        self.others = [make_organization(code_of(code, f"town-{n}"), self.organization) for n in range(towns - 2)]
        self.head, self.south_head = make_holder(self.north, "secretary"), make_holder(self.south, "secretary")
        rows(self.north, "duty", 6, 1)
        rows(self.north, "item", 2, 0, 1)
        rows(self.north, "report", 1)
        rows(self.south, "outside", 5, 5)
        rows(self.south, "request", 1, 1)

    def drafted(self, of: str = "below") -> Assessment:
        return draft_assessment(self.organization, year=YEAR, of=of, by=self.clerk, now=NOW)

    def previewed(self, of: str = "below") -> Assessment:
        return preview(self.drafted(of), by=self.secretary, now=NOW)

    def confirmed(self) -> Assessment:
        return confirm(self.previewed(), by=self.approver, now=AFTER)

    def announced(self) -> Assessment:
        return announce(self.confirmed(), by=self.secretary, now=AFTER, number="青委发〔2027〕3号")

    def result(self, organization: Any, kind: str = "organization") -> Result:
        return Result.objects.get(organization=organization, kind=kind)


class Branch:
    """An organisation that assesses its two departments."""

    def __init__(self, slug: str = "pingluo"):
        self.organization = make_organization("bureau", name="平安局党支部")
        adopt(self.organization, slug)
        for role, person in make_holders(self.organization, ("clerk", "secretary", "approver")).items():
            setattr(self, role, person)
        self.office, self.finance = (make_department(self.organization, name) for name in ("办公室", "财务科"))
        rows(self.organization, "duty", 3, 1, department=self.office)
        rows(self.organization, "duty", 4, department=self.finance)
        rows(self.organization, "duty", 0, 9)
