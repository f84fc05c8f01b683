"""党员评议 on the site: the rounds of what one watches or belongs to, one round with its result, a code, the list to recount."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from disclosure.audit.middleware import without_address
from disclosure.files.tables import table_file
from disclosure.organizations.access import Access, access_of
from disclosure.organizations.site import public_page, reading_of
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.public.pages import lines_to_recount, standing_of
from disclosure.oversight.evaluation.status import result_of
from disclosure.oversight.evaluation.voting import take_code
from disclosure.web.components import HOME, Link

# Heading → width.
COLUMNS = {"栏": 10, "评议内容": 40, "投票码或评价": 30}
AGAIN = "这一页太旧了，请再打开一次。"


def found(request, pk: int) -> tuple[Evaluation, Access]:
    """One that is not the reader's and one that was never there: the same 404."""
    reading = reading_of(request)
    access = access_of(reading.reader, reading.on)
    rows = Evaluation.objects.visible_to(access).select_related("organization")
    return get_object_or_404(rows, pk=pk), access


@public_page
def evaluation(request, pk):
    shown, access = found(request, pk)
    context = {
        "evaluation": shown,
        "standing": standing_of(shown, access),
        "crumbs": [HOME, Link(shown.organization.name, shown.organization.get_absolute_url()), Link(shown.title)],
    }
    return TemplateResponse(request, "oversight/evaluation/one.html", context)


@public_page
def recount(request, pk):
    """As csv; only where it is listed at all."""
    shown, _access = found(request, pk)
    if shown.state != Evaluation.State.PUBLISHED or not result_of(shown)["is_listed"]:
        raise Http404
    return table_file("csv", f"evaluation-{pk}", "核对表", COLUMNS, lines_to_recount(shown))


@require_POST
@never_cache
@sensitive_post_parameters()
@without_address
def take(request, pk):
    """The code is in this answer alone. Sent again, the same form gives the same code."""
    shown, _access = found(request, pk)
    number = request.POST.get("number", "")
    if len(number) != 32:
        messages.error(request, AGAIN)
        return redirect(shown)
    try:
        code = take_code(shown, number=number, by=request.user, now=timezone.now())
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(shown)
    context = {
        "evaluation": shown,
        "code": code,
        "crumbs": [HOME, Link(shown.title, shown.get_absolute_url()), Link("投票码")],
    }
    return TemplateResponse(request, "oversight/evaluation/code.html", context)
