"""The desk: Django's admin, opening on "今日"."""

from django.contrib import admin

from catalog.desk.today import today_context
from disclosure.organizations.access import access_for


class DeskSite(admin.AdminSite):
    site_title = "工作台"
    site_header = "工作台"
    index_title = "今日"
    site_url = "/"
    empty_value_display = "—"
    enable_nav_sidebar = False

    def index(self, request, extra_context=None):
        return super().index(request, {**today_context(access_for(request)), **(extra_context or {})})
