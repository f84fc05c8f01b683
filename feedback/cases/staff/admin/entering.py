"""The desk's page on which a case that did not come over the web is entered, and its receipt: once, to be printed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from catalog.directory.contents import catalogue_for, entries_of
from disclosure.notices.links import absolute_url
from disclosure.organizations.access import Access, access_for
from disclosure.organizations.choosing import chosen
from disclosure.organizations.models.directory import Organization
from disclosure.web.frame import add_errors, framed
from feedback.cases.forms.entry import EntryForm, enter, new_press
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.public.asking.due_preview import kept_promises

FORM, RECEIPT = "admin/feedback/entering/form.html", "admin/feedback/entering/receipt.html"
LIST = reverse_lazy("admin:feedback_case_changelist")
TWICE = "这一件刚才已经登记好了，没有再登记一次。查询码只在第一次显示；没有看到的，请来件人凭编号打电话问进展。"


def entry_page(model_admin, request):
    """``model_admin``: that of cases."""
    access = access_for(request)
    if not model_admin.has_add_permission(request):
        raise PermissionDenied("登记来件由申请受理人和意见收集人办。")
    organizations = places_to_enter(access)
    organization = chosen(request, organizations)
    form = form_of(request, organization, access) if organization else None
    if form is not None and request.method == "POST" and form.is_valid():
        done = entered(model_admin, request, form)
        if done is not None:
            return done
    context = {"form": form, "organization": organization, "organizations": organizations}
    return framed(model_admin, request, FORM, "登记来件", context)


def places_to_enter(access: Access) -> QuerySet[Organization]:
    ids = access.organization_ids(*STAFF_PERMISSION.values())
    return Organization.objects.active().filter(pk__in=ids).order_by("path")


def form_of(request, organization: Organization, access: Access) -> EntryForm:
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    catalogue = catalogue_for(organization)
    return EntryForm(
        *data,
        organization=organization,
        access=access,
        tree=entries_of(catalogue) if catalogue else None,
        initial={"press": new_press(timezone.now())},
    )


def entered(model_admin, request, form: EntryForm):
    """The receipt, the way back for a second press, or None where something must be mended."""
    uploads, press = form.cleaned_data["files"], form.cleaned_data["press"]
    try:
        found = enter(form.values(), uploads, press, by=request.user, now=timezone.now())
    except ValidationError as error:
        add_errors(form, error)
        return None
    if found is None:
        messages.warning(request, TWICE)
        return HttpResponseRedirect(LIST)
    return receipt(model_admin, request, found.case, found.code)


def receipt(model_admin, request, case, code: str):
    """The code stands on this one answer: in no address, no session, no log."""
    context = {
        "case": case,
        "code_groups": code.split("-"),
        "promises": kept_promises(case),
        "by_hand": case.reply_by != case.ReplyBy.SITE and case.get_reply_by_display(),
        "files": [row.name for row in case.files.order_by("pk")],
        "track_url": absolute_url(reverse("feedback:track")),
        "case_url": case.staff_url,
    }
    response = framed(model_admin, request, RECEIPT, "来件回执", context)
    response["Referrer-Policy"] = "no-referrer"
    return response
