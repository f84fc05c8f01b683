"""Meetings of supervisors and of the leading group, their resolutions, the office's report (QJ-18, YY-19, LK-30)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.schemes.choices import MeetingKind
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together, unique
from disclosure.organizations.models.directory import Organization, under
from disclosure.web.day_words import plain
from disclosure.web.moments import local_day

NOT_BY_THE_SAME = "这一步要由另一个人办。"


class OfOrganization(models.QuerySet):
    def within(self, prefixes):
        return self.filter(under(prefixes, "organization__path"))


class WorkMeeting(models.Model):
    """Called with an agenda drafted from what is open, held, minuted by one and confirmed by another person."""

    class State(models.TextChoices):
        PLANNED = "planned", "正在准备"
        INVITED = "invited", "已通知"
        MINUTED = "minuted", "纪要待确认"
        CONFIRMED = "confirmed", "纪要已确认"
        CANCELLED = "cancelled", "没有开"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="work_meetings", verbose_name="党组织")
    kind = models.CharField("种类", max_length=12, choices=MeetingKind)
    planned_on = models.DateField("开会日期")
    place = models.CharField("地点", max_length=200)
    agenda = models.TextField("议程")
    with_supervisors = models.BooleanField("请监督员参加", default=False)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="召集人", **AUTHOR)
    called_at = models.DateTimeField("召集时间")
    invited_at = models.DateTimeField("通知时间", null=True, blank=True)
    held_on = models.DateField("哪一天开的", null=True, blank=True)
    others_present = models.CharField("还有谁到会", max_length=300, blank=True)
    minutes = models.TextField("纪要", blank=True)
    minuted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="记录人", **PERSON)
    minuted_at = models.DateTimeField("记录时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    reason = models.CharField("原因", max_length=300, blank=True)

    objects = OfOrganization.as_manager()

    class Meta:
        verbose_name = "工作会议"
        verbose_name_plural = "工作会议"
        constraints = [
            set_together("minuted_at", "minuted_by", name="work_meeting_minuted_by_and_at"),
            set_together("confirmed_at", "confirmed_by", name="work_meeting_confirmed_by_and_at"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("minuted_by")),
                name="minutes_are_confirmed_by_another_person",
                violation_error_message=NOT_BY_THE_SAME,
            ),
        ]
        indexes = [models.Index(fields=["organization", "-planned_on", "-id"], name="work_meeting_of_organization")]

    def __str__(self):
        return f"{plain(self.day)}{self.get_kind_display()}"

    def get_absolute_url(self):
        """Where whoever was invited reads it."""
        return reverse("oversight:meeting", args=[self.pk])

    @property
    def day(self) -> date:
        return self.held_on or self.planned_on

    @property
    def is_entered_late(self) -> bool:
        """Held before anybody was told in the portal: nothing dated shows that it was held that day."""
        return bool(self.held_on and self.invited_at and self.held_on < local_day(self.invited_at))

    def get_staff_url(self) -> str:
        return reverse("admin:oversight_workmeeting_change", args=[self.pk])


class Invitation(models.Model):
    """Somebody who was to come, as they were called on the day. ``attended``: None before the minutes say so."""

    meeting = models.ForeignKey(WorkMeeting, models.CASCADE, related_name="invitations", verbose_name="会议")
    name = models.CharField("姓名", max_length=60)
    called = models.CharField("身份", max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="账号", **PERSON)
    attended = models.BooleanField("到会", null=True, blank=True)

    class Meta:
        verbose_name = "参加会议的人"
        verbose_name_plural = "参加会议的人"
        indexes = [models.Index(fields=["person", "meeting"], name="invitation_of_person")]

    def __str__(self):
        return f"{self.name}（{self.called}）"


class Resolution(models.Model):
    """What a meeting resolved: who does what by when. Binding, and on the ledger, once the minutes are confirmed."""

    class State(models.TextChoices):
        DRAFT = "draft", "随纪要待确认"
        OPEN = "open", "正在办"
        DONE = "done", "办完待确认"
        CONFIRMED = "confirmed", "已办成"
        DROPPED = "dropped", "不再办"

    meeting = models.ForeignKey(WorkMeeting, models.PROTECT, related_name="resolutions", verbose_name="会议")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="resolutions", verbose_name="党组织")
    what = models.CharField("议定什么", max_length=200)
    responsible = models.CharField("谁负责", max_length=100)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="负责人账号", **PERSON)
    due_on = models.DateField("哪一天前办好")
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="resolution", verbose_name="时限"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    outcome = models.CharField("怎样办的", max_length=500, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="谁说办完的", **PERSON)
    done_at = models.DateTimeField("办完时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    reason = models.CharField("原因", max_length=300, blank=True)

    objects = OfOrganization.as_manager()

    class Meta:
        verbose_name = "议定事项"
        verbose_name_plural = "议定事项"
        constraints = [
            set_together("done_at", "done_by", name="resolution_done_by_and_at"),
            set_together("confirmed_at", "confirmed_by", name="resolution_confirmed_by_and_at"),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("done_by")),
                name="resolution_is_confirmed_by_another_person",
                violation_error_message=NOT_BY_THE_SAME,
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "due_on"], name="resolution_of_organization")]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("admin:oversight_resolution_change", args=[self.pk])

    @property
    def number(self) -> str:
        """What those are told who watch, and need not know what was resolved."""
        return f"会议议定事项第{self.pk}号"

    @property
    def owed_on(self) -> date:
        """As the ledger has it, once it is there."""
        return (self.deadline and self.deadline.due_on) or self.due_on


class MeetingDue(models.Model):
    """A meeting that is owed in a period, as the scheme says how often; met by one that was held in it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings_due", verbose_name="党组织")
    kind = models.CharField("种类", max_length=12, choices=MeetingKind)
    starts_on = models.DateField("时段起")
    ends_on = models.DateField("时段止")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="meeting_due", verbose_name="时限")

    class Meta:
        verbose_name = "应开的会"
        verbose_name_plural = "应开的会"
        constraints = [
            unique("organization", "kind", "starts_on", name="meeting_due_once_a_period", message="这一时段已经有了。")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on}"


