"""Items at the desk. State is never a field: it changes by buttons that call the actions (see ``workbench``)."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.archive.staff.item_page import archive_pages
from catalog.directory.contents import catalogue_for, entries_of
from catalog.directory.models import Entry
from catalog.items import actions
from catalog.items.channels.staff_pages import channel_pages
from catalog.items.context import ItemContext
from catalog.items.models import Attachment, Item
from catalog.items.redaction.staff_pages import waiver_pages
from catalog.items.staff.display_pages import display_pages
from catalog.items.staff.forms import PlanForm, TextForm
from catalog.items.staff.redisclosure_page import redisclosure_pages
from catalog.items.staff.register_form import RegisterForm
from catalog.items.staff.workbench import STEPS, context_of, form_of
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.open_milestones import waiting_milestones
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.organizations.access import access_for
from disclosure.organizations.choosing import chosen, organizations_with
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS, DRAFT
from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.web.forms import UploadForm
from disclosure.web.frame import add_errors

REFUSALS = (actions.NotAllowed, actions.IllegalMove, actions.Blocked, actions.ReasonMissing, ValidationError)
JOINED = ("organization", "entry", "department", "deadline", "working_version", "published_version")


def words_of(error: Exception) -> list[str]:
    return list(error.messages) if isinstance(error, ValidationError) else [str(error)]


def done_words(offer: actions.ActionOffer, form) -> str:
    is_returned = form.cleaned_data.get("passed") == "no"
    return "已退回。拟稿人会收到您的意见。" if is_returned else f"“{offer.label}”已办好。"


def entry_in(tree, pk: str) -> str:
    """The entry that a link asked for; of an older version of the catalogue, the one that has its code today."""
    if tree is None or not pk.isdecimal() or len(pk) > 18 or any(str(line.pk) == pk for line in tree.entries):
        return pk
    code = Entry.objects.filter(pk=pk).values_list("code", flat=True).first()
    return next((str(line.pk) for line in tree.entries if line.code == code), "")


def of_entry(milestones: list[Duty], tree, pk: str) -> list[Duty]:
    """The milestones of the entry a link asked for: who came for another is not asked about them."""
    line = next((line for line in tree.entries if str(line.pk) == pk), None) if tree else None
    return [duty for duty in milestones if duty.entry_code == line.code] if line else milestones


# Pages of one concern each: callables that take the admin and return its addresses, beside the item's own.
ITEM_PAGES = (waiver_pages, channel_pages, display_pages, redisclosure_pages, archive_pages)


@admin.register(Item)
class ItemAdmin(ScopedAdmin):
    view_permissions = tuple(sorted(DESK_PERMISSIONS | {DECIDE_BELOW}))
    list_display = ["title", "state", "under", "scope", "event_on", "due", "organization"]
    list_display_links = ["title"]
    list_filter = ["state", "scope"]
    search_fields = ["title", "index_number"]
    search_help_text = "按标题或索引号查找"
    list_select_related = JOINED
    ordering = ["-pk"]
    sortable_by = ()

    @admin.display(description="目录事项")
    def under(self, item):
        return item.entry or "目录外事项"

    @admin.display(description="应公开")
    def due(self, item):
        return item.deadline.due_on if item.deadline else None

    def get_queryset(self, request):
        return Item.objects.on_desk_of(request.user, timezone.localdate())

    def has_view_permission(self, request, obj=None):
        return access_for(request).has_any(*self.view_permissions)

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request):
        return access_for(request).has_any(DRAFT)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.register_page), name="catalog_item_add"),
            path("<int:pk>/change/", wrap(self.workbench_page), name="catalog_item_change"),
            path("<int:pk>/text/", wrap(require_POST(self.save_text)), name="catalog_item_text"),
            path("<int:pk>/plan/", wrap(require_POST(self.save_plan)), name="catalog_item_plan"),
            path("<int:pk>/files/", wrap(require_POST(self.add_file)), name="catalog_item_files"),
            path("<int:pk>/files/<int:file>/remove/", wrap(require_POST(self.remove_file)), name="catalog_item_remove"),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name="catalog_item_act"),
            path("<int:pk>/preview/", wrap(self.preview_page), name="catalog_item_preview"),
        ]
        return own + [address for pages in ITEM_PAGES for address in pages(self)] + super().get_urls()

    # --- pages ---

    def register_page(self, request):
        """登记一件事. One organisation is chosen first where the person works for several."""
        organizations = organizations_with(request, DRAFT)
        organization = chosen(request, organizations)
        tree = self.tree_of(organization)
        data = request.POST if request.method == "POST" else None
        entry = entry_in(tree, request.GET.get("entry", ""))
        milestones = waiting_milestones(organization) if organization else []
        if data is None:
            milestones = of_entry(milestones, tree, entry)
        initial = {"entry": entry, "event_on": request.GET.get("event_on", "")}
        initial["duty"] = request.GET.get("duty", "")
        form = RegisterForm(data, tree=tree, today=timezone.localdate(), milestones=milestones, initial=initial)
        if request.method == "POST" and organization and form.is_valid():
            item = self.register(request, organization, form)
            if item:
                messages.success(request, "已登记。接下来写内容。")
                return HttpResponseRedirect(f"{item.staff_url}?step=content")
        context = {
            "form": form,
            "organization": organization,
            "organizations": organizations,
            "title": "登记一件事",
            "crumbs": [{"label": "今日", "url": "/admin/"}, {"label": "登记一件事"}],
        }
        return self.page(request, "admin/catalog/item/register.html", context)

    def workbench_page(self, request, pk, bound=None):
        item, case = self.item_of(request, pk)
        step = request.GET.get("step", "content")
        step = step if step in dict(STEPS) else "content"
        context = context_of(item, case, current_calendar(), step=step, bound=bound or {})
        return self.page(request, "admin/catalog/item/workbench.html", {**context, "title": item.working_version.title})

    def preview_page(self, request, pk):
        """The working version exactly as the reader will see it."""
        item, case = self.item_of(request, pk)
        context = context_of(item, case, current_calendar(), step="check", bound={})
        return TemplateResponse(request, "admin/catalog/item/preview.html", context)

    # --- writes ---

    def save_text(self, request, pk):
        """Answers a page to a person, JSON to the autosave. Typed text is never lost: on a conflict both stand side by side."""
        item, _case = self.item_of(request, pk)
        form = TextForm(request.POST)
        is_autosave = request.headers.get("X-Autosave") == "1"
        if not form.is_valid():
            errors = [error for errors in form.errors.values() for error in errors]
            return (
                JsonResponse({"errors": errors}, status=400)
                if is_autosave
                else self.again(request, pk, "content", form)
            )
        try:
            item = actions.save_text(item, by=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.EditConflict as conflict:
            if is_autosave:
                return JsonResponse({"errors": [str(conflict)]}, status=409)
            form.add_error(None, f"{conflict} 已保存的那份在右边“预览”里；您写的还在下面，再按一次保存就以您的为准。")
            form.data = {**form.data.dict(), "seen_saved_at": conflict.saved.saved_at.isoformat()}
            return self.again(request, pk, "content", form)
        except REFUSALS as error:
            if is_autosave:
                return JsonResponse({"errors": words_of(error)}, status=409)
            form.add_error(None, words_of(error))
            return self.again(request, pk, "content", form)
        saved_at = item.working_version.saved_at
        if is_autosave:
            shown = timezone.localtime(saved_at).strftime("%H:%M")
            return JsonResponse({"seen_saved_at": saved_at.isoformat(), "message": f"{shown} 已自动保存"})
        messages.success(request, "内容已保存。")
        return HttpResponseRedirect(
            reverse("admin:catalog_item_change", args=[pk]) + f"?step={request.POST.get('next', 'files')}"
        )

    def save_plan(self, request, pk):
        item, case = self.item_of(request, pk)
        form = PlanForm(request.POST, item=item, rules=case.rules, today=case.on)
        if not form.is_valid():
            return self.again(request, pk, "plan", form)
        try:
            actions.change_plan(item, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.again(request, pk, "plan", form)
        except REFUSALS as error:
            form.add_error(None, words_of(error))
            return self.again(request, pk, "plan", form)
        messages.success(request, "公开安排已保存。")
        return HttpResponseRedirect(reverse("admin:catalog_item_change", args=[pk]) + "?step=check")

    def add_file(self, request, pk):
        item, _case = self.item_of(request, pk)
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                actions.add_attachment(item, upload=form.cleaned_data["file"], by=request.user, now=timezone.now())
            except REFUSALS as error:
                form.add_error("file", words_of(error))
            else:
                messages.success(request, "附件已添加。")
                return HttpResponseRedirect(reverse("admin:catalog_item_change", args=[pk]) + "?step=files")
        return self.again(request, pk, "files", form)

    def remove_file(self, request, pk, file):
        item, _case = self.item_of(request, pk)
        attachment = Attachment.objects.filter(version_id=item.working_version_id, pk=file).first()
        if attachment is None:
            raise Http404
        try:
            actions.remove_attachment(attachment, by=request.user, now=timezone.now())
        except REFUSALS as error:
            self.complain(request, error)
        else:
            messages.success(request, f"已删除附件“{attachment.name}”。")
        return HttpResponseRedirect(reverse("admin:catalog_item_change", args=[pk]) + "?step=files")

    def act(self, request, pk, name):
        """Press one of the offered buttons. A second press finds the step taken and says so."""
        item, case = self.item_of(request, pk)
        offer = next((row for row in actions.available_actions(item, case.user, case.on) if row.name == name), None)
        if offer is None:
            messages.warning(request, "这一步已经有人办过，或者现在还轮不到这一步。")
            return HttpResponseRedirect(reverse("admin:catalog_item_change", args=[pk]))
        form = form_of(offer, item, request.POST)
        if not form.is_valid():
            return self.workbench_page(request, pk, {name: form})
        try:
            getattr(actions, name)(item, by=request.user, now=timezone.now(), **form.facts(offer))
        except REFUSALS as error:
            form.add_error(None, words_of(error))
            return self.workbench_page(request, pk, {name: form})
        messages.success(request, done_words(offer, form))
        return HttpResponseRedirect(self.after(request, pk))

    # --- small pieces ---

    def page(self, request, template: str, context: dict):
        return TemplateResponse(
            request, template, {**self.admin_site.each_context(request), "opts": self.opts, **context}
        )

    def item_of(self, request, pk) -> tuple[Item, ItemContext]:
        item = Item.objects.on_desk_of(request.user, timezone.localdate()).select_related(*JOINED).filter(pk=pk).first()
        if item is None:
            raise Http404("没有这个事项，或者它不在您的工作范围内。")
        return item, ItemContext(item, request.user, timezone.localdate())

    def again(self, request, pk, step: str, form):
        """The same step with its errors; nothing typed is lost."""
        request.GET = request.GET.copy()
        request.GET["step"] = step
        return self.workbench_page(request, pk, {step: form})

    def after(self, request, pk) -> str:
        """Back to the item while it is still on the desk, else to today's list."""
        is_there = Item.objects.on_desk_of(request.user, timezone.localdate()).filter(pk=pk).exists()
        return reverse("admin:catalog_item_change", args=[pk]) if is_there else "/admin/"

    def complain(self, request, error: Exception) -> None:
        for words in words_of(error):
            messages.error(request, words)

    def tree_of(self, organization: Organization | None):
        catalogue = catalogue_for(organization) if organization else None
        return entries_of(catalogue) if catalogue else None

    def register(self, request, organization, form: RegisterForm) -> Item | None:
        values = {"title": form.cleaned_data["title"], "event_on": form.cleaned_data["event_on"], **form.plan()}
        try:
            return actions.register_item(
                organization=organization, entry=form.chosen_entry(), by=request.user, now=timezone.now(), **values
            )
        except ValidationError as error:
            add_errors(form, error)
        except REFUSALS as error:
            form.add_error(None, words_of(error))
        return None
