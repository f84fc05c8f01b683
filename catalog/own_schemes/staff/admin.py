"""An organisation's own scheme at the desk: written, opinions entered, reviewed, issued (PL-13, YY-08, QJ-23)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.own_schemes.actions import WRITING, add_opinion, answer_opinion, begin_draft, save_draft, scheme_drafts
from catalog.own_schemes.forms import AnswerForm, BeginForm, DraftForm, OpinionForm
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.staff.page import page_of
from disclosure.organizations.choosing import organizations_with
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.web.frame import framed
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.admin import ProcedureAdmin
from disclosure.workflow.staff.page import stamped


@admin.register(SchemeDraft)
class SchemeDraftAdmin(ProcedureAdmin):
    workflow = scheme_drafts
    page_template = "admin/catalog/schemedraft/page.html"
    page_reads = ("organization", "scheme", "created_by", "issued_by", "filing__deadline")
    take_name = "do"
    taken = "这一步已经有人办过，或者不由您办。"
    not_found = "没有这份方案，或者它不在您的工作范围内。"
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    add_permissions = WRITING
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
        return page_of(context, bound)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.begin_page), name="catalog_schemedraft_add"),
            path("<int:pk>/save/", wrap(require_POST(self.save)), name="catalog_schemedraft_save"),
            path("<int:pk>/opinions/", wrap(require_POST(self.add_opinion)), name="catalog_schemedraft_opinion"),
            path("opinions/<int:pk>/", wrap(self.answer_page), name="catalog_schemedraft_answer"),
        ]
        return own + super().get_urls()

    def begin_page(self, request: HttpRequest) -> HttpResponse:
        organizations = organizations_with(request, *WRITING)
        if not organizations:
            raise PermissionDenied("您没有起草方案的岗位。")
        initial = {"organization": request.GET.get("organization")}
        form = BeginForm(request.POST or None, organizations=organizations, initial=initial)
        if request.method == "POST" and form.is_valid():
            draft = self.carry_out(request, begin_draft, None, form, form.cleaned_data)
            if draft is not None:
                return HttpResponseRedirect(draft.get_absolute_url())
        return framed(self, request, "admin/catalog/schemedraft/begin.html", "制定方案", {"form": form})

    def save(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = self.context_of(request, pk)
        draft = context.subject
        form = stamped(DraftForm(request.POST, draft=draft), save_draft, context)
        if form.is_valid() and self.carry_out(request, save_draft, draft, form, form.values()) is not None:
            return HttpResponseRedirect(draft.get_absolute_url())
        return self.show_again(request, pk, save_draft, form)

    def add_opinion(self, request: HttpRequest, pk: int) -> HttpResponse:
        draft = self.context_of(request, pk).subject
        form = OpinionForm(request.POST, prefix="opinion")
        if form.is_valid() and self.carry_out(request, add_opinion, draft, form, form.cleaned_data) is not None:
            return back_to_opinions(draft)
        return self.show_again(request, pk, add_opinion, form)

    def answer_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        opinion = SchemeOpinion.objects.filter(pk=pk).first()
        if opinion is None:
            raise Http404("没有这条意见。")
        context = self.context_of(request, opinion.draft_id)
        if offer_of(answer_opinion, context) is None:
            if request.method != "POST" or not answer_opinion.who.allows(context.subject, context.access):
                raise PermissionDenied("方案已经送审或办结，或者您不办这一步。")
            messages.warning(request, answer_opinion.not_now)
            return self.show_with_text(request, opinion.draft_id, AnswerForm(request.POST))
        form = AnswerForm(request.POST or None, initial={"result": opinion.result, "reply": opinion.reply})
        if request.method == "POST" and form.is_valid():
            values = {"opinion": opinion, **form.cleaned_data}
            if self.carry_out(request, answer_opinion, context.subject, form, values) is not None:
                return back_to_opinions(context.subject)
        around = {"opinion": opinion, "draft": context.subject, "form": form}
        return framed(self, request, "admin/catalog/schemedraft/answer.html", "答复意见", around)


def back_to_opinions(draft: SchemeDraft) -> HttpResponse:
    return HttpResponseRedirect(f"{draft.get_absolute_url()}#opinions")
