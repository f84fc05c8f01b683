"""An organisation's own scheme at the desk: written, opinions entered, reviewed, issued (PL-13, YY-08, QJ-23)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from catalog.own_schemes import issuing, reviewing, soliciting, writing
from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.numbers import comparison
from catalog.own_schemes.staff.forms import AnswerForm, BeginForm, DraftForm, OpinionForm, initial_of
from catalog.own_schemes.staff.page import (
    VERBS,
    binding_words,
    facts,
    form_for,
    may_write,
    offered,
    offers,
    opinion_rows,
    opinion_sentence,
    steps,
)
from catalog.own_schemes.states import WRITING, may
from disclosure.organizations.access import access_for
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import framed

ACTIONS = {
    "solicit": soliciting.solicit,
    "submit": reviewing.submit,
    "register_review": reviewing.register_review,
    "issue": issuing.issue,
    "discard": writing.discard,
}


@admin.register(SchemeDraft)
class SchemeDraftAdmin(ScopedAdmin):
    """State changes by buttons only."""

    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["title", "organization", "state", "document_number", "issued_on", "filed"]
    list_filter = ["state"]
    list_select_related = ["organization", "filing__deadline"]
    search_fields = ["title", "document_number", "organization__name"]
    search_help_text = "按名称、文号、组织查找"
    ordering = ["-pk"]

    @admin.display(description="备案")
    def filed(self, draft):
        return draft.filing.state_words(timezone.localdate()) if draft.filing else None

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return access_for(request).has_any(*WRITING)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.begin_page), name="catalog_schemedraft_add"),
            path("<int:pk>/change/", wrap(require_safe(self.draft_page)), name="catalog_schemedraft_change"),
            path("<int:pk>/save/", wrap(require_POST(self.save)), name="catalog_schemedraft_save"),
            path("<int:pk>/do/<slug:verb>/", wrap(require_POST(self.do)), name="catalog_schemedraft_do"),
            path("<int:pk>/opinions/", wrap(require_POST(self.add_opinion)), name="catalog_schemedraft_opinion"),
            path("opinions/<int:pk>/", wrap(self.answer_page), name="catalog_schemedraft_answer"),
        ]
        return own + super().get_urls()

    # --- pages ---

    def begin_page(self, request):
        organizations = Organization.objects.filter(pk__in=access_for(request).organization_ids(*WRITING))
        if not organizations:
            raise PermissionDenied("您没有起草方案的岗位。")
        initial = {"organization": request.GET.get("organization")}
        form = BeginForm(request.POST or None, organizations=organizations, initial=initial)
        if request.method == "POST" and form.is_valid():
            draft = writing.begin_draft(**form.cleaned_data, by=request.user, now=timezone.now())
            messages.success(request, "已开始起草。接下来写正文，核对各项天数。")
            return HttpResponseRedirect(page_of(draft))
        return self.page(request, "begin", {"title": "制定方案", "form": form})

    def draft_page(self, request, pk, bound=None):
        draft, access, bound = self.draft_of(request, pk), access_for(request), bound or {}
        writable, opinions = may_write(draft, access), opinion_rows(draft)
        form = bound.get("save") or DraftForm(draft=draft, initial=initial_of(draft))
        enters = writable and may(draft, "add_opinion")
        context = {
            "title": draft.title,
            "draft": draft,
            "steps": steps(draft),
            "facts": facts(draft, access.on),
            "offers": offers(draft, access, bound),
            "form": form if writable else None,
            "changes": comparison(draft.scheme, draft.changes),
            "binding": binding_words(draft),
            "opinions": opinions,
            "opinion_sentence": opinion_sentence(opinions),
            "answers": writable,
            "opinion_form": (bound.get("opinion") or OpinionForm(prefix="opinion")) if enters else None,
        }
        return self.page(request, "page", context)

    def answer_page(self, request, pk):
        opinion = SchemeOpinion.objects.select_related("draft__organization").filter(pk=pk).first()
        if opinion is None:
            raise Http404("没有这条意见。")
        draft = self.draft_of(request, opinion.draft_id)
        if not may_write(draft, access_for(request)):
            raise PermissionDenied("方案已经送审或办结，或者您不办这一步。")
        initial = {"result": opinion.result, "reply": opinion.reply}
        form = AnswerForm(request.POST or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                soliciting.answer_opinion(opinion, **form.cleaned_data, by=request.user, now=timezone.now())
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, "答复已保存。")
                return HttpResponseRedirect(f"{page_of(draft)}#opinions")
        return self.page(request, "answer", {"title": "答复意见", "opinion": opinion, "draft": draft, "form": form})

    # --- writes ---

    def save(self, request, pk):
        draft = self.draft_of(request, pk)
        form = DraftForm(request.POST, draft=draft)
        if form.is_valid():
            try:
                writing.save_draft(draft, **form.values(), by=request.user, now=timezone.now())
            except ValidationError as error:
                refuse(form, error)
                draft.refresh_from_db()
                form.data = {**form.data.dict(), "seen_saved_at": draft.saved_at.isoformat()}
            else:
                messages.success(request, "方案已保存。")
                return HttpResponseRedirect(page_of(draft))
        return self.draft_page(request, pk, {"save": form})

    def add_opinion(self, request, pk):
        draft = self.draft_of(request, pk)
        form = OpinionForm(request.POST, prefix="opinion")
        if form.is_valid():
            try:
                soliciting.add_opinion(draft, **form.cleaned_data, by=request.user, now=timezone.now())
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, "意见已登记。")
                return HttpResponseRedirect(f"{page_of(draft)}#opinions")
        return self.draft_page(request, pk, {"opinion": form})

    def do(self, request, pk, verb):
        """Press one of the offered buttons. A second press finds it pressed and says so."""
        draft = self.draft_of(request, pk)
        if verb not in VERBS:
            raise Http404
        if verb not in offered(draft, access_for(request)):
            messages.warning(request, "这一步已经有人办过，或者不由您办。")
            return HttpResponseRedirect(page_of(draft))
        form = form_for(verb, draft, request.POST)
        if form.is_valid():
            try:
                ACTIONS[verb](draft, **form.cleaned_data, by=request.user, now=timezone.now())
            except ValidationError as error:
                refuse(form, error)
            else:
                messages.success(request, f"{VERBS[verb][1]}：已办好。")
                return HttpResponseRedirect(page_of(draft))
        return self.draft_page(request, pk, {verb: form})

    # --- small pieces ---

    def draft_of(self, request, pk) -> SchemeDraft:
        rows = self.get_queryset(request).select_related(
            "organization", "scheme", "created_by", "issued_by", "filing__deadline"
        )
        draft = rows.filter(pk=pk).first()
        if draft is None:
            raise Http404("没有这份方案，或者它不在您的工作范围内。")
        return draft

    def page(self, request, template: str, context: dict):
        return framed(self, request, f"admin/catalog/schemedraft/{template}.html", context["title"], context)


def page_of(draft: SchemeDraft) -> str:
    return reverse("admin:catalog_schemedraft_change", args=[draft.pk])


def refuse(form, error: ValidationError) -> None:
    """At its field where there is one, else on top; what was typed stays."""
    fields = getattr(error, "error_dict", {})
    form.add_error(None, error if fields and set(fields) <= set(form.fields) else error.messages)
