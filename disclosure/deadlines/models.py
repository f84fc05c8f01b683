"""The calendar's table and the ledger of everything that can be late."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from disclosure.deadlines.traces import safe_words
from disclosure.organizations.models.columns import set_together, unique
from disclosure.organizations.models.directory import Department, Organization, under
from disclosure.organizations.roles import DRAFT

IN_FORCE = Q(confirmed_at__isnull=False, replaced_at__isnull=True)


class HolidayNoticeQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(IN_FORCE)


class HolidayNotice(models.Model):
    """The State Council's yearly notice as pasted, and who confirmed what was understood from it."""

    year = models.PositiveSmallIntegerField("年份")
    number = models.CharField("文号", max_length=60, blank=True)
    text = models.TextField("通知原文")
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    replaced_at = models.DateTimeField("被更正时间", null=True, blank=True)

    objects = HolidayNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "放假通知"
        verbose_name_plural = "放假通知"
        constraints = [
            unique(
                "year", condition=IN_FORCE, name="one_confirmed_notice_a_year", message="这一年的放假安排已经确认过。"
            ),
            set_together("confirmed_at", "confirmed_by", name="notice_confirmed_by_and_at"),
        ]

    def __str__(self):
        return f"{self.year}年放假通知"


class SpecialDay(models.Model):
    """A day that is not what its weekday says. The table wins over the library."""

    class Source(models.TextChoices):
        NOTICE = "notice", "放假通知"
        OVERRIDE = "override", "管理员更改"

    on = models.DateField("日期", unique=True)
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)
    source = models.CharField("来源", max_length=10, choices=Source, default=Source.NOTICE)
    notice = models.ForeignKey(
        HolidayNotice, models.PROTECT, null=True, blank=True, related_name="days", verbose_name="放假通知"
    )

    class Meta:
        verbose_name = "特殊日"
        verbose_name_plural = "特殊日"

    def __str__(self):
        return f"{self.on} {self.name}"


DONE, EXCUSED, ENDED = "done", "excused", "ended"
UNDONE = (EXCUSED, ENDED)
# A confirmation is no disclosure: not given it reads 未确认, never late, and stands in no on-time rate.
NEVER_LATE = ("confirmation",)
CAN_BE_LATE = ~Q(kind__in=NEVER_LATE)
# What was late already when it was excused or ended stays late: neither is a way to make it look in time.
LATE_WHEN_CLOSED = Q(closed_on__gt=F("due_on")) & CAN_BE_LATE
# Open, done, or late: what was excused or ended in time is neither in time nor late.
OWED = CAN_BE_LATE & Q(closed_as__in=("", DONE)) | LATE_WHEN_CLOSED
MARGIN = timedelta(days=31)


def is_late(on: date) -> Q:
    """Closed after the day it was due, in whatever way, or overdue still."""
    return LATE_WHEN_CLOSED | is_overdue(on)


def is_overdue(on: date) -> Q:
    """Open and due before ``on``: a due date is inclusive, late from the following local day."""
    return Q(closed_on__isnull=True, due_on__lt=on) & CAN_BE_LATE


class DeadlineQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_on__isnull=True)

    def overdue(self, on: date):
        return self.filter(is_overdue(on))

    def due_between(self, first: date, last: date):
        """Open and due from ``first`` to ``last``, both included."""
        return self.filter(closed_on__isnull=True, due_on__range=(first, last))

    def due_within(self, first: date, last: date):
        """Due from ``first`` to ``last``, both included, open or closed."""
        return self.filter(due_on__range=(first, last))

    def on_time(self):
        """Done no later than the day they were due."""
        return self.filter(CAN_BE_LATE, closed_as=DONE, closed_on__lte=F("due_on"))

    def excused(self):
        return self.filter(closed_as=EXCUSED)

    def owed(self):
        """Open, done, or late: what was excused or ended in time counts neither as in time nor as late."""
        return self.filter(OWED)

    def late(self, on: date):
        return self.filter(is_late(on))

    def touching(self, first: date, last: date):
        """Open rows whose reckoning may look at a day from ``first`` to ``last``, or a few days further where a day was
        moved. Paused rows have no due date: their trace is reckoned anew with the others."""
        reached = Q(due_on__gte=first - MARGIN) | Q(due_on__isnull=True)
        return self.filter(reached, closed_on__isnull=True, start_on__lte=last + MARGIN)

    def within(self, prefixes):
        return self.filter(under(prefixes, "organization__path"))