class OfficeReport(models.Model):
    """How disclosure stood in a period, drafted from the ledger by the office, signed off by another person, read by the leading
    group (LK-30). ``deadline``: where it was wanted by a day (YY-19)."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        SUBMITTED = "submitted", "待签发"
        SIGNED = "signed", "已签发"
        DISCARDED = "discarded", "不写了"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="office_reports", verbose_name="党组织")
    title = models.CharField("标题", max_length=200)
    from_on = models.DateField("从哪一天")
    until_on = models.DateField("到哪一天")
    body = models.TextField("正文")
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="office_report", verbose_name="时限"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    written_at = models.DateTimeField("起草时间")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="最后修改人", **PERSON)
    saved_at = models.DateTimeField("最后修改时间")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="签发人", **PERSON)
    signed_at = models.DateTimeField("签发时间", null=True, blank=True)

    objects = OfOrganization.as_manager()

    class Meta:
        verbose_name = "公开情况报告"
        verbose_name_plural = "公开情况报告"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="office_report_runs_forward",
                violation_error_message="起止日期写反了。",
            ),
            set_together("signed_at", "signed_by", name="office_report_signed_by_and_at"),
            models.CheckConstraint(
                condition=~Q(signed_by=F("written_by")) & ~Q(signed_by=F("saved_by")),
                name="office_report_is_signed_by_another_person",
                violation_error_message=NOT_BY_THE_SAME,
            ),
        ]
        indexes = [models.Index(fields=["organization", "-id"], name="office_report_of_organization")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("oversight:office_report", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:oversight_officereport_change", args=[self.pk])


class ReportReading(models.Model):
    """Somebody of the leading group has read the report."""

    report = models.ForeignKey(OfficeReport, models.CASCADE, related_name="readings", verbose_name="报告")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="谁读的", **AUTHOR)
    read_at = models.DateTimeField("什么时候读的")

    class Meta:
        verbose_name = "阅读报告"
        verbose_name_plural = "阅读报告"
        constraints = [models.UniqueConstraint(fields=["report", "reader"], name="report_read_once")]

    def __str__(self):
        return f"{self.reader_id} {self.read_at}"
