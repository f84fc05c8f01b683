"""Who sent a letter: asked for with a reason, shown once, gone when the page is left. Each look is recorded."""

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache

from disclosure.deadlines.dates import moment
from disclosure.organizations.access import access_for
from disclosure.web.forms import REASON_ROWS
from disclosure.web.frame import add_errors, framed
from feedback.cases.clocks.clocks import desk_url
from feedback.cases.identity import identity_of, known, looks_at, why_not
from feedback.cases.models.cases import Letter

PAGE = "admin/feedback/letter/sender.html"


class LookForm(forms.Form):
    reason = forms.CharField(
        label="为什么要看",
        max_length=200,
        widget=REASON_ROWS,
        help_text="如“寄送答复书”“打电话核实地点”。不要写来件人的姓名和电话。",
        error_messages={"required": "请写明为什么要看。"},
    )


def sender_pages(desk) -> list:
    """The page's address, for the desk of letters (a ``ModelAdmin`` whose ``get_queryset`` holds what the person may see)."""

    @never_cache
    def sender(request, pk):
        letter = letter_of(desk, request, pk)
        refusal = why_not(letter, access_for(request))
        form = LookForm(request.POST or None)
        rows = None if refusal else seen(request, letter, form)
        context = {
            "letter": letter,
            "refusal": refusal,
            "form": form,
            "rows": rows,
            "is_shown": rows is not None,
            "looks": [] if refusal else look_rows(letter),
            "back": desk_url(letter),
        }
        page = framed(desk, request, PAGE, "来件人信息", context)
        page.status_code = 403 if refusal else 200
        return page

    return [path("<int:pk>/sender/", desk.admin_site.admin_view(sender), name="feedback_letter_sender")]


def letter_of(desk, request, pk) -> Letter:
    letter = desk.get_queryset(request).select_related("organization", "complaint_about").filter(pk=pk).first()
    if letter is None:
        raise Http404("没有这一件，或者它不在您的工作范围内。")
    return letter


def seen(request, letter: Letter, form: LookForm) -> list[dict] | None:
    """What is known of the sender, once the reason was given; None until then."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        sender = identity_of(letter, by=request.user, now=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return None
    return [{"label": label, "value": value} for label, value in known(sender)]


def look_rows(letter: Letter) -> list[dict]:
    return [{"on": moment(step.at), "title": str(step.by), "note": step.note} for step in looks_at(letter)]
