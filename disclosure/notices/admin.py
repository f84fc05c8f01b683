"""Whose mail was not taken: the system administrator's, who mends the address or the server."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from disclosure.notices.faults import REMEDIES, Fault, masked
from disclosure.notices.models import Digest
from disclosure.organizations.scoped_admin import OfNoOrganization, ScopedAdmin


@admin.register(Digest)
class DigestAdmin(OfNoOrganization, ScopedAdmin):
    view_administrators = ("system",)
    list_display = ["person", "address", "failed_at", "fault", "what_to_do"]
    list_display_links = None
    list_select_related = ["recipient"]
    ordering = ["-failed_at", "-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).failing()

    @admin.display(description="谁的")
    def person(self, row):
        address = reverse("admin:organizations_user_change", args=[row.recipient_id])
        return format_html('<a href="{}">{}</a>', address, row.recipient)

    @admin.display(description="邮箱（遮住一部分）")
    def address(self, row):
        return masked(row.recipient.email)

    @admin.display(description="怎么办")
    def what_to_do(self, row):
        return REMEDIES[Fault(row.fault)]
