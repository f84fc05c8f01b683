"""An organisation's own scheme at the desk: written, opinions entered, reviewed, issued (PL-13, YY-08, QJ-23)."""

from dataclasses import replace

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.own_schemes.actions import WRITING, begin_draft, scheme_drafts
from catalog.own_schemes.forms import BeginForm
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.staff.compare_page import compare_page
from catalog.own_schemes.staff.opinion_page import answer_page, opinion_added
from catalog.own_schemes.staff.page import page_of
from catalog.own_schemes.staff.panels import panels_of
from catalog.own_schemes.staff.section_page import section_page, text_page
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.workflow.staff.admin import ProcedureAdmin

S = SchemeDraft.State
TEMPLATES = "admin/catalog/schemedraft/{}.html"
# On the first page of those whose turn it is: how it stands, what they press.
CARDS = {
    S.DRAFT: ("起草中", "继续写"),
    S.SOLICITING: ("征求意见", "看意见"),
    S.REVIEWING: ("送审中", "登记审定结果"),
    S.REVIEWED: ("已审定，等印发", "去印发"),
}


@admin.register(SchemeDraft)
class SchemeDraftAdmin(ProcedureAdmin):
    workflow = scheme_drafts
    page_template = "admin/catalog/schemedraft/page.html"
    page_reads = ("organization", "scheme", "created_by", "issued_by", "filing__deadline", "adoption__scheme")
    take_name = "do"
    taken = "这一步已经有人办过，或者不由您办。"
    not_found = "没有这份方案，或者它不在您的工作范围内。"
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    add_permissions = WRITING
    start, start_template, start_title, start_press = begin_draft, TEMPLATES.format("begin"), "制定方案", "开始起草"
    has_cards = True
    list_display = ["title", "organization", "state", "document_number", "issued_on", "filed"]
    list_filter = ["state"]
    list_select_related = ["organization", "filing__deadline"]
    search_fields = ["title", "document_number", "organization__name"]
    search_help_text = "按名称、文号、组织查找"
    ordering = ["-pk"]

    @admin.display(description="备案")
    def filed(self, draft):
        return draft.filing.state_words(timezone.localdate()) if draft.filing else None

    def page_with(self, context, bound):
        return replace(page_of(context, bound), panels=panels_of(context))

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("compare/", wrap(self.compare_page), name="catalog_schemedraft_compare"),
            path("<int:pk>/text/", wrap(self.text_page), name="catalog_schemedraft_text"),
            path("<int:pk>/sections/<slug:name>/", wrap(self.section_page), name="catalog_schemedraft_section"),
            path("<int:pk>/opinions/", wrap(require_POST(self.add_opinion)), name="catalog_schemedraft_opinion"),
            path("opinions/<int:pk>/", wrap(self.answer_page), name="catalog_schemedraft_answer"),
        ]
        return own + super().get_urls()

    def start_form(self, request, organization):
        data = request.POST if request.method == "POST" else None
        return BeginForm(data, organization=organization, initial={"scheme": request.GET.get("scheme", "")})

    def card_of(self, draft):
        return self.card(draft, CARDS[draft.state][0], CARDS[draft.state][1])

    def compare_page(self, request: HttpRequest) -> HttpResponse:
        return compare_page(self, request)

    def section_page(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        return section_page(self, request, pk, name)

    def text_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        return text_page(self, request, pk)

    def add_opinion(self, request: HttpRequest, pk: int) -> HttpResponse:
        return opinion_added(self, request, pk)

    def answer_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        return answer_page(self, request, pk)
