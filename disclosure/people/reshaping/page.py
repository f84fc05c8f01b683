"""One page for these acts: ask, show what would change, do it once it was seen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from disclosure.people.reshaping.forms import FORMS, ReshapeForm
from disclosure.people.reshaping.outcome import Outcome
from disclosure.web.frame import add_errors, framed

TEMPLATE = "admin/people/reshape.html"


def reshape(model_admin, request, kind):
    form_class = FORMS[kind]
    if request.user.administrator != form_class.administrator:
        raise PermissionDenied
    form = form_class(request.POST or None, by=request.user, on=timezone.localdate())
    found = form.found() if form.is_bound and form.is_valid() else None
    if found and "confirm" in request.POST and carried_out(request, form, found):
        opts = form.about._meta
        return redirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist"))
    about = model_admin.admin_site.get_model_admin(form.about)
    return framed(about, request, TEMPLATE, form.title, {"form": form, "found": found})


def carried_out(request, form: ReshapeForm, found: Outcome) -> bool:
    """Only as it was seen."""
    if request.POST["confirm"] != found.stamp:
        messages.warning(request, "还没有办。刚才有变化，下面是最新的，请再看一遍，再确认。")
        return False
    try:
        form.carry_out(timezone.now())
    except ValidationError as error:
        add_errors(form, error)
        return False
    messages.success(request, form.done)
    return True
