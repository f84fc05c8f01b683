"""Consultations at the desk: written, published by another person, each comment answered, the summary published (JG-10, JG-15)."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST

from catalog.bulletins.staff.written import WithFiles, with_stamp
from catalog.directory.exporting import CONTENT_TYPES
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import moment
from disclosure.organizations.access import access_for
from disclosure.web.frame import add_errors
from feedback.consultations import comments as commenting
from feedback.consultations import deciding, writing
from feedback.consultations.forms import ConsultationForm, DecideForm, EnterForm
from feedback.consultations.models import STAFF_PERMISSIONS, Consultation
from feedback.consultations.registers import export_comments
from feedback.consultations.staff.page import offers_for, page_of
from feedback.consultations.status import standing_of


@admin.register(Consultation)
class ConsultationAdmin(WithFiles):
    view_permissions = STAFF_PERMISSIONS
    list_display = ["title", "standing", "scope", "from_on", "until_on", "organization"]
    ordering = ["-pk"]
    text_form = ConsultationForm
    first = {"scope": Scope.PARTY, "allows_anonymous": True}
    joined = ("organization", "created_by", "saved_by", "summary_deadline")
    adding = "起草征求意见"
    unknown = "没有这份征求意见，或者它不在您的工作范围内。"
    begin = staticmethod(writing.write)
    keep = staticmethod(writing.save)
    attach = staticmethod(writing.add_file)
    detach = staticmethod(writing.remove_file)

    @admin.display(description="状态")
    def standing(self, consultation):
        return standing_of(consultation, timezone.localdate()).word

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/decide/", wrap(require_POST(self.decide))),
            path("<int:pk>/enter/", wrap(require_POST(self.enter))),
            path("<int:pk>/names/", wrap(require_POST(self.names_page))),
            path("<int:pk>/comments.<slug:format>", wrap(require_POST(self.export))),
        ]
        return own + super().get_urls()

    def page_of(self, request, consultation, bound):
        return page_of(consultation, access_for(request), bound, request.GET)

    def names_page(self, request, pk):
        consultation = self.found(request, pk)
        rows = deciding.names_of(consultation, by=request.user, now=timezone.now())
        names = [{"pk": row.pk, "name": row.name, "on": moment(row.given_at)} for row in rows]
        return self.page(request, "names", "提意见人的署名", {"names": names, "back": f"{self.base_of(pk)}change/"})

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

    def offers_for(self, request, consultation):
        return offers_for(consultation, access_for(request))

    def refused(self, request, consultation, form, error):
        """At the field, with what was typed, where the step asks anything."""
        if not form.visible_fields():
            return super().refused(request, consultation, form, error)
        add_errors(form, error)
        with_stamp(form, "seen_saved_at", consultation.summary_saved_at)
        return self.work_page(request, consultation.pk, {form.prefix: form})

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


def numbers(texts: list[str]) -> list[int]:
    return [int(text) for text in texts if text.isdecimal() and len(text) <= 18]
