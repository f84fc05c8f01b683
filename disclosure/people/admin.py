"""Imports of organisations and people at the desk of the system and the security administrator."""

from django.contrib import admin
from django.urls import path

from disclosure.organizations.scoped_admin import ScopedAdmin
from disclosure.people.enrolment.staff import EnrolmentAdmin
from disclosure.people.models import PeopleImport
from disclosure.people.reshaping.forms import FORMS
from disclosure.people.reshaping.page import reshape
from disclosure.people.staff import pages, slips_page, upload_page

__all__ = ["EnrolmentAdmin", "PeopleImportAdmin"]


@admin.register(PeopleImport)
class PeopleImportAdmin(ScopedAdmin):
    change_administrators = ("system", "security")
    list_display = ["filename", "organization", "uploaded_at", "uploaded_by", "written_at", "posts_at"]
    list_select_related = ["organization", "uploaded_by"]
    ordering = ["-pk"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_add_permission(self, request, obj=None):
        return self.has_view_permission(request)

    def get_urls(self):
        return [
            self.page("add/", upload_page.upload, "add"),
            self.page("template/", upload_page.template, "template"),
            self.page("<int:pk>/change/", pages.show, "change"),
            self.page("<int:pk>/slips/", slips_page.slips, "slips"),
            path("start-code/<int:pk>/", self.admin_site.admin_view(self.start_code), name="people_start_code"),
            *(self.act(kind) for kind in FORMS),
            *super().get_urls(),
        ]

    def start_code(self, request, pk):
        return slips_page.slip_of(self, request, pk)

    def act(self, kind):
        """On organisations and posts: it stands here because it reaches what is above them."""

        def run(request):
            return reshape(self, request, kind)

        return path(f"{kind}/", self.admin_site.admin_view(run), name=f"people_{kind}")

    def page(self, route, view, name):
        def run(request, *args, **kwargs):
            return view(self, request, *args, **kwargs)

        return path(route, self.admin_site.admin_view(run), name=f"people_peopleimport_{name}")
