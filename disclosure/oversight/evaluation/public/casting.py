"""Casting a ballot: with a code, not signed in. Without a genuine code the page says nothing of any round."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from disclosure.organizations.intranet import intranet_only
from disclosure.oversight.evaluation.forms import BallotForm, CodeForm
from disclosure.oversight.evaluation.models import Evaluation
from disclosure.oversight.evaluation.public.unsigned import unsigned
from disclosure.oversight.evaluation.voting import CLOSED, cast, find_by_code, require_unused
from disclosure.web.components import HOME, Link, description
from disclosure.web.frame import add_errors
from disclosure.workflow.kit import SENDER

FRAME = {"crumbs": [HOME, Link("党员评议投票")], "description": description("用领到的投票码投票，不登录，不记名。")}


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@sensitive_post_parameters()
@unsigned
@intranet_only
def ballot(request):
    """First the code, then what is asked, then thanks; each a page of its own."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    evaluation = round_of(form)
    if evaluation is None:
        return TemplateResponse(request, "oversight/evaluation/enter_code.html", {**FRAME, "form": form})
    is_cast = "cast" in request.POST
    marks = BallotForm(request.POST if is_cast else None, evaluation=evaluation)
    if is_cast and marks.is_valid() and is_taken(evaluation, form, marks):
        return TemplateResponse(request, "oversight/evaluation/thanks.html", {**FRAME, "evaluation": evaluation})
    context = {**FRAME, "evaluation": evaluation, "code": form.cleaned_data["code"], "form": marks}
    return TemplateResponse(request, "oversight/evaluation/ballot.html", context)


def round_of(form: CodeForm) -> Evaluation | None:
    """Of a genuine, unused code while the round is open; else the form says why not."""
    if not (form.is_bound and form.is_valid()):
        return None
    try:
        evaluation, code = find_by_code(form.cleaned_data["code"])
        require_unused(evaluation, code)
        if not evaluation.is_open(timezone.localdate()):
            raise ValidationError({"code": CLOSED})
    except ValidationError as error:
        add_errors(form, error)
        return None
    return evaluation


def is_taken(evaluation: Evaluation, form: CodeForm, marks: BallotForm) -> bool:
    values = {"code": form.cleaned_data["code"], "marked": marks.marked()}
    try:
        cast(evaluation, by=SENDER, now=timezone.now(), **values)
    except ValidationError as error:
        add_errors(marks, error)
        return False
    return True
