"""Proposing an exemption or a deferral: which, why, until when."""

from django.http import Http404
from django.utils import timezone

from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.withholdings.actions import propose
from catalog.obligations.withholdings.forms import ProposalForm
from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.roles import DRAFT
from disclosure.web.frame import framed
from disclosure.web.whole_numbers import whole_number


def proposal_page(model_admin, request):
    """Which, why, until when. About an item when its workbench leads here, else about an entry."""
    item = item_asked(request)
    organizations = organizations_with(request, DRAFT)
    organization = item.organization if item else chosen(request, organizations)
    form = proposal_form(request, organization, item)
    if organization and form.is_valid():
        answer = model_admin.begin(request, propose, organization, form, {"item": item, **form.cleaned_data})
        if answer is not None:
            return answer
    context = {"form": form, "item": item, "organization": organization, "organizations": organizations}
    return framed(model_admin, request, "admin/catalog/withholding/propose.html", "提出不予公开或暂缓公开", context)


def item_asked(request) -> Item | None:
    pk = request.POST.get("item") or request.GET.get("item") or ""
    if not pk:
        return None
    key = whole_number(pk)
    rows = Item.objects.on_desk_of(request.user, timezone.localdate()).select_related("organization", "entry")
    item = rows.filter(pk=key).first() if key is not None else None
    if item is None or not access_for(request).can(DRAFT, item.organization):
        raise Http404("没有这个事项，或者它不在您的工作范围内。")
    return item


def proposal_form(request, organization, item) -> ProposalForm:
    catalogue = catalogue_for(organization) if organization and item is None else None
    tree = entries_of(catalogue) if catalogue else None
    initial = {"entry": entry_with(tree, request.GET.get("entry", ""))}
    data = request.POST if request.method == "POST" else None
    return ProposalForm(data, tree=tree, is_about_item=item is not None, today=timezone.localdate(), initial=initial)


def entry_with(tree, asked: str) -> int | None:
    """The entry in the catalogue in force that a link named by its key or by its code."""
    if tree is None or not asked:
        return None
    key = whole_number(asked)
    code = asked if key is None else Entry.objects.filter(pk=key).values_list("code", flat=True).first()
    return next((line.pk for line in tree.entries if line.code in (code, asked)), None)
