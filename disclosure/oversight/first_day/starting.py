"""The first sign-in with a start code: the code, then a password of one's own."""

from datetime import datetime

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from disclosure.organizations.actions import put_on_record
from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import start
from disclosure.oversight.first_day.attempts import count_wrong, limited
from disclosure.oversight.first_day.forms import ChosenPasswordForm, CodeForm
from disclosure.sign_in import first_page_of
from disclosure.web.frame import add_errors

BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@limited
def start_account(request, *, now):
    """One address: the code is asked first, then with the good code in hand the password."""
    code = CodeForm(request.POST or None, now=now)
    if request.method != "POST" or not code.is_valid():
        count_wrong(request, code, now=now)
        return TemplateResponse(request, "first_day/start.html", {"form": code})
    person = code.person
    chosen = ChosenPasswordForm(person, request.POST if "new_password1" in request.POST else None, initial=code.data)
    if chosen.is_valid():
        try:
            person = start(code.cleaned_data["code"], password=chosen.cleaned_data["new_password1"], now=now)
        except ValidationError as error:
            add_errors(chosen, error)
        else:
            sign_in(request, person, now=now)
            return redirect(first_page_of(request))
    return TemplateResponse(request, "first_day/choose_password.html", {"form": chosen, "person": person})


def sign_in(request, person: User, *, now: datetime) -> None:
    login(request, person, backend=BY_PASSWORD)
    put_on_record("person.signed_in", person, by=person, now=now)
