"""Notices for the staff: written, handed in, published by another person, and who has read them (LK-22, QJ-14)."""

from django.contrib import admin
from django.urls import path
from django.views.decorators.http import require_POST

from catalog.bulletins import actions
from catalog.bulletins.forms import BulletinForm
from catalog.bulletins.models import Bulletin
from catalog.bulletins.staff.page import page_of
from catalog.bulletins.staff.written import WithFiles
from disclosure.organizations.roles import DESK_PERMISSIONS


@admin.register(Bulletin)
class BulletinAdmin(WithFiles):
    workflow = actions.bulletins
    page_template = "admin/catalog/bulletin/page.html"
    page_reads = ("organization", "created_by", "saved_by")
    taken = ""
    not_found = "没有这份通报公告，或者它不在您的工作范围内。"
    view_permissions = tuple(sorted(DESK_PERMISSIONS))
    list_display = ["title", "kind", "state", "scope", "published_at", "organization"]
    list_filter = ["kind", "state"]
    ordering = ["-pk"]
    start = actions.write_bulletin
    save = actions.save_bulletin
    attach = actions.add_file
    detach = actions.drop_file
    text_form = BulletinForm
    first = {"kind": Bulletin.Kind.NOTICE, "scope": "party"}
    start_title = "起草通报公告"

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path("<int:pk>/remind/", wrap(require_POST(self.remind)), name="catalog_bulletin_remind")]
        return own + super().get_urls()

    def page_with(self, context, bound):
        return page_of(context, bound)

    def remind(self, request, pk):
        return self.press(request, actions.remind, self.context_of(request, pk).subject)
