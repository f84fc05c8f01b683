"""Notices down and up: 情况通报 to members with receipts, announcements and study material, 情况反映 from below (LK-22, QJ-14)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from catalog.bulletins.written import Written, WrittenQuerySet
from catalog.schemes.choices import Scope
from disclosure.files.models import StoredFileRow
from disclosure.organizations.access import access_of
from disclosure.organizations.models.columns import AUTHOR, PERSON
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import Audience
from disclosure.organizations.roles import DECIDE_BELOW, DESK_PERMISSIONS


class BulletinQuerySet(WrittenQuerySet):
    def on_desk_of(self, user, on: date):
        """Those of the organisations where the person holds a working post."""
        return self.filter(organization_id__in=access_of(user, on).desk_ids)

    def unconfirmed_by(self, user):
        """Those that ask to be confirmed and that the person has not confirmed."""
        mine = Receipt.objects.filter(bulletin=OuterRef("pk"), reader=user.pk)
        return self.filter(~Exists(mine), needs_receipt=True)


class Bulletin(Written):
    """A notice to read. Written by one person, published by another."""

    class Kind(models.TextChoices):
        NOTICE = "notice", "情况通报"
        ANNOUNCEMENT = "announcement", "公告"
        STUDY = "study", "学习资料"

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        SUBMITTED = "submitted", "待发布"
        PUBLISHED = "published", "已发布"
        WITHDRAWN = "withdrawn", "已撤下"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="bulletins", verbose_name="党组织")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    scope = models.CharField("发给", max_length=12, choices=Scope, default=Scope.PARTY)
    audiences = models.ManyToManyField(Audience, blank=True, related_name="bulletins", verbose_name="特定对象")
    needs_receipt = models.BooleanField("要确认已读", default=False)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    created_at = models.DateTimeField("起草时间")

    objects = BulletinQuerySet.as_manager()

    class Meta:
        verbose_name = "通报公告"
        verbose_name_plural = "通报公告"
        constraints = [
            models.CheckConstraint(
                condition=~Q(scope=Scope.INDIVIDUAL),
                name="bulletin_is_not_for_one_person",
                violation_error_message="通报公告不能只发给个人。",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state__in=["published", "withdrawn"]),
                name="bulletin_published_has_its_state",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-published_at", "-id"], name="bulletin_of_organization")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("catalog:bulletin", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:catalog_bulletin_change", args=[self.pk])


class BulletinFile(StoredFileRow):
    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="files", verbose_name="通报公告")
    findings = models.JSONField("发现的敏感内容", default=list, blank=True)

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "通报附件"
        verbose_name_plural = "通报附件"

    def get_absolute_url(self):
        return reverse("catalog:bulletin-file", args=[self.bulletin_id, self.pk])


class Receipt(models.Model):
    """A reader has opened a notice, and where it asks for it, has confirmed having read it."""

    bulletin = models.ForeignKey(Bulletin, models.CASCADE, related_name="receipts", verbose_name="通报公告")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="receipts", verbose_name="读者")
    confirmed_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = "已读回执"
        verbose_name_plural = "已读回执"
        constraints = [models.UniqueConstraint(fields=["bulletin", "reader"], name="receipt_once")]

    def __str__(self):
        return f"{self.reader_id} {self.confirmed_at}"


class UpwardReportQuerySet(models.QuerySet):
    def on_desk_of(self, user, on: date):
        """What the own organisations wrote, and what was sent to them: working posts of both sides, nobody else."""
        access = access_of(user, on)
        own = Q(organization_id__in=access.desk_ids)
        below = Q(to_organization_id__in=access.organization_ids(*DESK_PERMISSIONS, DECIDE_BELOW))
        return self.filter(own | (below & ~Q(state=UpwardReport.State.DRAFT)))


class UpwardReport(models.Model):
    """情况反映: a branch tells its superior something and sees what became of it (LK-22)."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        SENT = "sent", "已报送"
        RECEIVED = "received", "已收到"
        ANSWERED = "answered", "已答复"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="reports_up", verbose_name="反映组织")
    to_organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="reports_from_below", verbose_name="上级组织"
    )
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    created_at = models.DateTimeField("起草时间")
    sent_at = models.DateTimeField("报送时间", null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="报送人", **PERSON)
    received_at = models.DateTimeField("收到时间", null=True, blank=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="签收人", **PERSON)
    answer = models.TextField("处理结果", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="答复人", **PERSON)

    objects = UpwardReportQuerySet.as_manager()

    class Meta:
        verbose_name = "情况反映"
        verbose_name_plural = "情况反映"
        indexes = [
            models.Index(fields=["organization", "-id"], name="report_up_of_organization"),
            models.Index(fields=["to_organization", "-id"], name="report_up_to_superior"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("admin:catalog_upwardreport_change", args=[self.pk])
