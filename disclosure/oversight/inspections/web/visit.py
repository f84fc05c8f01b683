"""The page of one inspected organisation: how the lot was drawn, what was drawn, its marks, what was found. For both sides, the
inspected as far as it may know."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from disclosure.deadlines.dates import moment, plain
from disclosure.files.serving import download, serve
from disclosure.organizations.access import access_for
from disclosure.oversight.frame import page
from disclosure.oversight.inspections.actions import drawing, looking, reporting
from disclosure.oversight.inspections.context import InspectionContext, Inspects, is_drawn
from disclosure.oversight.inspections.drawing import IN_WORDS
from disclosure.oversight.inspections.forms import FindingForm, NumberForm, OrderForm, PhotographForm
from disclosure.oversight.inspections.models import Finding, Inspection, Photograph, Visit
from disclosure.oversight.inspections.results import Result, result_of
from disclosure.oversight.inspections.web.lists import badge_of, days_of
from disclosure.oversight.inspections.web.reach import Seen, inspection_for, visit_for
from disclosure.oversight.inspections.web.sampled import MarkForm, SampledRow, rows_of
from disclosure.oversight.inspections.web.taking import taken
from disclosure.oversight.watching import watch_of
from disclosure.web.components import Fact, given

State = Inspection.State


@dataclass
class VisitPage:
    """``is_inspector``: one of those who inspect; ``bound``: forms that were posted with errors, by name."""

    seen: Seen
    is_inspector: bool
    rows: list[SampledRow]
    findings: list[Finding]
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
            Fact("名单的 SHA-256", frozen.digest, is_wide=True),
            Fact("种子的 SHA-256", frozen.seed_digest, is_wide=True),
            Fact("数从哪里来", frozen.number_source),
            Fact("报的数", f"{drawing.number}（{drawing.named_by}）" if drawing else "还没有报"),
            Fact("种子", drawing and frozen.seed or "报了数以后公布", is_wide=True),
            Fact("抽样", f"{moment(drawing.drawn_at)}，抽{frozen.size}件" if drawing else ""),
        ])  # fmt: skip

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
    def order_form(self) -> Any:
        return self.bound.get("order") or OrderForm()

    @property
    def photograph_form(self) -> Any:
        return self.bound.get("photograph") or PhotographForm()


def finding_form(visit: Visit, rows: list[SampledRow], data: Any = None) -> FindingForm:
    form: Any = FindingForm(data)
    lines = [(row.sampled.pk, f"第{row.sampled.position}件") for row in rows]
    form.fields["sampled"].choices = [("", "说的是整个组织"), *lines]
    form.fields["point"].choices = [("", "不说哪一点"), *enumerate(point["name"] for point in visit.points)]
    return form


@require_safe
def visit(request, inspection: int, pk: int):
    return show(request, visit_for(request, inspection, pk))


def page_of(request, seen: Seen, bound: Mapping[str, Any]) -> VisitPage:
    access, row = access_for(request), seen.visit.inspection
    is_inspector = seen.is_inspecting and Inspects().allows(row, access)
    rows = rows_of(seen.visit, access, bound.get("marks", {})) if is_drawn(seen.visit) else []
    findings = (
        seen.visit.findings.select_related("sampled", "found_by", "order")
        .prefetch_related("photographs")
        .order_by("pk")
    )
    return VisitPage(seen, is_inspector, rows, list(findings) if seen.shows_results else [], bound)


def show(request, seen: Seen, bound: Mapping[str, Any] | None = None):
    found = page_of(request, seen, bound or {})
    return page(
        request, "inspection_visit", watch_of(request), "inspections", {"page": found}, str(seen.visit.organization)
    )


@require_safe
def list_file(request, inspection: int, pk: int) -> HttpResponse:
    """The very bytes whose digest was published."""
    seen = visit_for(request, inspection, pk)
    if not hasattr(seen.visit, "frozen"):
        raise Http404
    return download(seen.visit.frozen.lines.encode(), f"名单-{seen.visit.organization.code}.txt")


# --- what inspectors do there ---


def at_work(request, inspection: int, pk: int) -> tuple[InspectionContext, Seen]:
    context = inspection_for(request, inspection)
    return context, visit_for(request, inspection, pk)


@require_POST
def draw(request, inspection: int, pk: int):
    context, seen = at_work(request, inspection, pk)
    form = NumberForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, drawing.draw, context.inspection, form, visit=seen.visit, **values) is None:
        return show(request, seen, {"number": form})
    return redirect(seen.visit)


@require_POST
def mark(request, inspection: int, pk: int, sampled: int):
    """The marks of one line; a mark that somebody else has changed since is shown beside, never written over."""
    context, seen = at_work(request, inspection, pk)
    row = next((row for row in rows_of(seen.visit, context.access) if row.sampled.pk == sampled), None)
    if row is None:
        raise Http404
    form = MarkForm(row.sampled, row.points, request.POST)
    rows = form.rows() if form.is_valid() else []
    if taken(request, looking.mark, context.inspection, form, sampled=row.sampled, rows=rows) is None:
        return show(request, visit_for(request, inspection, pk), {"marks": {sampled: form}})
    return redirect(f"{seen.visit.get_absolute_url()}#{row.anchor}")


@require_POST
def find(request, inspection: int, pk: int):
    context, seen = at_work(request, inspection, pk)
    rows = rows_of(seen.visit, context.access)
    form = finding_form(seen.visit, rows, request.POST)
    values = dict(form.cleaned_data) if form.is_valid() else {}
    values["sampled"] = next((row.sampled for row in rows if row.sampled.pk == values.get("sampled")), None)
    if taken(request, looking.find, context.inspection, form, visit=seen.visit, **values) is None:
        return show(request, seen, {"finding": form})
    return redirect(f"{seen.visit.get_absolute_url()}#findings")


@require_POST
def drop_finding(request, inspection: int, pk: int, finding: int):
    context, seen = at_work(request, inspection, pk)
    row = get_object_or_404(Finding.objects.select_related("visit"), visit=seen.visit, pk=finding)
    taken(request, looking.drop_finding, context.inspection, Form({}), finding=row)
    return redirect(f"{seen.visit.get_absolute_url()}#findings")


@require_POST
def order(request, inspection: int, pk: int, finding: int):
    context, seen = at_work(request, inspection, pk)
    row = get_object_or_404(Finding.objects.select_related("visit__organization"), visit=seen.visit, pk=finding)
    form = OrderForm(request.POST)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, reporting.order, context.inspection, form, finding=row, **values) is None:
        return show(request, seen, {"order": form})
    return redirect(f"{seen.visit.get_absolute_url()}#findings")


@require_POST
def add_photograph(request, inspection: int, pk: int, finding: int):
    context, seen = at_work(request, inspection, pk)
    row = get_object_or_404(Finding.objects.select_related("visit"), visit=seen.visit, pk=finding)
    form = PhotographForm(request.POST, request.FILES)
    values = form.cleaned_data if form.is_valid() else {}
    if taken(request, looking.add_photograph, context.inspection, form, finding=row, **values) is None:
        return show(request, seen, {"photograph": form})
    return redirect(f"{seen.visit.get_absolute_url()}#findings")


@require_safe
def photograph(request, inspection: int, pk: int, photograph: int):
    seen = visit_for(request, inspection, pk)
    if not seen.shows_results:
        raise Http404
    return serve(request, get_object_or_404(Photograph, finding__visit=seen.visit, pk=photograph))
