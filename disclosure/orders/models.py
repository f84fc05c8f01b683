"""An order to put something right, what was reported on it in each round, and the evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import Truncator

from disclosure.deadlines.models import Deadline, is_overdue
from disclosure.files.models import StoredFileRow
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Department, Organization

LONGEST_BRIEF = 30


class OrderQuerySet(models.QuerySet):
    def going_on(self):
        return self.exclude(state__in=(Order.State.CLOSED, Order.State.WITHDRAWN))

    def overdue(self, on):
        """Neither reported nor withdrawn, and the day is over."""
        return self.filter(deadline__in=Deadline.objects.filter(is_overdue(on)))


class Order(models.Model):
    """From ``issuer``, the organisation itself or one above it, to ``organization``. ``person``: whose work it is, where one is
    named. ``deadline``: the row of the present round. ``is_at_source``: reported, closed and read where it came from, such as
    on the page of an opinion."""

    class State(models.TextChoices):
        OPEN = "open", "待整改"
        REPORTED = "reported", "已报告，等确认"
        RETURNED = "returned", "退回再改"
        CLOSED = "closed", "整改完成"
        WITHDRAWN = "withdrawn", "已撤销"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="orders", verbose_name="整改的党组织")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, verbose_name="责任科室")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="责任人", **PERSON)
    issuer = models.ForeignKey(
        Organization, models.PROTECT, related_name="orders_given", verbose_name="提出整改的党组织"
    )
    what = models.TextField("要整改什么")
    why = models.TextField("为什么", blank=True)
    source_label = models.CharField("来自", max_length=200, blank=True)
    source_url = models.CharField("来自哪一页", max_length=300, blank=True)
    is_at_source = models.BooleanField("在来处办理", default=False)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="order", verbose_name="时限"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    issued_at = models.DateTimeField("提出时间")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="报告人", **PERSON)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    closed_at = models.DateTimeField("确认时间", null=True, blank=True)
    outcome = models.TextField("整改结果", blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="撤销人", **PERSON)
    withdrawn_at = models.DateTimeField("撤销时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤销的原因", max_length=500, blank=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name = "整改要求"
        verbose_name_plural = "整改要求"
        constraints = [
            set_together("reported_by", "reported_at", name="order_reported_by_and_at"),
            set_together("closed_by", "closed_at", name="order_closed_by_and_at"),
            set_together("withdrawn_by", "withdrawn_at", name="order_withdrawn_by_and_at"),
            models.CheckConstraint(
                condition=Q(closed_by__isnull=True) | Q(reported_by__isnull=True) | ~Q(closed_by=F("reported_by")),
                name="order_closed_by_another",
                violation_error_message="报告和确认要由两个人办理。",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False) | ~Q(state="closed") & Q(closed_at__isnull=True),
                name="order_closed_has_its_state",
            ),
        ]
        indexes = [models.Index(fields=["issuer", "state"], name="order_of_issuer")]

    def __str__(self):
        return f"整改要求第{self.pk}号"

    def get_absolute_url(self):
        return reverse("admin:orders_order_change", args=[self.pk])

    @property
    def brief(self) -> str:
        """What is demanded, on one line."""
        return Truncator(one_line(self.what).rstrip("。")).chars(LONGEST_BRIEF, truncate="…")

    @property
    def heading(self) -> str:
        return f"{self}：{self.brief}"

    @property
    def is_own(self) -> bool:
        """Given by the organisation to itself or its department."""
        return self.issuer_id == self.organization_id


class Report(models.Model):
    """What was reported in one round, and why it was sent back where it was. ``deadline``: the row that it closed."""

    order = models.ForeignKey(Order, models.PROTECT, related_name="reports", verbose_name="整改要求")
    number = models.PositiveSmallIntegerField("第几次")
    text = models.TextField("整改情况")
    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="+", verbose_name="时限")
    due_on = models.DateField("当时应完成")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="报告人", **AUTHOR)
    written_at = models.DateTimeField("报告时间")
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="退回人", **PERSON)
    returned_at = models.DateTimeField("退回时间", null=True, blank=True)
    return_reason = models.TextField("退回的原因", blank=True)

    class Meta:
        verbose_name = "整改报告"
        verbose_name_plural = "整改报告"
        constraints = [
            models.UniqueConstraint(fields=["order", "number"], name="order_report_once"),
            set_together("returned_by", "returned_at", name="order_report_returned_by_and_at"),
            models.CheckConstraint(
                condition=Q(returned_by__isnull=True) | ~Q(returned_by=F("written_by")),
                name="order_report_returned_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.order}第{self.number}次报告"


class Evidence(StoredFileRow):
    """A photo or a scan that shows it. Without a ``report`` until the next one is handed over."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="evidence", verbose_name="整改要求")
    report = models.ForeignKey(
        Report, models.CASCADE, null=True, blank=True, related_name="evidence", verbose_name="整改报告"
    )

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "整改佐证材料"
        verbose_name_plural = "整改佐证材料"
