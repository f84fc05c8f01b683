"""The audit administrator reads and exports; nobody adds, changes or deletes."""

from django.contrib import admin
from django.http import StreamingHttpResponse
from django.utils import timezone

from disclosure.audit.export import event_lines
from disclosure.audit.models import Event, Seal
from disclosure.audit.record import record
from disclosure.audit.words import ACTION_LABELS
from disclosure.web.changelist import KeyedLists
from disclosure.web.moments import local_day
from disclosure.web.spreadsheet import CSV_TYPE


class ActionFilter(admin.SimpleListFilter):
    title = "动作"
    parameter_name = "action_word"

    def lookups(self, request, model_admin):
        return ACTION_LABELS.items()

    def queryset(self, request, queryset):
        return queryset.filter(action=self.value()) if self.value() else queryset


class OrganizationFilter(admin.SimpleListFilter):
    """The code is typed in: a list of all organisations would be too long."""

    title = "党组织代码"
    parameter_name = "organization"
    template = "admin/audit/typed_filter.html"

    def lookups(self, request, model_admin):
        return [("", "全部")]

    def choices(self, changelist):
        kept = changelist.get_query_string(remove=[self.parameter_name])
        others = [(name, value) for name, value in changelist.params.items() if name != self.parameter_name]
        yield {"parameter": self.parameter_name, "value": self.value() or "", "others": others, "clear": kept}

    def queryset(self, request, queryset):
        return queryset.filter(organization_code=self.value()) if self.value() else queryset


class ReadOnlyAdmin(KeyedLists):
    actions_on_top = True
    show_facets = admin.ShowFacets.NEVER

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.is_active and getattr(request.user, "administrator", "") == "audit"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["moment", "actor_name", "action_label", "object_label", "organization_code", "address"]
    list_filter = [("at", admin.DateFieldListFilter), OrganizationFilter, ActionFilter]
    search_fields = ["actor_name", "object_label"]
    search_help_text = "按人员或对象查找"
    ordering = ["-id"]
    actions = ["export_csv"]
    fields = ["at", "actor_name", "action_label", "action_code", "object_label", "object_type", "object_id"]
    fields += ["organization_code", "changes", "address"]
    readonly_fields = fields

    @admin.display(description="时间")
    def moment(self, event):
        return timezone.localtime(event.at).strftime("%Y-%m-%d %H:%M:%S")

    @admin.display(description="动作")
    def action_label(self, event):
        return event.action_label

    @admin.display(description="动作代码")
    def action_code(self, event):
        return event.action

    @admin.action(description="导出 CSV", permissions=["view"])
    def export_csv(self, request, queryset):
        now = timezone.now()
        record("audit.exported", request.user, by=request.user, now=now, changes={"filter": request.GET.dict()})
        headers = {"Content-Disposition": f'attachment; filename="audit-{local_day(now)}.csv"'}
        return StreamingHttpResponse(event_lines(queryset), content_type=f"{CSV_TYPE}; charset=utf-8", headers=headers)


@admin.register(Seal)
class SealAdmin(ReadOnlyAdmin):
    list_display = ["on", "event_count", "last_event_id", "digest"]
    ordering = ["-on"]
    actions = None
