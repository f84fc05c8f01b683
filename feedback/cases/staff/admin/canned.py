"""常用答复: an organisation's ready texts for its answers, kept by those who answer."""

from django.contrib import admin

from disclosure.audit.words import register
from disclosure.organizations.roles import COLLECT_OPINIONS, HANDLE_REQUESTS
from disclosure.organizations.scoped_admin import RegisterAdmin
from feedback.cases.models.replies import CannedReply

register("cannedreply", {"added": "新建常用答复", "changed": "修改常用答复", "deleted": "删除常用答复"})


@admin.register(CannedReply)
class CannedReplyAdmin(RegisterAdmin):
    changing = (HANDLE_REQUESTS, COLLECT_OPINIONS)
    list_display = ["title", "beginning", "organization"]
    list_select_related = ["organization"]
    search_fields = ["title", "text"]
    search_help_text = "按名称、内容里的词查找"
    ordering = ["organization__path", "title", "pk"]
    fields = ["organization", "title", "text"]
    help_texts = {
        "title": "自己认得的名字，如“已在网上公开”。来件人看不到。",
        "text": "写答复的时候可以插进去再改。不要写人的姓名和电话。",
    }

    @admin.display(description="内容")
    def beginning(self, reply):
        return reply.text[:40]

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)
