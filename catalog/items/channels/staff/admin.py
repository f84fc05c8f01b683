"""The register of what carries disclosures: boards, screens, boxes, phones (PL-14). Shown on the organisation's page."""

from django.contrib import admin

from catalog.items.channels.models import Carrier
from disclosure.audit.words import register
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DRAFT, MANAGE_CATALOGUE, PUBLISH, REVIEW
from disclosure.organizations.scoped_admin import RegisterAdmin

register("carrier", {"added": "登记公开载体", "changed": "修改公开载体"})


@admin.register(Carrier)
class CarrierAdmin(RegisterAdmin):
    """A carrier that is taken down stays in the register, no longer in use: what was posted on it names it."""

    view_permissions = (DRAFT, REVIEW, CHECK_SECRECY, APPROVE)
    changing = (MANAGE_CATALOGUE, PUBLISH)
    list_display = ["name", "kind", "place", "keeper", "is_active", "organization"]
    list_filter = ["kind", "is_active"]
    list_select_related = ["organization"]
    search_fields = ["name", "place", "organization__name", "organization__code"]
    search_help_text = "按名称、位置或号码查找"
    ordering = ["organization__path", "kind", "name", "pk"]
    fields = ["organization", "kind", "name", "place", "keeper", "is_active"]
    help_texts = {
        "name": "大家认得的叫法，如“机关一楼公开栏”“党务监督电话”。会显示在组织的公开页面上。",
        "place": "公开栏、电子屏、意见箱写在哪里，电话写号码。",
        "keeper": "谁负责张贴、开箱或接听。不对外显示。",
        "is_active": "拆除或停用的去掉勾，以前的登记还在。",
    }
