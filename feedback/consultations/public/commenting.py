"""A comment on a draft, as its readers send it (JG-10, JG-15)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from disclosure.audit.middleware import client_address, without_address
from disclosure.organizations.site import reading_of
from disclosure.web.frame import add_errors
from disclosure.workflow.kit import SENDER
from feedback.consultations.actions.comments import comment
from feedback.consultations.forms import CommentForm
from feedback.consultations.public.views import found, page_of
from feedback.intake import proof_of_work

UNSOLVED = "请先答对这道小题，再提交。您写的还在上面。"


@login_not_required
@never_cache
@require_POST
@without_address
def add_comment(request, pk):
    """Nothing typed is lost: what cannot be kept is shown back with the reason."""
    reading, now = reading_of(request), timezone.now()
    shown = found(pk, reading)
    form = CommentForm(request.POST, consultation=shown, person=reading.reader)
    if not form.is_valid():
        return page_of(request, shown, reading, form)
    test = request.POST.get("challenge", "")
    solution = {name: request.POST.get(name, "") for name in ("proof", "answer")}
    if not reading.is_member and not proof_of_work.is_passed(test, now=now, **solution):
        return page_of(request, shown, reading, form, challenge_error=UNSOLVED)
    given = {"address": client_address(request), "challenge": "" if reading.is_member else test}
    try:
        comment(shown, person=reading.reader, by=SENDER, now=now, **given, **form.values())
    except ValidationError as error:
        add_errors(form, error)
        return page_of(request, shown, reading, form)
    messages.success(request, "收到了，谢谢。截止以后，采纳情况会在这里公布。")
    return redirect(shown)
