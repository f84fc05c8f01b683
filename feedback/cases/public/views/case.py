"""A case's own page for its sender, the letters sent to them, their files, and what they may still do.

Opened by the query code in this browser, or by the account of who sent it; to everyone else it is as if there were none.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.files.pdf import PrintingUnavailable
from disclosure.files.serving import serve
from disclosure.organizations.site import reading_of
from disclosure.web.components import HOME, Link
from feedback.cases.actions.receiving import Received
from feedback.cases.files import own_files
from feedback.cases.letters.letter_files import file_response
from feedback.cases.models.cases import Case
from feedback.cases.public.asking.drafts import keep_receipt
from feedback.cases.public.browser import browser_of
from feedback.cases.public.opened import open_case, opened, shut_case
from feedback.cases.public.pages.case import JOINED, case_page, sender_letters
from feedback.cases.public.pages.sender_actions import OWN, form_of, gives_receipt, offered, take
from feedback.cases.public.views.opening import REQUESTS, count_files, own_page, writing_act
from feedback.cases.public.views.tracking import not_indexed
from feedback.cases.public.views.tracking import page as track_page


def own_cases(request, number: str) -> QuerySet[Case]:
    """The one of the number, if it is open here. One query, whether the case is another's or nobody's."""
    reader = reading_of(request).reader
    keys = list(opened(request, now=timezone.now()))
    # What was handed over inside the portal goes on there, behind the same code.
    here = Q(pk__in=keys) | Q(origin__in=keys)
    mine = Q(sender__person=reader.pk) if reader.is_authenticated else Q(pk__in=[])
    return Case.objects.filter(here | mine, number=number).select_related(*JOINED)


def first_of(case: Case) -> int:
    """The case whose query code opens it."""
    return case.origin_id or case.pk


@own_page
def case(request, number):
    """What is shut, another's or nobody's: the field for the code, all alike."""
    found = own_cases(request, number).first()
    return show_case(request, found) if found else track_page(request, is_shut=True, status=404)


def show_case(request, found: Case, *, failed: str = "", form=None) -> TemplateResponse:
    reading = reading_of(request)
    acts = offered(found, reading.on, failed, form)
    if gives_receipt(acts):
        browser_of(request).expect_receipt()
    context = {
        "case": found,
        "crumbs": [HOME, REQUESTS, Link(found.number)],
        "page": case_page(found, reading.reader, reading.on),
        "acts": acts,
        "failed_form": form,
        "is_opened_by_code": first_of(found) in opened(request, now=timezone.now()),
    }
    return not_indexed(TemplateResponse(request, "site/requests/case.html", context))


@writing_act
def act_on_case(request, number, name):
    """One of the sender's own acts. What was typed is never lost: not when the case has shut, nor when others were faster."""
    found, action, now = own_cases(request, number).first(), OWN.get(name), timezone.now()
    if found is None:
        return track_page(request, typed=request.POST.get("text", ""), status=404)
    if action is None:
        raise Http404
    form = form_of(action, request.POST, request.FILES)
    if not form.is_valid():
        return show_case(request, found, failed=name, form=form)
    try:
        if form.cleaned_data.get("files"):
            count_files(request, now)
        answer = take(action, found, now=now, **form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return show_case(request, get_object_or_404(own_cases(request, number)), failed=name, form=form)
    if first_of(found) in opened(request, now=now):
        open_case(request, first_of(found), now=now)
    messages.success(request, action.done)
    if not isinstance(answer, Received):
        return redirect("feedback:case", number=number)
    keep_receipt(browser_of(request).receipt_locker, case=answer.case, code=answer.code, now=now)
    return redirect("feedback:receipt")


@writing_act
def shut(request, number):
    """看完了，关上"""
    found = own_cases(request, number).first()
    if found is not None:
        shut_case(request, first_of(found))
    messages.success(request, "已经关上。再看要重新输入查询码。")
    return redirect("feedback:track")


@own_page
def letter(request, number, pk, kind):
    letters = sender_letters(get_object_or_404(own_cases(request, number)))
    letter = get_object_or_404(letters.select_related("case__organization"), pk=pk)
    try:
        return not_indexed(file_response(letter, kind, f"{letter.get_name_display()}-{letter.number}"))
    except PrintingUnavailable as error:
        return TemplateResponse(request, "print/unavailable.html", {"message": str(error)}, status=503)


@own_page
def own_file(request, number, pk):
    case = get_object_or_404(own_cases(request, number))
    return not_indexed(serve(request, get_object_or_404(own_files(case), pk=pk)))
