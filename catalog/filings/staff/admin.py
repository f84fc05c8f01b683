"""The register of what goes up: the list, one page a filing with its buttons, what came in, the downloads (LK-04, YY-08)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from catalog.filings import receiving, sending
from catalog.filings.exporting import csv_lines, workbook
from catalog.filings.models import Filing
from catalog.filings.opening import page_of
from catalog.filings.staff.forms import ContentForm
from catalog.filings.staff.lists import COLUMNS, INCOMING_ORDER, JOINED, STATES, came_in, in_state, row_of
from catalog.filings.staff.page import VERBS, comment_rows, facts, form_for, offered, offers, waits_for_scheme
from catalog.filings.visibility import WRITING, filings_for, is_of_desk, may_write
from catalog.obligations.duties.models import Duty
from catalog.obligations.reports import year_report as reports
from catalog.obligations.reports.figures import report_draft, report_title
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import framed
from disclosure.web.page_links import links
from disclosure.web.paging import paged

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ACTIONS = {
    **{name: getattr(sending, name) for name in ("send", "register_receipt", "send_anew", "edit", "drop")},
    "acknowledge": receiving.acknowledge,
    "comment": receiving.comment,
}


class StateFilter(admin.SimpleListFilter):
    title = "情况"
    parameter_name = "is"

    def lookups(self, request, model_admin):
        return [(name, label) for name, (label, _condition) in STATES.items()]

    def queryset(self, request, queryset):
        return in_state(queryset, self.value(), timezone.localdate())


@admin.register(Filing)
class FilingAdmin(ScopedAdmin):
    """State changes by buttons only, which call the register's actions."""

    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    list_display = ["title", "what", "organization", "to_name", "due", "state", "sent_on", "number"]
    list_filter = [StateFilter, "what"]
    list_select_related = JOINED
    search_fields = ["title", "number", "organization__name", "to_name"]
    search_help_text = "按事由、文号、组织查找"
    ordering = ["-pk"]
    change_list_template = "admin/catalog/filing/list.html"

    @admin.display(description="应报")
    def due(self, filing):
        return filing.deadline.due_on if filing.deadline else None

    @admin.display(description="情况")
    def state(self, filing):
        return filing.state_words(timezone.localdate())

    def get_queryset(self, request):
        return filings_for(access_for(request))

    def has_view_permission(self, request, obj=None):
        return access_for(request).has_any(*self.view_permissions)

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.report_page), name="catalog_filing_add"),
            path("incoming/", wrap(require_safe(self.incoming_page)), name="catalog_filing_incoming"),
            path("export.<slug:kind>", wrap(require_safe(self.export)), name="catalog_filing_export"),
            path("<int:pk>/change/", wrap(require_safe(self.filing_page)), name="catalog_filing_change"),
            path("<int:pk>/do/<slug:verb>/", wrap(require_POST(self.do)), name="catalog_filing_do"),
        ]
        return own + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        extra = {"receives": access_for(request).has_any(DECIDE_BELOW)}
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    # --- pages ---

    def filing_page(self, request, pk, bound=None):
        filing, access = self.filing_of(request, pk), access_for(request)
        context = {
            "title": filing.title,
            "filing": filing,
            "facts": facts(filing, access),
            "comments": comment_rows(filing),
            "offers": offers(filing, access, bound or {}),
            "is_ours": is_of_desk(filing, access),
            "to_draft": filing.url if waits_for_scheme(filing) and is_of_desk(filing, access) else "",
        }
        return self.page(request, "page", context)

    def incoming_page(self, request):
        """What came in from below, not yet signed for first."""
        on, access = timezone.localdate(), access_for(request)
        if not access.has_any(DECIDE_BELOW):
            raise PermissionDenied("您没有审定下级报送事项的岗位。")
        cursors = {name: request.GET.get(name, "") for name in ("after", "before")}
        found = paged(came_in(access), order=INCOMING_ORDER, **cursors)
        older, newer = links(request.GET, found)
        rows = [row_of(filing, on) for filing in found.rows]
        context = {"title": "下级报来的", "columns": COLUMNS, "rows": rows, "older_url": older, "newer_url": newer}
        return self.page(request, "incoming", context)

    def report_page(self, request):
        """Write the report that a duty asks for; it is kept on the register and sent from there."""
        duty = self.duty_of(request)
        if duty is None:
            messages.info(request, "要报送的材料由系统按方案和目录列出，从下面的登记簿里办理。")
            return HttpResponseRedirect(reverse("admin:catalog_filing_changelist"))
        if written := reports.report_of(duty):
            return HttpResponseRedirect(page_of(written))
        initial = {"title": report_title(duty), "content": report_draft(duty, timezone.localdate())}
        form = ContentForm(request.POST or None, has_title=True, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                filing = reports.begin_report(duty, **form.cleaned_data, by=request.user, now=timezone.now())
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, "报告已保存，还没有报送。核对以后按“报送”。")
                return HttpResponseRedirect(page_of(filing))
        context = {"title": "写工作报告", "form": form, "duty": duty, "due_on": duty.deadline.due_on}
        return self.page(request, "report", context)

    def export(self, request, kind):
        if kind not in CONTENT_TYPES or not self.has_view_permission(request):
            raise Http404
        on = timezone.localdate()
        rows = self.get_queryset(request).select_related(*JOINED).defer("content").order_by("-pk")
        rows = in_state(rows, request.GET.get("is"), on).iterator(chunk_size=2000)
        made = workbook(rows, on) if kind == "xlsx" else csv_lines(rows, on)
        response_class = HttpResponse if kind == "xlsx" else StreamingHttpResponse
        response = response_class(made, content_type=CONTENT_TYPES[kind])
        name = f"备案登记簿{on}.{kind}"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
        return response

    # --- writes ---

    def do(self, request, pk, verb):
        """Press one of the offered buttons. A second press finds it pressed and says so."""
        filing, access = self.filing_of(request, pk), access_for(request)
        if verb not in VERBS:
            raise Http404
        if verb not in offered(filing, access):
            messages.warning(request, "这一步已经有人办过，或者不由您办。")
            return HttpResponseRedirect(page_of(filing))
        form = form_for(verb, filing, request.POST)
        if form is not None and not form.is_valid():
            return self.filing_page(request, pk, {verb: form})
        try:
            done = ACTIONS[verb](filing, **(form.cleaned_data if form else {}), by=request.user, now=timezone.now())
        except ValidationError as error:
            return self.refused(request, pk, verb, form, error)
        messages.success(request, f"{VERBS[verb][0]}：已办好。")
        return HttpResponseRedirect(page_of(done))

    # --- small pieces ---

    def refused(self, request, pk, verb, form, error: ValidationError):
        """At its field where there is one; what was typed stays."""
        if form is None:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("admin:catalog_filing_change", args=[pk]))
        fields = getattr(error, "error_dict", {})
        form.add_error(None, error if fields and set(fields) <= set(form.fields) else error.messages)
        return self.filing_page(request, pk, {verb: form})

    def filing_of(self, request, pk) -> Filing:
        rows = self.get_queryset(request).select_related(*JOINED, "sent_by", "received_by", "commented_by")
        filing = rows.filter(pk=pk).first()
        if filing is None:
            raise Http404("没有这份报送材料，或者它不在您的工作范围内。")
        return filing

    def duty_of(self, request) -> Duty | None:
        """The report's duty that the address names, in the person's scope."""
        pk = request.GET.get("duty", "")
        if not pk.isdecimal() or len(pk) > 18:
            return None
        rows = Duty.objects.filter(
            kind=Duty.Kind.REPORT, organization__in=access_for(request).organization_ids(*WRITING)
        )
        duty = rows.select_related("organization", "deadline").filter(pk=pk).first()
        if duty is None or not may_write(duty.organization, access_for(request)):
            raise Http404("没有这项报告任务，或者它不在您的工作范围内。")
        return duty

    def page(self, request, template: str, context: dict):
        return framed(self, request, f"admin/catalog/filing/{template}.html", context["title"], context)
