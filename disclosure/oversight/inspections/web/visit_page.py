"""What the page of one inspected organisation shows: how the lot was drawn, what was drawn, its marks, what was found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from disclosure.deadlines.dates import moment, plain
from disclosure.oversight.inspections.drawing import IN_WORDS
from disclosure.oversight.inspections.forms import FindingForm, NumberForm, OrderForm, PhotographForm
from disclosure.oversight.inspections.models import Finding, Inspection, Visit
from disclosure.oversight.inspections.results import Result, result_of
from disclosure.oversight.inspections.web.reach import Seen
from disclosure.oversight.inspections.web.rows import badge_of, days_of
from disclosure.oversight.inspections.web.sampled import SampledRow
from disclosure.web.components import Badge, Fact, given

State = Inspection.State


@dataclass(frozen=True)
class FoundRow:
    """One finding with the forms about it; ``has_errors``: one of them was posted and refused."""

    finding: Finding
    photograph_form: Any
    order_form: Any
    has_errors: bool


@dataclass
class VisitPage:
    """``is_inspector``: one of those who inspect; ``bound``: forms that were posted with errors, by name, and with ``about`` the
    key of their finding."""

    seen: Seen
    is_inspector: bool
    rows: list[SampledRow]
    found: list[Finding]
    bound: Mapping[str, Any] = field(default_factory=dict)
    algorithm: str = IN_WORDS

    @property
    def may_work(self) -> bool:
        """Marks and findings may be written now."""
        return self.is_inspector and self.inspection.state in (State.PREPARED, State.DRAWN)

    @property
    def visit(self) -> Visit:
        return self.seen.visit

    @property
    def inspection(self) -> Inspection:
        return self.visit.inspection

    @property
    def frozen(self) -> Any:
        return getattr(self.visit, "frozen", None)

    @property
    def drawing(self) -> Any:
        return getattr(self.frozen, "drawing", None)

    @property
    def badge(self):
        """Of the inspection; until all are drawn, of this organisation."""
        if self.inspection.state == State.PREPARED and self.drawing is not None:
            return Badge("soon", "抽好了")
        return badge_of(self.inspection)

    @property
    def facts(self) -> list[Fact]:
        row = self.inspection
        return given([
            Fact("检查组织", str(row.organization)),
            Fact("种类", row.get_kind_display()),
            Fact("检查日期", days_of(row)),
            Fact("查哪一段", f"{plain(row.period_from)}至{plain(row.period_until)}公开、到期的"),
            Fact("目录事项", "、".join(row.entry_codes) or "全部"),
            Fact("检查要点", "；".join(point["name"] for point in self.visit.points), is_wide=True),
            Fact("要点出自", self.visit.points_source, is_wide=True),
        ])  # fmt: skip

    @property
    def drawing_facts(self) -> list[Fact]:
        frozen, drawing = self.frozen, self.drawing
        return given([
            Fact("名单", f"{len(frozen.keys)}行，{moment(frozen.frozen_at)}封存", url=self.list_url),
            Fact("数从哪里来", frozen.number_source),
            Fact("报的数", f"{drawing.number}（{drawing.named_by}）" if drawing else "还没有报"),
            Fact("抽样", f"{moment(drawing.drawn_at)}，抽{min(frozen.size, len(frozen.keys))}件" if drawing else ""),
        ])  # fmt: skip

    @property
    def proof_facts(self) -> list[Fact]:
        """For who reckons the lot again."""
        frozen = self.frozen
        return [
            Fact("名单的 SHA-256", frozen.digest, is_wide=True),
            Fact("种子的 SHA-256", frozen.seed_digest, is_wide=True),
            Fact("种子", (self.drawing and frozen.seed) or "报了数以后公布", is_wide=True),
        ]

    @property
    def has_fewer(self) -> bool:
        """Whether the list held no more than were to be drawn of it."""
        return len(self.frozen.keys) < self.frozen.size

    @property
    def list_url(self) -> str:
        return self.url("inspection_list_file")

    @property
    def sheet_url(self) -> str:
        return self.url("inspection_sheet")

    @property
    def inspection_url(self) -> str:
        return self.inspection.get_absolute_url() if self.seen.is_inspecting else ""

    @property
    def result(self) -> Result | None:
        """Where the marks are shown and all of them given."""
        return (
            result_of(self.visit, [row.sampled for row in self.rows]) if self.rows and self.seen.shows_results else None
        )

    @property
    def offline_url(self) -> str:
        """The device finds in it whose sheet to take; no server is told what stands behind the sign."""
        return f"{reverse('oversight:inspection_offline')}#{self.inspection.pk}/{self.visit.pk}"

    def url(self, name: str) -> str:
        return reverse(f"oversight:{name}", args=[self.inspection.pk, self.visit.pk])

    @property
    def may_draw(self) -> bool:
        return self.may_work and self.inspection.state == State.PREPARED and self.drawing is None

    @property
    def number_form(self) -> Any:
        return self.bound.get("number") or NumberForm()

    @property
    def finding_form(self) -> Any:
        return self.bound.get("finding") or finding_form(self.visit, self.rows)

    @property
    def may_order(self) -> bool:
        row = self.inspection
        return self.is_inspector and row.results_at is not None and row.state in (State.ANNOUNCED, State.CLOSED)

    @property
    def findings(self) -> list[FoundRow]:
        return [self.found_row(finding) for finding in self.found]

    def found_row(self, finding: Finding) -> FoundRow:
        own = self.bound if self.bound.get("about") == finding.pk else {}
        names = f"id_{finding.pk}_%s"
        photograph_form = own.get("photograph") or PhotographForm(auto_id=names)
        return FoundRow(finding, photograph_form, own.get("order") or OrderForm(auto_id=names), bool(own))


def finding_form(visit: Visit, rows: list[SampledRow], data: Any = None) -> FindingForm:
    form: Any = FindingForm(data)
    lines = [(row.sampled.pk, f"第{row.sampled.position}件") for row in rows]
    form.fields["sampled"].choices = [("", "说的是整个组织"), *lines]
    form.fields["point"].choices = [("", "不说哪一点"), *enumerate(point["name"] for point in visit.points)]
    return form
