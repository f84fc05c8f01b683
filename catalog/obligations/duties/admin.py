"""What the own organisations owe, to be read: duties are opened by the sweep and met by publishing or by reporting."""

from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from catalog.items.staff.rows import begin_label
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.quotas import with_pieces
from disclosure.organizations.roles import DRAFT, PUBLISH, WATCH
from disclosure.organizations.scoped_admin import ScopedAdmin


class IsMet(admin.SimpleListFilter):
    title = "情况"
    parameter_name = "met"

    def lookups(self, request, model_admin):
        words = {"no": "还没有完成", "late": "逾期", "yes": "已完成", "excused": "不予公开或暂缓", "ended": "不再需要"}
        return list(words.items())

    def queryset(self, request, queryset):
        rows = {
            "no": queryset.open,
            "late": lambda: queryset.open().filter(deadline__due_on__lt=timezone.localdate()),
            "yes": lambda: queryset.filter(fulfilled_on__isnull=False),
            "excused": queryset.withheld,
            "ended": lambda: queryset.filter(ended_on__isnull=False),
        }
        return rows.get(self.value(), lambda: queryset)()


@admin.register(Duty)
class DutyAdmin(ScopedAdmin):
    view_permissions = (DRAFT, PUBLISH, WATCH)
    list_display = ["matter", "period", "due_on", "state", "pieces", "fulfilled_on", "organization"]
    list_filter = [IsMet, "kind", "recurrence_label"]
    list_select_related = ["organization", "entry", "department", "deadline", "withholding"]
    search_fields = ["entry_code", "entry__name", "department__name", "organization__name", "organization__code"]
    search_help_text = "按代码、公开内容、科室、党组织查找"
    ordering = ["deadline__due_on", "pk"]
    sortable_by = ()
    fields = [
        "organization", "matter", "period", "starts_on", "ends_on", "due_on", "state", "pieces", "why", "fulfilled_on", "register",
    ]  # fmt: skip
    readonly_fields = fields

    @admin.display(description="公开内容")
    def matter(self, duty):
        """The entry, else the department that owes its quota, else the report's own name."""
        if duty.entry:
            return f"{duty.entry_code} {duty.entry.name}"
        return str(duty.department or duty.get_kind_display())

    @admin.display(description="周期")
    def period(self, duty):
        return f"{duty.period_label}{duty.recurrence_label}"

    @admin.display(description="到期日")
    def due_on(self, duty):
        return duty.deadline.due_on

    @admin.display(description="情况")
    def state(self, duty):
        return duty.state_words(timezone.localdate())

    def get_queryset(self, request):
        return with_pieces(super().get_queryset(request))

    @admin.display(description="上报和公开")
    def pieces(self, duty):
        """Of a department's quota."""
        return f"上报{duty.reported}篇，公开{duty.published}篇" if duty.kind == Duty.Kind.QUOTA else "—"

    @admin.display(description="为什么不再需要")
    def why(self, duty):
        return duty.ended_reason

    @admin.display(description="办理")
    def register(self, duty):
        if not duty.is_open:
            return "已办好" if duty.fulfilled_on else duty.state_words(timezone.localdate())
        return format_html('<a href="{}">{}</a>', duty.deadline.url, begin_label(duty.deadline.url) or "办理")
