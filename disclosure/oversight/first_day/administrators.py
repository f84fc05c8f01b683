"""The security administrator hands start codes to the two others. A code stands on the answer to the press, never again."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.administrators import missing_kinds, name_administrator
from disclosure.organizations.start_codes.codes import GOOD_FOR, has_password, issue_start_code
from disclosure.oversight.first_day.forms import NameForm
from disclosure.web.components import TODAY, Fault, Link
from disclosure.web.frame import add_errors
from disclosure.web.whole_numbers import whole_number

Kind = User.Administrator
CRUMBS = [TODAY, Link("三种管理员")]


@dataclass(frozen=True)
class Slip:
    """What the person is handed, on paper."""

    person: User
    code: str
    until: datetime


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def administrators(request):
    """Only the security administrator's."""
    if request.user.administrator != Kind.SECURITY:
        raise PermissionDenied("系统管理员、审计管理员由安全管理员设。")
    if "person" in request.POST:
        return reissue(request, whole_number(request.POST["person"]), now=timezone.now())
    forms = {kind: NameForm(request.POST or None, prefix=kind) for kind in missing_kinds()}
    is_sent = request.method == "POST" and forms and all(form.is_valid() for form in forms.values())
    if is_sent and (slips := named(request, forms)):
        return handed(request, slips)
    people = User.objects.exclude(administrator="").filter(is_active=True).order_by("pk")
    context = {
        "errors": errors_of(forms),
        "asked": [(Kind(kind).label, form) for kind, form in forms.items()],
        "rows": [(person, person == request.user or has_password(person)) for person in people],
        "crumbs": CRUMBS,
    }
    return TemplateResponse(request, "first_day/administrators.html", context)


def errors_of(forms: dict[Kind, NameForm]) -> list[Fault]:
    """Of all forms, for one summary on top."""
    fields = [(kind, field) for kind, form in forms.items() for field in form]
    return [
        Fault(f"{Kind(kind).label}的{field.label}：{error}", f"#{field.id_for_label}")
        for kind, field in fields
        for error in field.errors
    ]


@transaction.atomic
def named(request, forms: dict[Kind, NameForm]) -> list[Slip]:
    """Everybody asked for, or with an error at its field nobody."""
    slips, now = [], timezone.now()
    for kind, form in forms.items():
        try:
            person, code = name_administrator(kind, **form.cleaned_data, by=request.user, now=now)
        except ValidationError as error:
            add_errors(form, error)
            transaction.set_rollback(True)
            return []
        slips.append(Slip(person, code, now + GOOD_FOR))
    return slips


def reissue(request, pk: int | None, *, now: datetime):
    """The slip was lost or is too old; the one before is worth nothing from now on."""
    person = User.objects.filter(pk=pk or 0).exclude(administrator="").first()
    try:
        if person is None:
            raise ValidationError("没有这位管理员。")
        code = issue_start_code(person, by=request.user, now=now)
    except ValidationError as error:
        messages.warning(request, "；".join(error.messages))
        return redirect("first_day:administrators")
    return handed(request, [Slip(person, code, now + GOOD_FOR)])


def handed(request, slips: list[Slip]) -> TemplateResponse:
    address = request.build_absolute_uri(reverse("first_day:start"))
    crumbs = [TODAY, Link("三种管理员", reverse("first_day:administrators")), Link("开始码")]
    return TemplateResponse(request, "first_day/slips.html", {"slips": slips, "address": address, "crumbs": crumbs})
