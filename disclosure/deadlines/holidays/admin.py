"""The calendar, kept by the system administrator (QJ-11)."""

from datetime import date

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone

from disclosure.deadlines import dates
from disclosure.deadlines.holidays import changes
from disclosure.deadlines.holidays.forms import DayForm, NoticeForm, ReasonForm
from disclosure.deadlines.holidays.year_calendar import year_calendar
from disclosure.deadlines.holidays.years import library_calendar
from disclosure.deadlines.models import HolidayNotice, SpecialDay
from disclosure.deadlines.workdays import SpecialDay as NamedDay
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.web.changelist import KeyedLists
from disclosure.web.frame import framed


class CalendarAdmin(KeyedLists):
    """For the system administrator only. Every change goes through a preview; nothing is deleted."""

    actions = None

    def has_module_permission(self, request):
        return request.user.is_active and getattr(request.user, "administrator", "") == "system"

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    has_add_permission = has_module_permission

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def require_administrator(self, request) -> None:
        if not self.has_module_permission(request):
            raise PermissionDenied

    def page(self, request, template: str, title: str, **context):
        return framed(self, request, f"admin/deadlines/{template}.html", title, context)

    @property
    def list_url(self) -> str:
        return reverse(f"admin:deadlines_{self.opts.model_name}_changelist")

    def done(self, request, what: str, moved: int):
        felt = f"{moved}项时限的到期日已重算，责任人已收到通知。" if moved else "没有时限因此改期。"
        messages.success(request, f"{what}。{felt}")
        return redirect(self.list_url)


@admin.register(HolidayNotice)
class HolidayNoticeAdmin(CalendarAdmin):
    """Paste, look at the year, confirm."""

    list_display = ["year", "number", "confirmed_by", "confirmed_at", "replaced_at"]
    ordering = ["-year", "-pk"]

    def add_view(self, request, form_url="", extra_context=None):
        self.require_administrator(request)
        form = NoticeForm(request.POST or None)
        if not form.is_valid():
            return self.page(request, "paste", "粘贴放假通知", form=form)
        understood = form.cleaned_data["understood"]
        if "confirm" in request.POST:
            notice = HolidayNotice(year=understood.year, text=form.cleaned_data["text"])
            moved = changes.confirm_notice(notice=notice, by=request.user, now=timezone.now())
            return self.done(request, f"{notice}已确认", moved)
        replaced, plan = changes.notice_in_force(understood.year), changes.plan_notice(understood)
        context = {
            "understood": understood,
            "plan": plan,
            "replaced": replaced,
            "year": year_calendar(plan.calendar, understood.year),
            "earlier": [day for day in understood.days if day.on.year < understood.year],
        }
        return self.page(request, "notice_preview", f"{understood.year}年放假安排", form=form, **context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        self.require_administrator(request)
        notice = self.get_object(request, object_id)
        if notice is None:
            raise Http404
        understood = changes.understand(notice.text, notice.year)
        calendar = library_calendar().overlaid(understood.days, [notice.year])
        return self.page(request, "notice", str(notice), notice=notice, year=year_calendar(calendar, notice.year))


@admin.register(SpecialDay)
class SpecialDayAdmin(CalendarAdmin):
    """A day changed by hand, and the taking back of it."""

    list_display = ["on", "is_working", "name", "source", "notice"]
    list_filter = ["source"]
    list_select_related = ["notice"]
    date_hierarchy = "on"
    ordering = ["-on"]

    def get_urls(self):
        back = path("<int:pk>/back/", self.admin_site.admin_view(self.back), name="deadlines_specialday_back")
        return [back, *super().get_urls()]

    def add_view(self, request, form_url="", extra_context=None):
        self.require_administrator(request)
        form = DayForm(request.POST or None, initial={"on": request.GET.get("on")})
        if not form.is_valid():
            return self.page(request, "day", "更改一天", form=form)
        values = form.cleaned_data
        if "confirm" in request.POST:
            moved = changes.change_day(**values, by=request.user, now=timezone.now())
            return self.done(request, f"{dates.plain(values['on'])}已更改", moved)
        day = NamedDay(values["on"], values["is_working"], values["name"], SpecialDay.Source.OVERRIDE)
        return self.preview(request, "核对更改", form, day.on, changes.plan_day(day, day.on))

    def change_view(self, request, object_id, form_url="", extra_context=None):
        self.require_administrator(request)
        day = self.get_object(request, object_id)
        if day is None:
            raise Http404
        return redirect("admin:deadlines_specialday_back", day.pk)

    def back(self, request, pk):
        self.require_administrator(request)
        day = get_object_or_404(SpecialDay, pk=pk)
        is_by_hand = day.source == SpecialDay.Source.OVERRIDE
        form = ReasonForm(request.POST or None)
        if not is_by_hand or not form.is_valid():
            return self.page(request, "day_back", str(day), day=day, form=form, is_by_hand=is_by_hand)
        if "confirm" in request.POST:
            moved = changes.take_back_day(on=day.on, **form.cleaned_data, by=request.user, now=timezone.now())
            return self.done(request, f"{dates.plain(day.on)}已恢复原来的安排", moved)
        return self.preview(request, "核对恢复", form, day.on, changes.plan_day(None, day.on))

    def preview(self, request, title: str, form, on: date, plan: changes.Plan):
        was, becomes = (
            "上班" if calendar.is_working(on) else "放假" for calendar in (current_calendar(), plan.calendar)
        )
        return self.page(
            request, "day_preview", title, form=form, plan=plan, on=dates.full(on), was=was, becomes=becomes
        )
