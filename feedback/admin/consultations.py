"""Consultations at the desk: written, published by another person, each comment answered, the summary published (JG-10, JG-15)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from catalog.admin.frame import add_errors, chosen, framed, organizations_with
from catalog.exporting import CONTENT_TYPES
from catalog.forms import UploadForm
from catalog.pages.dates import moment
from catalog.vocabulary import Scope
from disclosure.organizations.access import access_for
from disclosure.organizations.desk import ScopedAdmin
from disclosure.organizations.roles import DRAFT
from feedback.consulting import commenting, deciding, writing
from feedback.consulting.desk_page import offers_for, page_of
from feedback.consulting.forms import ConsultationForm, DecideForm, EnterForm
from feedback.consulting.registers import export_comments
from feedback.consulting.standing import standing_of
from feedback.models import Consultation, ConsultationFile
from feedback.models.consultations import STAFF_PERMISSIONS

FIRST = {"scope": Scope.PARTY, "allows_anonymous": True}


def with_stamp(form, name: str, saved_at) -> None:
    """What was typed, to be saved over what stands now once the writer presses again."""
    if saved_at:
        form.data = form.data.copy()
        form.data[form.add_prefix(name)] = saved_at.isoformat()


@admin.register(Consultation)
class ConsultationAdmin(ScopedAdmin):
    view_permissions = STAFF_PERMISSIONS
    list_display = ["title", "standing", "scope", "from_on", "until_on", "organization"]
    list_display_links = ["title"]
    list_select_related = ["organization"]
    search_fields = ["title"]
    search_help_text = "按标题查找"
    ordering = ["-pk"]

    @admin.display(description="状态")
    def standing(self, consultation):
        return standing_of(consultation, timezone.localdate()).word

    def get_queryset(self, request):
        return Consultation.objects.on_desk_of(request.user, timezone.localdate())

    def has_add_permission(self, request):
        return access_for(request).has_any(DRAFT)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.add_page), name="feedback_consultation_add"),
            path("<int:pk>/change/", wrap(self.work_page), name="feedback_consultation_change"),
            path("<int:pk>/save/", wrap(require_POST(self.save))),
            path("<int:pk>/files/", wrap(require_POST(self.add_file))),
            path("<int:pk>/files/<int:file>/remove/", wrap(require_POST(self.remove_file))),
            path("<int:pk>/decide/", wrap(require_POST(self.decide))),
            path("<int:pk>/enter/", wrap(require_POST(self.enter))),
            path("<int:pk>/names/", wrap(require_POST(self.names_page))),
            path("<int:pk>/comments.<slug:format>", wrap(require_POST(self.export))),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name="feedback_consultation_act"),
        ]
        return own + super().get_urls()

    # --- pages ---

    def add_page(self, request):
        """起草. One organisation is chosen first where the person works for several."""
        organizations = organizations_with(request, DRAFT)
        organization, form = chosen(request, organizations), None
        if organization:
            data = request.POST if request.method == "POST" else None
            form = ConsultationForm(data, organization=organization, initial=FIRST)
            if form.is_bound and form.is_valid() and (written := self.write(request, organization, form)):
                messages.success(request, "草稿已保存。需要附件的可以接着添加。")
                return self.back_to(written.pk)
        list_url = reverse("admin:feedback_consultation_changelist")
        context = {"form": form, "organization": organization, "organizations": organizations, "list_url": list_url}
        return self.page(request, "add", "起草征求意见", context)

    def work_page(self, request, pk, bound=None):
        consultation = self.found(request, pk)
        context = page_of(consultation, access_for(request), bound or {}, request.GET)
        return self.page(request, "page", consultation.title, {**context, "base": base_of(pk)})

    def names_page(self, request, pk):
        consultation = self.found(request, pk)
        rows = deciding.names_of(consultation, by=request.user, now=timezone.now())
        names = [{"pk": row.pk, "name": row.name, "on": moment(row.given_at)} for row in rows]
        return self.page(request, "names", "提意见人的署名", {"names": names, "back": f"{base_of(pk)}change/"})

    def page(self, request, name: str, title: str, context: dict):
        return framed(self, request, f"admin/feedback/consultation/{name}.html", title, context)

    # --- writes ---

    def write(self, request, organization, form: ConsultationForm) -> Consultation | None:
        try:
            return writing.write(organization, by=request.user, now=timezone.now(), **form.text())
        except ValidationError as error:
            add_errors(form, error)
            return None

    def save(self, request, pk):
        consultation = self.found(request, pk)
        form = ConsultationForm(request.POST, organization=consultation.organization)
        if not form.is_valid():
            return self.work_page(request, pk, {"text": form})
        try:
            writing.save(consultation, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            with_stamp(form, "seen_saved_at", consultation.saved_at)
            return self.work_page(request, pk, {"text": form})
        messages.success(request, "已保存。")
        return self.back_to(pk)

    def add_file(self, request, pk):
        consultation, form = self.found(request, pk), UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                writing.add_file(consultation, upload=form.cleaned_data["file"], by=request.user, now=timezone.now())
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, "附件已添加。")
                return self.back_to(pk)
        return self.work_page(request, pk, {"file": form})

    def remove_file(self, request, pk, file):
        kept = ConsultationFile.objects.filter(consultation=self.found(request, pk), pk=file).first()
        if kept is None:
            raise Http404
        try:
            writing.remove_file(kept, by=request.user, now=timezone.now())
        except (ValidationError, PermissionDenied) as error:
            self.say(request, error)
        else:
            messages.success(request, f"已删除附件“{kept.name}”。")
        return self.back_to(pk)

    def decide(self, request, pk):
        """One answer for those that were ticked, or for all of the page."""
        consultation, form = self.found(request, pk), DecideForm(request.POST, prefix="decide")
        ticked = numbers(request.POST.getlist("shown" if request.POST.get("all") else "comments"))
        if form.is_valid():
            try:
                count = deciding.decide(consultation, ticked, by=request.user, now=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, f"已答复 {count} 条意见。")
                return self.back_to(pk)
        return self.work_page(request, pk, {"decide": form, "ticked": ticked})

    def enter(self, request, pk):
        consultation, form = self.found(request, pk), EnterForm(request.POST, prefix="enter")
        if form.is_valid():
            try:
                commenting.enter(consultation, by=request.user, now=timezone.now(), **form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, "已登记。")
                return self.back_to(pk)
        return self.work_page(request, pk, {"enter": form})

    def act(self, request, pk, name):
        """Take one of the offered steps. A second press finds it taken and says so."""
        consultation = self.found(request, pk)
        offer = next((each for each in offers_for(consultation, access_for(request)) if each.name == name), None)
        if offer is None:
            messages.warning(request, "这一步已经有人办过，或者现在还轮不到这一步。")
            return self.back_to(pk)
        form = offer.form(request.POST, prefix=name)
        if not form.is_valid():
            return self.work_page(request, pk, {name: form})
        try:
            offer.act(consultation, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            if not form.visible_fields():
                self.say(request, error)
                return self.back_to(pk)
            add_errors(form, error)
            with_stamp(form, "seen_saved_at", consultation.summary_saved_at)
            return self.work_page(request, pk, {name: form})
        messages.success(request, offer.done)
        return self.back_to(pk)

    def export(self, request, pk, format):
        """The comments as a paper, without names."""
        if format not in ("docx", "xlsx"):
            raise Http404
        consultation = self.found(request, pk)
        data = export_comments(consultation, format=format, by=request.user, now=timezone.now())
        response = HttpResponse(data, content_type=CONTENT_TYPES[format])
        response.headers["Content-Disposition"] = content_disposition_header(
            True, f"征求意见汇总表（第{pk}号）.{format}"
        )
        return response

    # --- small pieces ---

    def found(self, request, pk) -> Consultation:
        joined = ("organization", "created_by", "saved_by", "summary_deadline")
        consultation = self.get_queryset(request).select_related(*joined).filter(pk=pk).first()
        if consultation is None:
            raise Http404("没有这份征求意见，或者它不在您的工作范围内。")
        return consultation

    def say(self, request, error) -> None:
        for words in getattr(error, "messages", None) or [str(error)]:
            messages.error(request, words)

    def back_to(self, pk):
        return HttpResponseRedirect(f"{base_of(pk)}change/")


def base_of(pk: int) -> str:
    return f"/admin/feedback/consultation/{pk}/"


def numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) <= 18]
