"""What others asked or what is disclosed already: shown while somebody types, and “我也想知道”, one press to join."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from disclosure.organizations.site import reading_of
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.listing import second
from feedback.cases.public.asking.about import in_use
from feedback.cases.public.pages.public_list import public_cases
from feedback.cases.public.similar import READ, similar_to
from feedback.cases.public.views.opening import counted_as, writing_act
from feedback.cases.states import Kind
from feedback.intake import rate_limit as attempts


@writing_act
def similar(request):
    """A piece of the page. Posted, so that no log keeps the words."""
    reading = reading_of(request)
    organization = in_use(request.POST.get("organization", ""))
    if organization is None:
        raise Http404
    subject, text = (request.POST.get(name, "")[:READ].replace("\x00", "") for name in ("subject", "text"))
    context = {
        "similar": similar_to(subject, text, organization, reading.reader, reading.on),
        "here": request.POST.get("here", "/")[:300],
    }
    return TemplateResponse(request, "site/asking/_similar.html", context)


@writing_act
def second_topic(request, pk):
    """A case that is not shown to the public and one that does not exist are the same 404."""
    case = get_object_or_404(public_cases().of_kinds(Kind.TOPIC), pk=pk)
    now, source = timezone.now(), counted_as(request)
    if attempts.is_locked(source, attempts.SECOND, now=now):
        messages.error(request, "从您这里按得太多了，请过一两个小时再来。")
        return HttpResponseRedirect(back(request))
    attempts.count(source, attempts.SECOND, now=now)
    try:
        count = second(case, whoever=source, by=SENDER, now=now)
    except ValidationError as error:
        messages.info(request, error.messages[0])
    else:
        messages.success(request, f"已记下，现在有 {count} 人也想知道。有了答复会公布在这里。")
    return HttpResponseRedirect(back(request))


def back(request) -> str:
    """The page the press came from, if it is one of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else reverse("feedback:requests")
