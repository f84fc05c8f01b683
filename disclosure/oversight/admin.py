"""The register of working funds, where the scheme asks for them (QJ-29)."""

from django.contrib import admin

from disclosure.audit.words import register
from disclosure.organizations.roles import APPROVE, MANAGE_CATALOGUE, PUBLISH
from disclosure.organizations.scoped_admin import RegisterAdmin
from disclosure.oversight.models import WorkingFunds

register("workingfunds", {"added": "登记工作经费", "changed": "修改工作经费"})


@admin.register(WorkingFunds)
class WorkingFundsAdmin(RegisterAdmin):
    """One row a year; shown in the list of what is ready."""

    view_permissions = (APPROVE,)
    changing = (MANAGE_CATALOGUE, PUBLISH)
    list_display = ["organization", "year", "amount", "note"]
    list_select_related = ["organization"]
    search_fields = ["organization__name", "organization__code"]
    search_help_text = "按组织查找"
    ordering = ["organization__path", "-year", "pk"]
    fields = ["organization", "year", "amount", "note"]
    help_texts = {
        "year": "写四位数的年份，如 2026。",
        "amount": "这一年为党务公开安排的工作经费，写到元。",
        "note": "哪一次会议定的、从哪里列支，可以不写。",
    }
