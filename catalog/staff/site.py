"""The desk: Django's admin, opening on "今日"."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import SimpleLazyObject

from catalog.staff.heads import heads_of
from catalog.staff.today import today_of
from disclosure.notices.inbox import unread_count
from disclosure.organizations.access import access_for
from disclosure.organizations.intranet import is_on_intranet, require_intranet

# What each list is for, in the order in which the first page names them: the daily work first.
HINTS = {
    "Item": "本组织登记过的全部事项",
    "Duty": "按目录和方案应当公开的，哪些还没有公开",
    "Confirmation": "每季度说一次：哪些有新情况，哪些没有",
    "Project": "分几个阶段公开的工作：计划、完成、结束",
    "Bulletin": "情况通报、公告、学习资料，谁读了",
    "Case": "点题、申请、意见和咨询：谁来办、哪天到期",
    "LetterTemplate": "受理通知书、答复书这些文书怎样写",
    "Consultation": "把稿子拿出来听意见，逐条答复，公布采纳情况",
    "Meeting": "听证会、座谈会的时间、人数和记录",
    "CannedReply": "答复里常用的话，写答复时可以插进去再改",
    "Withholding": "不能公开、或者暂时不能公开的，在这里提出和批准",
    "EntryChange": "变更、撤销、终止目录里的一项，由制定目录的组织批准",
    "Order": "谁要求谁整改、哪天前完成、改好了没有",
    "Evaluation": "请党员打分、写意见，不记名；计票，公布结果",
    "Measure": "记下别处作出的处理和表扬，由另一个人核对",
    "Filing": "报给上级的和下级报来的，到没到、签收没有",
    "UpwardReport": "向上级反映情况，看上级怎么办",
    "ArchiveRecord": "归档的档案包、待归档的事项、各种登记簿",
    "Appraisal": "保管期满的档案：延长保管还是销毁，由两个人办",
    "Assessment": "每年一次：考核下一级组织或者本组织的科室，预告、听异议、确认、通报",
    "Result": "本组织在考核里得了多少分，是怎样算的；不对的可以提异议",
    "Objection": "对考核结果提了什么异议，怎样答复的",
    "Carrier": "公开栏、电子屏、意见箱、监督电话在哪里，谁管",
    "WorkingFunds": "每年为党务公开安排了多少工作经费",
    "Supervisor": "党务公开监督员：提名、聘任、聘期，提过的建议",
    "WorkMeeting": "监督员会议、领导小组会议：议程、通知、纪要",
    "Resolution": "会上议定的事：谁办、哪天前、办成没有",
    "OfficeReport": "党务公开情况报告：起草、签发、谁看了",
    "ContactPoint": "联系点、示范点：谁指导、走访、简报、经验",
    "PointRecord": "联系点的走访、简报、经验，哪些放进交流栏",
    "Rhythm": "下级每季度、每半年逐项确认一次，或者不要求",
    "Catalogue": "导入、批准、备案、施行",
    "SchemeDraft": "本组织的实施方案：起草、征求意见、审定、印发",
    "Trial": "方案印发以前，照草稿算一年：哪天到期，落在谁身上",
    "Deadline": "每件事哪天到期、为什么是这一天",
    "Webhook": "发布、更正、撤回时告诉哪些系统",
    "WebhookDelivery": "告诉别的系统的消息，送到没有",
    "Digest": "谁的提醒邮件没有寄出，为什么，怎么办",
    "Portal": "门户的名称、主办单位和监督电话，每一页都写着",
    "User": "开账号、改资料、停用",
    "PeopleImport": "一张 Excel 表，把组织、人员、任职一次导进来",
    "PasswordReset": "谁请求重设密码，等谁同意",
    "Post": "谁在哪个组织担任什么角色，从哪天到哪天",
    "Enrolment": "登记谁是本组织的党员或机关人员，等本人或者系统管理员确认",
    "Membership": "谁是哪个组织的党员或机关人员，转出在这里办",
    "Organization": "组织的名称、上级和联系办法",
    "Department": "责任科室的名单",
    "Audience": "只对一部分人公开时的名单",
    "LeadingGroupSeat": "领导小组和办公室的成员",
    "HolidayNotice": "每年国务院办公厅发通知后，把全文粘贴进来",
    "SpecialDay": "单独把某一天改成上班或放假",
    "Event": "谁在什么时候做了什么",
    "Seal": "每天封存一次，防止事后改动",
}

PLACES = {name: place for place, name in enumerate(HINTS)}


def place_of(model: dict) -> int:
    """Where a list stands; one without a hint last."""
    return PLACES.get(model["object_name"], len(PLACES))


class DeskSite(admin.AdminSite):
    site_title = "工作台"
    site_header = "工作台"
    index_title = "今日"
    site_url = "/"
    empty_value_display = "—"
    enable_nav_sidebar = False

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """One door: the portal's own sign-in page, which keeps a record. Who is signed in and works nowhere gets a message."""
        require_intranet(request)
        if request.user.is_authenticated:
            raise PermissionDenied("您还没有工作台的岗位。请联系本组织书记或安全管理员。")
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def password_change(self, request, extra_context=None):
        """One page for it, which keeps a record."""
        return redirect("password_change")

    def has_permission(self, request):
        return super().has_permission(request) and is_on_intranet(request)

    def get_app_list(self, request, app_label=None):
        """Looked up when a page shows it: Django asks for it on every page, for a sidebar that is off here."""
        return SimpleLazyObject(lambda: self.lists_of(request, app_label))

    def lists_of(self, request, app_label=None):
        """Each list says in a few words what it is for; the daily work stands first."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=place_of)
            for model in app["models"]:
                model["hint"] = HINTS.get(model["object_name"], "")
        return sorted(apps, key=lambda app: place_of(app["models"][0]))

    def index(self, request, extra_context=None):
        access = access_for(request)
        shown = {"today": today_of(access), "heads": heads_of(access), "unread": unread_count(request.user)}
        return super().index(request, {**shown, **(extra_context or {})})
