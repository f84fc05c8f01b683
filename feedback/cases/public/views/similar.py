"""While somebody types: what was asked or disclosed already, as a piece of the page. Posted, so that no log keeps the words."""

from django.http import Http404
from django.template.response import TemplateResponse

from disclosure.organizations.site import reading_of
from feedback.cases.public.asking.about import in_use
from feedback.cases.public.similar import similar_to
from feedback.cases.public.views.opening import writing_act

READ = 400


@writing_act
def similar(request):
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
