"""The desk: Django's admin, opening on "今日"."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.utils.decorators import method_decorator

from catalog.desk.today import today_context
from disclosure.organizations.access import access_for
from disclosure.organizations.intranet import is_on_intranet, require_intranet


class DeskSite(admin.AdminSite):
    site_title = "工作台"
    site_header = "工作台"
    index_title = "今日"
    site_url = "/"
    empty_value_display = "—"
    enable_nav_sidebar = False

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """One door: the portal's own sign-in page, which keeps a record. Who is signed in and works nowhere is told so."""
        require_intranet(request)
        if request.user.is_authenticated:
            raise PermissionDenied("您还没有工作台的岗位。请联系本组织书记或安全管理员。")
        return redirect_to_login(request.GET.get("next") or "/admin/")

    def has_permission(self, request):
        return super().has_permission(request) and is_on_intranet(request)

    def index(self, request, extra_context=None):
        return super().index(request, {**today_context(access_for(request)), **(extra_context or {})})
