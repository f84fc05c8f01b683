"""Name, responsible body and telephone of the portal: one row, so its page is the list's."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone

from disclosure.organizations.portal.identity import FIELDS, enter_identity
from disclosure.organizations.portal.models import Portal
from disclosure.organizations.scoped_admin import OfNoOrganization, ScopedAdmin
from disclosure.web.components import TODAY, Link


class PortalForm(forms.ModelForm):
    class Meta:
        model = Portal
        fields = FIELDS


@admin.register(Portal)
class PortalAdmin(OfNoOrganization, ScopedAdmin):
    change_administrators = ("system",)

    def has_add_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = PortalForm(request.POST or None, instance=Portal.objects.first())
        if request.method == "POST" and form.is_valid():
            enter_identity(by=request.user, now=timezone.now(), **form.cleaned_data)
            messages.success(request, "改好了，一分钟内每一页都会照着显示。")
            return redirect("admin:index")
        crumbs = [TODAY, Link("门户信息")]
        return TemplateResponse(request, "admin/portal.html", {"form": form, "crumbs": crumbs, "title": "门户信息"})
