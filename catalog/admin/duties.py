"""What the own organisations owe, period by period, to be read: duties are opened by the sweep and met by publishing."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from catalog.models import Duty
from disclosure.organizations.desk import ScopedAdmin
from disclosure.organizations.roles import DRAFT, PUBLISH, WATCH


class IsMet(admin.SimpleListFilter):
    title = "情况"
    parameter_name = "met"

    def lookups(self, request, model_admin):
        return [("no", "还没有完成"), ("late", "逾期"), ("yes", "已完成"), ("excused", "不予公开或暂缓"), ("ended", "不再需要")]

    def queryset(self, request, queryset):
        if self.value() == "late":
            return queryset.open().filter(deadline__due_on__lt=timezone.localdate())
        if self.value() == "no":
            return queryset.open()
        if self.value() == "yes":
            return queryset.filter(fulfilled_on__isnull=False)
        if self.value() == "excused":
            return queryset.excused()
        return queryset.filter(ended_on__isnull=False) if self.value() == "ended" else queryset


@admin.register(Duty)
class DutyAdmin(ScopedAdmin):
    view_permissions = (DRAFT, PUBLISH, WATCH)
    list_display = ["matter", "period", "due_on", "state", "fulfilled_on", "organization"]
    list_filter = [IsMet, "recurrence_label"]
    list_select_related = ["organization", "entry", "deadline"]
    search_fields = ["entry_code", "entry__name", "organization__name", "organization__code"]
    search_help_text = "按代码、公开内容、党组织查找"
    ordering = ["deadline__due_on", "pk"]
    sortable_by = ()
    fields = ["organization", "matter", "period", "starts_on", "ends_on", "due_on", "state", "fulfilled_on", "register"]
    readonly_fields = fields

    @admin.display(description="公开内容")
    def matter(self, duty):
        return f"{duty.entry_code} {duty.entry.name}"

    @admin.display(description="周期")
    def period(self, duty):
        return f"{duty.period_label}{duty.recurrence_label}"

    @admin.display(description="到期日")
    def due_on(self, duty):
        return duty.deadline.due_on

    @admin.display(description="情况")
    def state(self, duty):
        return duty.state_words(timezone.localdate())

    @admin.display(description="办理")
    def register(self, duty):
        if not duty.is_open:
            return "已办好" if duty.fulfilled_on else duty.state_words(timezone.localdate())
        return format_html('<a href="{}">办理</a>', duty.deadline.url)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
