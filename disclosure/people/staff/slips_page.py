"""The start codes of an import, to be printed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import GOOD_FOR
from disclosure.people.slips import slip_for, slips_for, waiting_for_codes
from disclosure.people.staff.forms import SlipsForm
from disclosure.people.staff.upload_page import FOLDER, kept_of
from disclosure.web.components import Link
from disclosure.web.frame import add_errors, framed


def slips(model_admin, request, pk):
    """The codes stand in the answer alone, never in a message."""
    kept, now = kept_of(model_admin, request, pk), timezone.now()
    if request.user.administrator != User.Administrator.SYSTEM:
        raise PermissionDenied
    form = SlipsForm(waiting_for_codes(kept, now), request.POST if request.method == "POST" else None)
    printed = []
    if form.is_bound and form.is_valid():
        try:
            printed = slips_for(form.chosen(), by=request.user, now=now)
        except ValidationError as error:
            add_errors(form, error)
    under = Link(str(kept), kept.get_absolute_url())
    start = request.build_absolute_uri(reverse("first_day:start"))
    left = sum(len(each.without) for each in waiting_for_codes(kept, now)) if printed else 0
    shown = {"kept": kept, "form": form, "slips": printed, "start": start, "until": now + GOOD_FOR, "left": left}
    return framed(model_admin, request, f"{FOLDER}/slips.html", "开始码纸条", shown, under)


def slip_of(model_admin, request, pk):
    """For one account; who may give it is the code's own rule."""
    if not model_admin.has_view_permission(request):
        raise PermissionDenied
    person, printed, why, now = get_object_or_404(User, pk=pk), [], "", timezone.now()
    if request.method == "POST":
        try:
            printed = [slip_for(person, by=request.user, now=now)]
        except ValidationError as error:
            why = " ".join(error.messages)
    about = model_admin.admin_site.get_model_admin(User)
    under = Link(str(person), reverse("admin:organizations_user_change", args=[person.pk]))
    start = request.build_absolute_uri(reverse("first_day:start"))
    shown = {"person": person, "slips": printed, "why": why, "start": start, "until": now + GOOD_FOR}
    return framed(about, request, f"{FOLDER}/slips.html", "开始码纸条", shown, under)
