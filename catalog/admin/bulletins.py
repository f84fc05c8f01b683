"""Notices at the desk: written, handed in, published by another person, and who has read them (LK-22, QJ-14)."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.admin.frame import add_errors, chosen, framed, organizations_with
from catalog.bulletins import publishing, receipts, writing
from catalog.bulletins.desk_page import page_of
from catalog.bulletins.forms import BulletinForm
from catalog.bulletins.verbs import VERBS
from catalog.forms import ReasonForm, UploadForm
from catalog.models import Bulletin, BulletinFile
from disclosure.organizations.access import access_for
from disclosure.organizations.desk import ScopedAdmin
from disclosure.organizations.roles import DESK_PERMISSIONS, DRAFT

PRESSED = {
    "submit": "已提交，等另一个人发布。",
    "publish": "已发布。",
    "take_back": "已退回修改。",
    "withdraw": "已撤下。",
}
FIRST = {"kind": Bulletin.Kind.NOTICE, "scope": "party"}


def with_stamp(data, bulletin: Bulletin):
    """What was typed, to be saved over what stands now once the writer presses again."""
    data = data.copy()
    data["seen_saved_at"] = bulletin.saved_at.isoformat()
    return data


@admin.register(Bulletin)
class BulletinAdmin(ScopedAdmin):
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["title", "kind", "state", "scope", "published_at", "organization"]
    list_display_links = ["title"]
    list_filter = ["kind", "state"]
    list_select_related = ["organization"]
    search_fields = ["title"]
    search_help_text = "按标题查找"
    ordering = ["-pk"]

    def get_queryset(self, request):
        return Bulletin.objects.on_desk_of(request.user, timezone.localdate())

    def has_add_permission(self, request):
        return access_for(request).has_any(DRAFT)

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("add/", wrap(self.add_page), name="catalog_bulletin_add"),
            path("<int:pk>/change/", wrap(self.work_page), name="catalog_bulletin_change"),
            path("<int:pk>/save/", wrap(require_POST(self.save)), name="catalog_bulletin_save"),
            path("<int:pk>/files/", wrap(require_POST(self.add_file)), name="catalog_bulletin_files"),
            path("<int:pk>/files/<int:file>/remove/", wrap(require_POST(self.remove_file))),
            path("<int:pk>/do/<slug:name>/", wrap(require_POST(self.act)), name="catalog_bulletin_act"),
            path("<int:pk>/remind/", wrap(require_POST(self.remind)), name="catalog_bulletin_remind"),
        ]
        return own + super().get_urls()

    # --- pages ---

    def add_page(self, request):
        """起草. One organisation is chosen first where the person works for several."""
        organizations = organizations_with(request, DRAFT)
        organization, form = chosen(request, organizations), None
        if organization:
            data = request.POST if request.method == "POST" else None
            form = BulletinForm(data, organization=organization, initial=FIRST)
            if form.is_bound and form.is_valid() and (bulletin := self.write(request, organization, form)):
                messages.success(request, "草稿已保存。需要附件的可以接着添加。")
                return self.back_to(bulletin.pk)
        context = {"form": form, "organization": organization, "organizations": organizations}
        return self.page(request, "add", "起草通报公告", context)

    def work_page(self, request, pk, bound=None):
        bulletin = self.bulletin_of(request, pk)
        return self.page(request, "page", bulletin.title, page_of(bulletin, access_for(request), bound or {}))

    def page(self, request, name: str, title: str, context: dict):
        return framed(self, request, f"admin/catalog/bulletin/{name}.html", title, context)

    # --- writes ---

    def write(self, request, organization, form: BulletinForm) -> Bulletin | None:
        try:
            return writing.write_bulletin(organization, by=request.user, now=timezone.now(), **form.text())
        except ValidationError as error:
            add_errors(form, error)
            return None

    def save(self, request, pk):
        bulletin = self.bulletin_of(request, pk)
        form = BulletinForm(request.POST, organization=bulletin.organization)
        if not form.is_valid():
            return self.work_page(request, pk, {"text": form})
        try:
            writing.save_bulletin(bulletin, by=request.user, now=timezone.now(), **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            form.data = with_stamp(form.data, bulletin)
            return self.work_page(request, pk, {"text": form})
        messages.success(request, "已保存。")
        return self.back_to(pk)

    def add_file(self, request, pk):
        bulletin, form = self.bulletin_of(request, pk), UploadForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                writing.add_file(bulletin, upload=form.cleaned_data["file"], by=request.user, now=timezone.now())
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, "附件已添加。")
                return self.back_to(pk)
        return self.work_page(request, pk, {"file": form})

    def remove_file(self, request, pk, file):
        found = BulletinFile.objects.filter(bulletin=self.bulletin_of(request, pk), pk=file).first()
        if found is None:
            raise Http404
        self.attempt(
            request,
            lambda: writing.remove_file(found, by=request.user, now=timezone.now()),
            f"已删除附件“{found.name}”。",
        )
        return self.back_to(pk)

    def act(self, request, pk, name):
        """Hand in, publish, send back, take down. A second press finds it done and says so."""
        bulletin = self.bulletin_of(request, pk)
        if name not in PRESSED:
            raise Http404
        given = {}
        if VERBS[name].needs_reason:
            form = ReasonForm(request.POST, prefix=name, needs_reason=True)
            if not form.is_valid():
                return self.work_page(request, pk, {name: form})
            given["reason"] = form.cleaned_data["reason"]
        verb = getattr(publishing, name)
        self.attempt(request, lambda: verb(bulletin, by=request.user, now=timezone.now(), **given), PRESSED[name])
        return self.back_to(pk)

    def remind(self, request, pk):
        bulletin = self.bulletin_of(request, pk)
        self.attempt(
            request, lambda: receipts.remind(bulletin, by=request.user, now=timezone.now()), "已提醒还没有确认的人。"
        )
        return self.back_to(pk)

    # --- small pieces ---

    def bulletin_of(self, request, pk) -> Bulletin:
        rows = self.get_queryset(request).select_related("organization", "created_by", "saved_by")
        bulletin = rows.filter(pk=pk).first()
        if bulletin is None:
            raise Http404("没有这份通报公告，或者它不在您的工作范围内。")
        return bulletin

    def attempt(self, request, work, done: str) -> None:
        try:
            work()
        except (ValidationError, PermissionDenied) as error:
            for words in getattr(error, "messages", None) or [str(error)]:
                messages.error(request, words)
        else:
            messages.success(request, done)

    def back_to(self, pk):
        return HttpResponseRedirect(f"/admin/catalog/bulletin/{pk}/change/")
