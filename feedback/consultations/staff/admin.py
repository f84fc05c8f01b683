"""Consultations for the staff: written, published by another person, each comment answered, the summary published (JG-10, JG-15)."""

from django.contrib import admin
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins.staff.written import WithFiles
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import moment
from disclosure.files.serving import download
from disclosure.web.frame import framed
from disclosure.web.whole_numbers import whole_numbers
from feedback.consultations.actions import comments, deciding, writing
from feedback.consultations.forms import ConsultationForm, DecideForm, EnterForm
from feedback.consultations.models import STAFF_PERMISSIONS, Consultation
from feedback.consultations.staff.page import page_of
from feedback.consultations.status import status_of
from feedback.consultations.table import consultations


@admin.register(Consultation)
class ConsultationAdmin(WithFiles):
    workflow = consultations
    page_template = "admin/feedback/consultation/page.html"
    page_reads = ("organization", "created_by", "saved_by", "summary_deadline")
    untold = ("consultation.commented",)
    not_found = "没有这份征求意见，或者它不在您的工作范围内。"
    view_permissions = STAFF_PERMISSIONS
    list_display = ["title", "status", "scope", "from_on", "until_on", "organization"]
    ordering = ["-pk"]
    start = writing.write
    save = writing.save
    attach = writing.add_file
    detach = writing.drop_file
    text_form = ConsultationForm
    first = {"scope": Scope.PARTY, "allows_anonymous": True}
    start_title = "起草征求意见"

    @admin.display(description="状态")
    def status(self, consultation):
        return status_of(consultation, timezone.localdate()).word

    def get_urls(self):
        wrap, name = self.admin_site.admin_view, "feedback_consultation"
        own = [
            path("<int:pk>/decide/", wrap(require_POST(self.decide)), name=f"{name}_decide"),
            path("<int:pk>/enter/", wrap(require_POST(self.enter)), name=f"{name}_enter"),
            path("<int:pk>/names/", wrap(require_POST(self.names_page)), name=f"{name}_names"),
            path("<int:pk>/comments.<slug:format>", wrap(require_POST(self.export)), name=f"{name}_export"),
        ]
        return own + super().get_urls()

    def page_with(self, context, bound):
        return page_of(context, bound)

    def show(self, request, pk, bound=None):
        """The comments are narrowed and paged by the address."""
        return super().show(request, pk, {"parameters": request.GET, **(bound or {})})

    def decide(self, request, pk):
        """One answer for those that were ticked, or for all of the page."""
        consultation, form = self.context_of(request, pk).subject, DecideForm(request.POST, prefix="decide")
        ticked = whole_numbers(request.POST.getlist("shown" if request.POST.get("all") else "comments"))
        if form.is_valid():
            values = {"comments": ticked, **form.cleaned_data}
            if self.carry_out(request, deciding.decide, consultation, form, values) is not None:
                return self.back_to(consultation)
        return self.show_again(request, pk, deciding.decide, form, ticked=ticked)

    def enter(self, request, pk):
        consultation, form = self.context_of(request, pk).subject, EnterForm(request.POST, prefix="enter")
        if form.is_valid() and self.carry_out(request, comments.enter, consultation, form, form.cleaned_data):
            return self.back_to(consultation)
        return self.show_again(request, pk, comments.enter, form)

    def names_page(self, request, pk):
        consultation = self.context_of(request, pk).subject
        rows = deciding.names_of(consultation, by=request.user, now=timezone.now())
        names = [{"pk": row.pk, "name": row.name, "on": moment(row.given_at)} for row in rows]
        context = {"names": names, "back": consultation.get_staff_url()}
        return framed(self, request, "admin/feedback/consultation/names.html", "提意见人的署名", context)

    def export(self, request, pk, format):
        """The comments without names."""
        if format not in ("docx", "xlsx"):
            raise Http404
        consultation = self.context_of(request, pk).subject
        data = deciding.export_comments(consultation, format=format, by=request.user, now=timezone.now())
        return download(data, f"征求意见汇总表（第{pk}号）.{format}")
