"""Who sent a case: asked for with a reason, shown once, gone when the page is left. Each look is recorded."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from disclosure.deadlines.dates import moment
from disclosure.web.components import Event, Fact
from disclosure.web.forms import reason_field
from disclosure.web.frame import add_errors, framed
from feedback.cases.actions.sender import see_sender
from feedback.cases.identity import known, why_not
from feedback.cases.models.cases import Case, Sender

PAGE = "admin/feedback/case/sender.html"


class LookForm(forms.Form):
    reason = reason_field(
        "为什么要看",
        "请写明为什么要看。",
        max_length=200,
        help_text="如“寄送答复书”“打电话核实地点”。不要写来件人的姓名和电话，写了的不保存。",
    )


def sender_page(model_admin, request, pk):
    """``model_admin``: that of cases."""
    context = model_admin.context_of(request, pk)
    case, refusal, form = context.subject, why_not(context.subject, context.access), LookForm(request.POST or None)
    seen = None if refusal else look(request, case, form)
    looks = case.steps.filter(action="sender_seen").select_related("by").order_by("-pk")
    shown = {
        "case": case,
        "refusal": refusal,
        "form": form,
        "rows": [Fact(label, value) for label, value in known(seen)] if seen else [],
        "is_shown": seen is not None,
        "looks": [] if refusal else [Event(moment(step.at), str(step.by), note=step.note) for step in looks],
        "back": case.staff_url,
    }
    page = framed(model_admin, request, PAGE, "来件人信息", shown)
    page.status_code = 403 if refusal else 200
    return page


def look(request, case: Case, form: forms.Form) -> Sender | None:
    """The sender, once the reason was given and put on record; None until then."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return see_sender(case, by=request.user, now=timezone.now(), reason=form.cleaned_data["reason"])
    except ValidationError as error:
        add_errors(form, error)
        return None
