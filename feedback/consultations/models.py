"""Consultations (征求意见): a draft open for comment between two days, and what became of the comments (JG-10, JG-15, QJ-09)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.bulletins.written import Written, WrittenQuerySet
from catalog.schemes.choices import Scope
from disclosure.deadlines.models import Deadline
from disclosure.files.models import StoredFileRow
from disclosure.files.sensitive_data.search import masked
from disclosure.organizations.access import access_of
from disclosure.organizations.models.columns import AUTHOR, PERSON
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import COLLECT_OPINIONS, DRAFT, PUBLISH
from disclosure.people.sealed_fields import SealedField

STAFF_PERMISSIONS = (DRAFT, PUBLISH, COLLECT_OPINIONS)
CHUNK = 200


class PublishedQuerySet(WrittenQuerySet):
    def on_desk_of(self, user, on: date):
        """Of the organisations where the person drafts, publishes or collects opinions."""
        return self.filter(organization_id__in=access_of(user, on).organization_ids(*STAFF_PERMISSIONS))


class ConsultationQuerySet(PublishedQuerySet):
    def running(self, on: date):
        """Open, or to be opened; over from the day after ``until_on``."""
        return self.filter(until_on__gte=on)

    def over(self, on: date):
        return self.filter(until_on__lt=on)


class Consultation(Written):
    """Published by another person than its writers; commented on from ``from_on`` to ``until_on``, both included.

    ``saved_by`` and ``summary_by`` wrote last, so neither publishes what they wrote. ``summary_deadline`` runs from the
    last day for comments and ends when the summary is published.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="consultations", verbose_name="党组织")
    title = models.CharField("标题", max_length=200)
    body = models.TextField("征求意见稿")
    scope = models.CharField("向谁征求", max_length=12, choices=Scope, default=Scope.PARTY)
    audiences = models.ManyToManyField(
        "organizations.Audience", blank=True, related_name="consultations", verbose_name="特定对象"
    )
    allows_anonymous = models.BooleanField("可以不留姓名", default=True)
    from_on = models.DateField("开始")
    until_on = models.DateField("截止")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    created_at = models.DateTimeField("起草时间")
    summary = models.TextField("采纳情况", blank=True)
    summary_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="采纳情况撰写人", **PERSON)
    summary_saved_at = models.DateTimeField("采纳情况保存时间", null=True, blank=True)
    summary_published_at = models.DateTimeField("采纳情况公布时间", null=True, blank=True)
    summary_published_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="公布人", **PERSON)
    summary_deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="summarised_consultation",
        verbose_name="公布采纳情况的时限",
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="consultation_runs_forward",
                violation_error_message="截止日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(scope=Scope.INDIVIDUAL),
                name="consultation_is_not_for_one_person",
                violation_error_message="征求意见不能只向个人。",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-published_at", "-id"], name="consultation_of_organization")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("feedback:consultation", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:feedback_consultation_change", args=[self.pk])


class ConsultationFile(StoredFileRow):
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="files", verbose_name="征求意见")
    findings = models.JSONField("发现的敏感内容", default=list, blank=True)

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "征求意见附件"
        verbose_name_plural = "征求意见附件"

    def get_absolute_url(self) -> str:
        return reverse("feedback:consultation-file", args=[self.consultation_id, self.pk])


class CommentQuerySet(models.QuerySet):
    def show_texts(self) -> None:
        """As the published summary lists them: with their numbers masked; hidden ones without a text."""
        rows = list(self.filter(is_hidden=False).only("text"))
        for row in rows:
            row.shown_text = masked(row.text)
        self.bulk_update(rows, ["shown_text"], batch_size=CHUNK)
        self.filter(is_hidden=True).update(shown_text="")


class Comment(models.Model):
    """What somebody said on the draft, and whether it was adopted.

    ``key`` is the digest of the form it came from: pressed twice, kept once. ``shown_text`` is what the published summary
    lists of it, numbers masked; empty when the text is about somebody and ``is_hidden``.
    """

    class Result(models.TextChoices):
        OPEN = "", "还没有答复"
        ADOPTED = "adopted", "采纳"
        PARTLY = "partly", "部分采纳"
        DECLINED = "declined", "不采纳"

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="comments", verbose_name="征求意见")
    text = models.TextField("意见")
    name = SealedField("姓名", max_length=60, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="本人账号", **PERSON)
    key = models.CharField("来源摘要", max_length=64, blank=True)
    given_at = models.DateTimeField("提出时间")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="代为登记人", **PERSON)
    result = models.CharField("处理", max_length=10, choices=Result, blank=True, default=Result.OPEN)
    reply = models.CharField("说明", max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="答复人", **PERSON)
    decided_at = models.DateTimeField("答复时间", null=True, blank=True)
    is_hidden = models.BooleanField("公布时不列原文", default=False)
    shown_text = models.TextField("公布的原文", blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = "征集到的意见"
        verbose_name_plural = "征集到的意见"
        constraints = [
            models.UniqueConstraint(
                fields=["consultation", "key"], condition=~Q(key=""), name="comment_once_from_a_form"
            ),
            models.CheckConstraint(
                condition=Q(result="", decided_at__isnull=True) | (~Q(result="") & Q(decided_at__isnull=False)),
                name="comment_decided_has_its_time",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "id"], name="comment_of_consultation")]

    def __str__(self):
        return self.text[:30]


class Meeting(Written):
    """A hearing or a symposium with its minutes (JG-10, QJ-09)."""

    class Kind(models.TextChoices):
        HEARING = "hearing", "听证会"
        SYMPOSIUM = "symposium", "座谈会"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="meetings", verbose_name="党组织")
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="meetings", verbose_name="征求意见"
    )
    kind = models.CharField("种类", max_length=10, choices=Kind)
    title = models.CharField("议题", max_length=200)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=200)
    attendance = models.PositiveIntegerField("到会人数")
    attendees = models.TextField("参加人员", blank=True)
    minutes = models.TextField("记录")
    scope = models.CharField("记录给谁看", max_length=12, choices=Scope, default=Scope.PARTY)
    audiences = models.ManyToManyField(
        "organizations.Audience", blank=True, related_name="meetings", verbose_name="特定对象"
    )
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="记录人", **AUTHOR)
    entered_at = models.DateTimeField("登记时间")
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="公布人", **PERSON)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = "听证座谈"
        verbose_name_plural = "听证座谈"
        constraints = [
            models.CheckConstraint(
                condition=~Q(scope=Scope.INDIVIDUAL),
                name="meeting_is_not_for_one_person",
                violation_error_message="听证座谈的记录不能只给个人看。",
            )
        ]
        indexes = [models.Index(fields=["organization", "-held_on", "-id"], name="meeting_of_organization")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("feedback:meeting", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:feedback_meeting_change", args=[self.pk])