class Deadline(models.Model):
    """One row for everything that can be late. Its subject points to it; it points to none.

    ``title`` names the catalogue entry or the step, never the content of an item: whoever supervises may read it.
    ``permission`` is whose work it is in the organisation while no person is named: they can open ``url``.
    """

    class Kind(models.TextChoices):
        DUTY = "duty", "应公开任务"
        ITEM = "item", "公开事项"
        REQUEST = "request", "点题和申请"
        OPINION = "opinion", "意见和咨询"
        FILING = "filing", "备案"
        RECTIFICATION = "rectification", "整改"
        REPORT = "report", "报告"
        ARCHIVE = "archive", "归档"
        FORM = "form", "公开形式"
        OUTSIDE = "outside", "向社会公开"
        CONFIRMATION = "confirmation", "逐项确认"
        REVIEW = "review", "复查"
        MEETING = "meeting", "会议和议定事项"

    # What the portal discloses, as against requests, filings and reports.
    DISCLOSING = (Kind.DUTY, Kind.ITEM, Kind.OUTSIDE)

    class ClosedAs(models.TextChoices):
        DONE = "done", "已办"
        EXCUSED = "excused", "不予公开或暂缓"
        ENDED = "ended", "不再需要"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="deadlines", verbose_name="党组织")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, verbose_name="责任科室")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="责任人")
    permission = models.CharField("由什么岗位办", max_length=30, default=DRAFT)
    kind = models.CharField("种类", max_length=20, choices=Kind)
    title = models.CharField("事由", max_length=300)
    url = models.CharField("链接", max_length=300, blank=True)
    start_on = models.DateField("起算事件日")
    rule = models.JSONField("规则")
    due_on = models.DateField("到期日", null=True)
    is_provisional = models.BooleanField("暂定", default=False)
    trace = models.JSONField("计算过程")
    opened_on = models.DateField("登记日")
    paused_on = models.DateField("暂停日", null=True, blank=True)
    closed_on = models.DateField("办结日", null=True, blank=True)
    closed_as = models.CharField("怎样办结", max_length=10, choices=ClosedAs, blank=True, default="")

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        verbose_name = "时限"
        verbose_name_plural = "时限"
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=False) | Q(paused_on__isnull=False),
                name="deadline_has_due_date_unless_paused",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, closed_as="") | (Q(closed_on__isnull=False) & ~Q(closed_as="")),
                name="deadline_closed_on_and_as",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(closed_on__isnull=True), name="deadline_open_by_due"),
            models.Index(
                fields=["organization", "due_on"], condition=Q(closed_on__isnull=True), name="deadline_open_of_org"
            ),
            models.Index(
                fields=["start_on", "due_on"], condition=Q(closed_on__isnull=True), name="deadline_open_window"
            ),
            models.Index(fields=["due_on", "organization"], name="deadline_by_month"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where those who watch read why it is late; ``url`` is where the owner does what is owed."""
        return reverse("oversight:deadline", args=[self.pk])

    @property
    def is_still_provisional(self) -> bool:
        """Open, and the holiday notice of that year is not out yet."""
        return self.is_provisional and self.closed_on is None

    @property
    def safe_words(self) -> str:
        """While the date is provisional: 最迟不晚于1月6日为稳妥."""
        beside = self.due_on or self.start_on
        return safe_words(self.trace, beside) if self.is_still_provisional else ""

    @property
    def can_be_late(self) -> bool:
        return self.kind not in NEVER_LATE

    def is_overdue(self, on: date) -> bool:
        return self.is_past(on) and self.can_be_late

    def is_past(self, on: date) -> bool:
        """Open after the day it was due."""
        return self.closed_on is None and self.due_on is not None and self.due_on < on

    def was_late(self) -> bool:
        """Done, excused or ended only after the day it was due."""
        return bool(self.closed_on and self.due_on and self.closed_on > self.due_on) and self.can_be_late


class DeadlineChange(models.Model):
    """Why a due date is no longer what it was."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", "延期"
        PAUSE = "pause", "暂停"
        RESUME = "resume", "恢复"
        RECOMPUTATION = "recomputation", "重算"

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="changes", verbose_name="时限")
    kind = models.CharField("种类", max_length=20, choices=Kind)
    old_due_on = models.DateField("原到期日", null=True)
    new_due_on = models.DateField("新到期日", null=True)
    effective_on = models.DateField("生效日")
    rule = models.JSONField("延长的量", null=True, blank=True)
    reason = models.CharField("原因", max_length=500)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="批准人"
    )
    changed_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "时限变更"
        verbose_name_plural = "时限变更"
        indexes = [models.Index(fields=["deadline", "id"], name="change_of_deadline")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.old_due_on} → {self.new_due_on}"


class Reminder(models.Model):
    """One reminder for a deadline, a due date, a step and a person; unique, so that a job may run twice, late or after
    an outage. An extended deadline is reminded of anew by its new date."""

    class Step(models.TextChoices):
        BEFORE_3 = "before_3", "到期前3个工作日"
        BEFORE_1 = "before_1", "到期前1个工作日"
        DUE = "due", "当天到期"
        LATE_1 = "late_1", "逾期1个工作日"
        LATE_3 = "late_3", "逾期3个工作日"
        LATE_7 = "late_7", "逾期7个工作日"

    deadline = models.ForeignKey(Deadline, models.CASCADE, related_name="reminders", verbose_name="时限")
    step = models.CharField("步骤", max_length=10, choices=Step)
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="收件人")
    due_on = models.DateField("当时的到期日")
    created_on = models.DateField("提醒日")

    class Meta:
        verbose_name = "提醒"
        verbose_name_plural = "提醒"
        constraints = [
            models.UniqueConstraint(fields=["deadline", "due_on", "step", "recipient"], name="reminder_once")
        ]

    def __str__(self):
        return f"{self.get_step_display()} {self.deadline_id}"


class CalendarKey(models.Model):
    """The secret address of a person's calendar feed, kept as its hash; a new one makes the old one useless."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_key", verbose_name="人员"
    )
    digest = models.CharField("摘要", max_length=64, unique=True)
    created_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "日历订阅"
        verbose_name_plural = "日历订阅"

    def __str__(self):
        return str(self.person)
