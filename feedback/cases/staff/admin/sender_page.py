"""Who sent a case: asked for with a reason, shown once, gone when the page is left. Each look is recorded."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from disclosure.deadlines.dates import moment
from disclosure.organizations.access import access_for
from disclosure.web.components import Event, Fact
from disclosure.web.forms import REASON_ROWS
from disclosure.web.frame import add_errors, framed
from feedback.cases.actions.looking import see_sender
from feedback.cases.identity import known, looks_at, why_not
from feedback.cases.models.cases import Case, Sender

PAGE = "admin/feedback/case/sender.html"


class LookForm(forms.Form):
    reason = forms.CharField(
        label="为什么要看",
        max_length=200,
        widget=REASON_ROWS,
        help_text="如“寄送答复书”“打电话核实地点”。不要写来件人的姓名和电话。",
        error_messages={"required": "请写明为什么要看。"},
    )


def sender_pages(desk) -> list:
    """The page's address, for the desk of cases (a ``ModelAdmin`` whose ``get_queryset`` holds what the person may see)."""

    @never_cache
    def sender(request, pk):
        case = case_of(desk, request, pk)
        refusal = why_not(case, access_for(request))
        form = LookForm(request.POST or None)
        seen = None if refusal else look(request, case, form)
        context = {
            "case": case,
            "refusal": refusal,
            "form": form,
            "rows": [Fact(label, value) for label, value in known(seen)] if seen else [],
            "is_shown": seen is not None,
            "looks": []
            if refusal
            else [Event(moment(step.at), str(step.by), note=step.note) for step in looks_at(case)],
            "back": case.staff_url,
        }
        page = framed(desk, request, PAGE, "来件人信息", context)
        page.status_code = 403 if refusal else 200
        return page

    return [path("<int:pk>/sender/", desk.admin_site.admin_view(sender), name="feedback_case_sender")]


def case_of(desk, request, pk) -> Case:
    case = desk.get_queryset(request).select_related("organization", "complaint_about").filter(pk=pk).first()
    if case is None:
        raise Http404("没有这一件，或者它不在您的工作范围内。")
    return case


def look(request, case: Case, form: forms.Form) -> Sender | None:
    """The sender, once the reason was given and put on record; None until then."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return see_sender(case, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
    except ValidationError as error:
        add_errors(form, error)
        return None
