"""How the list of orders is narrowed."""

from django.contrib import admin
from django.utils import timezone

from disclosure.organizations.access import access_for


class DueFilter(admin.SimpleListFilter):
    title = "期限"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("overdue", "现在逾期"), ("open", "还没有完成")]

    def queryset(self, request, queryset):
        if self.value() == "overdue":
            return queryset.overdue(timezone.localdate())
        return queryset.going_on() if self.value() == "open" else queryset


class SideFilter(admin.SimpleListFilter):
    title = "哪一方"
    parameter_name = "side"

    def lookups(self, request, model_admin):
        return [("given", "我们提出的"), ("received", "要我们整改的")]

    def queryset(self, request, queryset):
        places = access_for(request).workplace_ids
        if self.value() == "given":
            return queryset.filter(issuer__in=places)
        return queryset.filter(organization__in=places) if self.value() == "received" else queryset
