"""常用答复: an organisation's ready texts for its answers, kept by those who answer."""

from django.contrib import admin

from disclosure.audit.words import register
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from disclosure.organizations.scoped_admin import ScopedAdmin
from feedback.cases.models.replies import CannedReply

register("cannedreply", {"added": "新建常用答复", "changed": "修改常用答复", "deleted": "删除常用答复"})

HELP = {
    "title": "自己认得的名字，如“已在网上公开”。来件人看不到。",
    "text": "写答复的时候可以插进去再改。不要写人的姓名和电话。",
}


@admin.register(CannedReply)
class CannedReplyAdmin(ScopedAdmin):
    changing = (HANDLE_REQUESTS, COLLECT_OPINIONS)
    list_display = ["title", "beginning", "organization"]
    list_select_related = ["organization"]
    search_fields = ["title", "text"]
    search_help_text = "按名称、内容里的词查找"
    ordering = ["organization__path", "title", "pk"]
    fields = ["organization", "title", "text"]

    @admin.display(description="内容")
    def beginning(self, reply):
        return reply.text[:40]

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        return ("organization",) if obj else ()

    def get_changeform_initial_data(self, request):
        """Who answers for one organisation need not choose it."""
        organizations = self.choices_in_scope(request, CannedReply.organization.field.related_model)[:2]
        return {"organization": organizations[0].pk} if len(organizations) == 1 else {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in HELP:
            field.help_text = HELP[db_field.name]
        return field
