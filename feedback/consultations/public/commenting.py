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
from feedback.consultations.actions.comments import comment, kept_from
from feedback.consultations.forms import CommentForm
from feedback.consultations.public.views import found, page_of
from feedback.intake import gate
from feedback.intake.rate_limit import COMMENT


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
    try:
        if kept_from(shown, form.cleaned_data["once"]) is None:
            gate.enter(client_address(request), COMMENT, test=None if reading.is_member else request.POST, now=now)
        comment(shown, person=reading.reader, by=SENDER, now=now, **form.values())
    except gate.Unproven as error:
        return page_of(request, shown, reading, form, challenge_error=error.messages[0])
    except ValidationError as error:
        add_errors(form, error)
        return page_of(request, shown, reading, form)
    messages.success(request, "收到了，谢谢。截止以后，采纳情况会在这里公布。")
    return redirect(shown)
