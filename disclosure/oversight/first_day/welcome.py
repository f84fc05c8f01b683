"""The welcome of an empty portal: whoever has the code from the machine becomes the security administrator. Gone afterwards."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from disclosure.organizations.portal.identity import enter_identity
from disclosure.organizations.start_codes.codes import NOT_EMPTY, begin_portal, is_empty
from disclosure.oversight.first_day.attempts import count_wrong, limited
from disclosure.oversight.first_day.forms import FOOT, WelcomeForm
from disclosure.oversight.first_day.starting import sign_in
from disclosure.web.frame import add_errors


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@limited
def welcome(request, *, now):
    if not is_empty():
        raise Http404
    form = WelcomeForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        try:
            person = become_first(form.cleaned_data, now=now)
        except ValidationError as error:
            if not is_empty():
                # Another browser was quicker.
                messages.warning(request, NOT_EMPTY)
                return redirect("login")
            add_errors(form, error)
        else:
            sign_in(request, person, now=now)
            return redirect("admin:index")
    count_wrong(request, form, now=now)
    return TemplateResponse(request, "first_day/welcome.html", {"form": form})


@transaction.atomic
def become_first(values, *, now):
    """The person, and the foot of the pages."""
    named = {name: values[name] for name in ("username", "full_name")}
    person = begin_portal(values["code"], **named, password=values["password1"], now=now)
    enter_identity(by=person, now=now, **{name: values[name] for name in FOOT})
    return person
