"""The pages of whoever is pressed: what waits for their answer, and the answer itself."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from disclosure.organizations.access import Access, access_for
from disclosure.organizations.models.directory import under
from disclosure.organizations.roles import WATCH
from disclosure.oversight.urging import pages
from disclosure.oversight.urging.actions import answer_urge, urges
from disclosure.oversight.urging.forms import AnswerForm
from disclosure.oversight.urging.models import Urge
from disclosure.web.frame import add_errors
from disclosure.web.page_links import listed
from disclosure.web.whole_numbers import whole_numbers

READ_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@READ_OR_POST
def mine(request):
    """What waits for the person's answer; several are answered at once by the same reason and day."""
    on, access = timezone.localdate(), access_for(request)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and take_answers(request, access, form):
        return redirect("oversight:my_urges")
    waiting = Urge.objects.filter(pk__in=urges.inbox(access).values("pk"))
    page = listed(request.GET, waiting.joined(), order=["pk"])
    context = {
        "rows": [pages.urge_row(row, on) for row in page.rows],
        "page": page,
        "form": form,
        "picked": set(whole_numbers(request.POST.getlist("urge"))),
        "crumbs": pages.crumbs(access, "催办我的"),
    }
    return TemplateResponse(request, "oversight/my_urges.html", context)


def take_answers(request: HttpRequest, access: Access, form: AnswerForm) -> bool:
    """All that were picked or none."""
    picked = urges.inbox(access).filter(pk__in=whole_numbers(request.POST.getlist("urge"))).order_by("pk")
    if form.is_valid() and not picked:
        form.add_error(None, "请先选要答复哪几件。")
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            for urge in picked:
                answer_urge(urge, by=access.user, now=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return False
    messages.success(request, answer_urge.done)
    return True


@READ_OR_POST
def urged(request, pk):
    """One of them: read by both sides, answered by whoever was pressed."""
    on, access = timezone.localdate(), access_for(request)
    found = Urge.objects.joined().filter(pk=pk).first()
    if found is None or not may_read(found, access):
        raise Http404("没有这件催办，或者它不在您的工作范围内。")
    is_theirs = answer_urge.who.allows(found, access)
    form = answer_form(request, found, is_theirs=is_theirs)
    if request.method == "POST" and take_answer(request, found, form):
        return redirect(found.get_absolute_url())
    context = {
        "urge": found,
        "facts": pages.facts_of(found, on),
        "form": form,
        "work_url": found.deadline.url if is_theirs else "",
        "crumbs": pages.crumbs(access, "催办"),
    }
    return TemplateResponse(request, "oversight/urged.html", context)


def may_read(found: Urge, access: Access) -> bool:
    from_here = Urge.objects.filter(pk=found.pk)
    prefixes = access.prefixes(WATCH)
    watched = from_here.filter(under(prefixes, "issuer__path"), under(prefixes, "deadline__organization__path"))
    return answer_urge.who.allows(found, access) or (bool(prefixes) and watched.exists())


def answer_form(request: HttpRequest, urge: Urge, *, is_theirs: bool) -> AnswerForm | None:
    """None for who has nothing to answer; what was posted too late still stands in it."""
    if request.method == "POST":
        return AnswerForm(request.POST)
    return AnswerForm() if is_theirs and urge.is_waiting else None


def take_answer(request: HttpRequest, urge: Urge, form: AnswerForm | None) -> bool:
    if form is None or not form.is_valid():
        return False
    person = request.user
    try:
        answer_urge(urge, by=person, now=timezone.now(), **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return False
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, answer_urge.done)
    return True
