"""Letters at the desk: without the sender's name for whoever sees the case, with it for a reason that is put on record."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from disclosure.files.pdf import PrintingUnavailable
from disclosure.organizations.access import access_for
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.forms import reason_field
from disclosure.web.frame import framed
from feedback.cases.identity import why_not
from feedback.cases.letters.letter_files import file_response, names_sender
from feedback.cases.models.replies import Letter
from feedback.cases.staff.admin.sender_page import look
from feedback.cases.visibility import READERS, cases_for

PAGE = "admin/feedback/letter/named.html"


class NamedForm(forms.Form):
    reason = reason_field(
        "为什么要带姓名",
        "请写明为什么要带姓名。",
        max_length=200,
        help_text="如“打印寄送”“当面送达”。不要写来件人的姓名和电话。",
    )
    kind = forms.ChoiceField(
        label="格式",
        choices=[("pdf", "PDF，直接打印"), ("docx", "Word，还要修改版式")],
        widget=forms.RadioSelect,
        initial="pdf",
    )


@admin.register(Letter)
class LetterAdmin(ScopedAdmin):
    """No list of its own: letters stand under their case."""

    view_permissions = READERS

    def has_view_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/named/", wrap(never_cache(self.named)), name="feedback_letter_named"),
            path("<int:pk>/<slug:kind>/", wrap(require_safe(never_cache(self.unnamed))), name="feedback_letter_file"),
        ]

    def found(self, request, pk) -> Letter:
        rows = Letter.objects.filter(case__in=cases_for(access_for(request)))
        letter = rows.select_related("case__organization", "case__complaint_about").filter(pk=pk).first()
        if letter is None:
            raise Http404("没有这份文书，或者它不在您的工作范围内。")
        return letter

    def unnamed(self, request, pk, kind):
        return file_of(self.found(request, pk), kind, hides_name=True)

    def named(self, request, pk):
        letter = self.found(request, pk)
        if not names_sender(letter) or letter.case.is_anonymous:
            return redirect(letter.case.staff_url)
        if refusal := why_not(letter.case, access_for(request)):
            raise PermissionDenied(refusal)
        form = NamedForm(request.POST or None)
        if look(request, letter.case, form) is not None:
            return file_of(letter, form.cleaned_data["kind"], hides_name=False)
        context = {"letter": letter, "form": form, "back": letter.case.staff_url}
        model_admin = self.admin_site.get_model_admin(type(letter.case))
        return framed(model_admin, request, PAGE, "带姓名的文书", context)


def file_of(letter: Letter, kind: str, *, hides_name: bool) -> HttpResponse:
    try:
        return file_response(
            letter, kind, f"{letter.get_name_display()}（{letter.case.number}）", hides_name=hides_name
        )
    except PrintingUnavailable as error:
        return HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
