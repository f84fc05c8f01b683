"""Exemptions and deferrals at the desk: the list, the three questions, the page on which each person says their word."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.guard import subject_of, url_of
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.offers import offers_for
from catalog.obligations.withholdings.staff.forms import ProposalForm
from catalog.obligations.withholdings.staff.page import context_of, days_of
from catalog.obligations.withholdings.to_do import in_sight
from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.frame import add_errors, framed

ADD = "/admin/catalog/withholding/add/"


@admin.register(Withholding)
class WithholdingAdmin(ScopedAdmin):
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    list_display = ["subject", "kind", "reason", "days", "state", "organization"]
    list_filter = ["state", "kind", "reason"]
    list_select_related = ["organization", "entry", "item"]
    search_fields = ["entry_code", "entry__name", "organization__name", "organization__code"]
    search_help_text = "按代码、公开内容、党组织查找"
    ordering = ["-pk"]
    change_list_template = "admin/catalog/withholding/list.html"

    @admin.display(description="事项")
    def subject(self, withholding):
        return subject_of(withholding)

    @admin.display(description="期限")
    def days(self, withholding):
        return days_of(withholding)

    def scope(self, request):
        return in_sight(access_for(request))

    def has_view_permission(self, request, obj=None):
        return access_for(request).has_any(*self.view_permissions)

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return access_for(request).has_any(DRAFT)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.proposal_page), name="catalog_withholding_add"),
            path("<int:pk>/change/", wrap(self.withholding_page), name="catalog_withholding_change"),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name="catalog_withholding_act"),
        ]
        return own + super().get_urls()

    # --- proposing ---

    def proposal_page(self, request):
        """Which, why, until when. About an item when its workbench leads here, else about an entry."""
        item = self.item_asked(request)
        organizations = organizations_with(request, DRAFT)
        organization = item.organization if item else chosen(request, organizations)
        form = self.proposal_form(request, organization, item)
        if request.method == "POST" and organization and form.is_valid():
            found = self.propose(request, organization, item, form)
            if found:
                messages.success(request, "已提出，等另一个人批准。批准以前仍要按时公开。")
                return HttpResponseRedirect(url_of(found))
        context = {
            "title": "提出不予公开或暂缓公开",
            "form": form,
            "item": item,
            "organization": organization,
            "organizations": organizations,
        }
        return self.page(request, "admin/catalog/withholding/propose.html", context)

    def item_asked(self, request) -> Item | None:
        pk = request.POST.get("item") or request.GET.get("item") or ""
        if not pk:
            return None
        rows = Item.objects.on_desk_of(request.user, timezone.localdate()).select_related("organization", "entry")
        item = rows.filter(pk=int(pk)).first() if pk.isdecimal() and len(pk) <= 18 else None
        if item is None or not access_for(request).can(DRAFT, item.organization):
            raise Http404("没有这个事项，或者它不在您的工作范围内。")
        return item

    def proposal_form(self, request, organization, item) -> ProposalForm:
        catalogue = catalogue_for(organization) if organization and item is None else None
        tree = entries_of(catalogue) if catalogue else None
        initial = {"entry": entry_with(tree, request.GET.get("entry", ""))}
        data = request.POST if request.method == "POST" else None
        return ProposalForm(
            data, tree=tree, is_about_item=item is not None, today=timezone.localdate(), initial=initial
        )

    def propose(self, request, organization, item, form) -> Withholding | None:
        values = {"item": item, **form.values()}
        try:
            return withholdings.propose(organization=organization, **values, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_errors(form, error)
        return None

    # --- deciding ---

    def withholding_page(self, request, pk, bound=None):
        withholding = self.found(request, pk)
        context = context_of(withholding, access_for(request), bound or {})
        return self.page(request, "admin/catalog/withholding/page.html", {"title": context["heading"], **context})

    def act(self, request, pk, name):
        """Take one of the offered steps. A second press finds it taken and says so."""
        withholding = self.found(request, pk)
        offer = next((each for each in offers_for(withholding, access_for(request)) if each.name == name), None)
        if offer is None:
            messages.warning(request, "这一步已经有人办过，或者现在还轮不到这一步。")
            return HttpResponseRedirect(url_of(withholding))
        form = offer.form(request.POST, prefix=name)
        if not form.is_valid():
            return self.withholding_page(request, pk, {name: form})
        try:
            offer.act(withholding, **form.cleaned_data, by=request.user, now=timezone.now())
        except ValidationError as error:
            add_errors(form, error)
            return self.withholding_page(request, pk, {name: form})
        messages.success(request, offer.done)
        return HttpResponseRedirect(url_of(withholding))

    # --- small pieces ---

    def found(self, request, pk) -> Withholding:
        rows = self.get_queryset(request).select_related(
            "organization", "entry", "item", "proposed_by", "approved_by", "filing__deadline"
        )
        withholding = rows.filter(pk=pk).first()
        if withholding is None:
            raise Http404("没有这一件，或者它不在您的工作范围内。")
        return withholding

    def page(self, request, template: str, context: dict):
        return framed(self, request, template, context["title"], context)


def entry_with(tree, asked: str) -> int | None:
    """The entry in the catalogue in force that a link named by its key or by its code."""
    if tree is None or not asked:
        return None
    code = Entry.objects.filter(pk=int(asked)).values_list("code", flat=True).first() if is_key(asked) else asked
    return next((line.pk for line in tree.entries if line.code in (code, asked)), None)


def is_key(text: str) -> bool:
    return text.isdecimal() and len(text) <= 18
