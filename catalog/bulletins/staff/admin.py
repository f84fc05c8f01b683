"""Notices at the desk: written, handed in, published by another person, and who has read them (LK-22, QJ-14)."""

from django.contrib import admin
from django.http import Http404
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST

from catalog.bulletins import publishing, receipts, writing
from catalog.bulletins.models import Bulletin
from catalog.bulletins.staff.forms import BulletinForm
from catalog.bulletins.staff.page import page_of
from catalog.bulletins.staff.written import WithFiles
from catalog.bulletins.verbs import VERBS
from disclosure.organizations.access import access_for
from disclosure.organizations.roles import DESK_PERMISSIONS
from disclosure.web.forms import ReasonForm

PRESSED = {
    "submit": "已提交，等另一个人发布。",
    "publish": "已发布。",
    "take_back": "已退回修改。",
    "withdraw": "已撤下。",
}


@admin.register(Bulletin)
class BulletinAdmin(WithFiles):
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["title", "kind", "state", "scope", "published_at", "organization"]
    list_filter = ["kind", "state"]
    ordering = ["-pk"]
    text_form = BulletinForm
    first = {"kind": Bulletin.Kind.NOTICE, "scope": "party"}
    joined = ("organization", "created_by", "saved_by")
    adding = "起草通报公告"
    unknown = "没有这份通报公告，或者它不在您的工作范围内。"
    begin = staticmethod(writing.write_bulletin)
    keep = staticmethod(writing.save_bulletin)
    attach = staticmethod(writing.add_file)
    detach = staticmethod(writing.remove_file)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path("<int:pk>/remind/", wrap(require_POST(self.remind)), name="catalog_bulletin_remind")]
        return own + super().get_urls()

    def page_of(self, request, bulletin, bound):
        return page_of(bulletin, access_for(request), bound)

    def act(self, request, pk, name):
        """Hand in, publish, send back, take down. A second press finds it done and says so."""
        bulletin = self.found(request, pk)
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
        bulletin = self.found(request, pk)
        self.attempt(
            request, lambda: receipts.remind(bulletin, by=request.user, now=timezone.now()), "已提醒还没有确认的人。"
        )
        return self.back_to(pk)
