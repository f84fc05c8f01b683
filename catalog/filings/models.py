"""Filings (备案、报送): one register of what goes up to a superior, until it is received (LK-04, JG-07, YY-08, QJ-15, QJ-23)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.columns import PERSON, set_together
from disclosure.organizations.models.directory import Organization


class FilingQuerySet(models.QuerySet):
    def pending(self) -> "FilingQuerySet":
        return self.filter(sent_on__isnull=True, dropped_on__isnull=True)


class Filing(models.Model):
    """One thing that goes up. What is filed points to it; it points to none, so that every kind shares one register.

    ``to_organization`` is the superior when it works in the portal, else its written receipt is registered here.
    ``content`` is what the superior reads; ``title`` names no item's content.
    """

    class What(models.TextChoices):
        SCHEME = "scheme", "实施方案"
        CATALOGUE = "catalogue", "公开目录"
        EXEMPTION = "exemption", "不予公开"
        DEFERRAL = "deferral", "暂缓公开"
        CHANGE = "change", "目录变更"
        OFF_CATALOGUE = "off_catalogue", "目录外工作方案"
        APPLICATION = "application", "申请及办理情况"
        REPORT = "report", "工作报告"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="filings", verbose_name="报送组织")
    what = models.CharField("种类", max_length=20, choices=What)
    title = models.CharField("事由", max_length=300)
    content = models.TextField("报送内容", blank=True)
    url = models.CharField("链接", max_length=300, blank=True)
    to_name = models.CharField("报送机关", max_length=100)
    to_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="上级组织"
    )
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="filing", verbose_name="时限"
    )
    created_at = models.DateTimeField("登记时间")
    sent_on = models.DateField("报送日期", null=True, blank=True)
    number = models.CharField("报送文号", max_length=60, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="报送人", **PERSON)
    received_on = models.DateField("收到日期", null=True, blank=True)
    receipt = models.CharField("回执", max_length=200, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="签收人", **PERSON)
    comment = models.TextField("上级意见", blank=True)
    commented_at = models.DateTimeField("提出意见时间", null=True, blank=True)
    commented_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出意见的人", **PERSON)
    dropped_on = models.DateField("不再报送的日期", null=True, blank=True)
    dropped_reason = models.CharField("不再报送的原因", max_length=200, blank=True)

    objects = FilingQuerySet.as_manager()

    class Meta:
        verbose_name = "备案报送"
        verbose_name_plural = "备案报送"
        constraints = [
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(sent_on__isnull=False),
                name="filing_sent_before_received",
                violation_error_message="还没有报送，不能登记回执。",
            ),
            set_together("commented_at", "commented_by", name="filing_commented_by_and_at"),
        ]
        indexes = [
            models.Index(fields=["organization", "-id"], name="filing_of_organization"),
            models.Index(fields=["to_organization", "-id"], name="filing_to_superior"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("admin:catalog_filing_change", args=[self.pk])

    @property
    def is_pending(self) -> bool:
        return self.sent_on is None and self.dropped_on is None

    def state_words(self, on: date) -> str:
        if self.dropped_on:
            return "不再报送"
        if self.received_on:
            return "已签收"
        if self.sent_on:
            return "已报送"
        return "逾期未报" if self.deadline and self.deadline.is_overdue(on) else "待报送"
