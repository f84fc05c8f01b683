"""What a person is asked to confirm: that they belong to an organisation whose secretary says so."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from disclosure.people.enrolment.actions import confirm, decline
from disclosure.people.models import Enrolment
from disclosure.web.components import MINE, Link

ANSWERS = {action.name: action for action in (confirm, decline)}


@require_safe
@never_cache
def enrolments(request):
    rows = Enrolment.objects.waiting_for(request.user).select_related("organization", "department").order_by("pk")
    context = {"rows": rows, "crumbs": [MINE, Link("确认组织关系")]}
    return TemplateResponse(request, "people/enrolments.html", context)


@require_POST
def answer(request, pk, name):
    action = ANSWERS.get(name)
    if action is None:
        raise Http404
    row = get_object_or_404(Enrolment, person=request.user, pk=pk)
    try:
        action(row, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, action.done)
    return redirect("people:enrolments")
