"""The yearly assessment of disclosure (LK-26, JG-19, YY-14, QJ-20): one a year of an organisation's subordinates or of its
departments; what each of the assessed came to; what they object.

What was counted is kept with the list of its rows. From the confirmation on nothing of it changes any more.
"""

from datetime import date
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together, unique
from disclosure.organizations.models.directory import Department, Organization

EARLIEST, LATEST = 2008, 2099


class Assessment(models.Model):
    """``terms``: what it goes by, as ``terms.terms_of`` makes it, taken from the scheme when it was drafted; ``counted_on``: the
    day as of which was counted; ``digest``: of all its figures and their rows when they were confirmed."""

    class Of(models.TextChoices):
        BELOW = "below", "下一级党组织"
        DEPARTMENTS = "departments", "本组织的科室"

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        PREVIEW = "preview", "预告，听取异议"
        CONFIRMED = "confirmed", "已确认，待通报"
        ANNOUNCED = "announced", "已通报"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="assessments", verbose_name="考核组织")
    year = models.PositiveSmallIntegerField(
        "年度",
        validators=[MinValueValidator(EARLIEST, "请核对年度。"), MaxValueValidator(LATEST, "请核对年度。")],
    )
    of = models.CharField("考核谁", max_length=12, choices=Of)
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    terms = models.JSONField("照什么考核")
    weights_reason = models.CharField("分值为什么另定", max_length=300, blank=True)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    drafted_at = models.DateTimeField("起草时间")
    counted_on = models.DateField("算到哪一天")
    previewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="发出预告的人", **PERSON)
    previewed_at = models.DateTimeField("预告时间", null=True, blank=True)
    objections_until = models.DateField("哪天以前可以提异议", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    digest = models.CharField("确认时的摘要", max_length=64, blank=True)
    announced_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="通报人", **PERSON)
    announced_at = models.DateTimeField("通报时间", null=True, blank=True)
    number = models.CharField("通报文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "年度考核"
        verbose_name_plural = "年度考核"
        constraints = [
            unique(
                "organization", "year", "of", name="one_assessment_a_year", message="这一年的考核已经有了，请打开那一份。"
            ),
            set_together("previewed_at", "previewed_by", name="assessment_previewed_by_and_at"),
            set_together("confirmed_at", "confirmed_by", name="assessment_confirmed_by_and_at"),
            set_together("announced_at", "announced_by", name="assessment_announced_by_and_at"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "preview"], digest="") | Q(state__in=["confirmed", "announced"]) & ~Q(digest=""),
                name="assessment_confirmed_has_digest",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.organization}{self.year}年党务公开考核（{self.get_of_display()}）"

    def get_absolute_url(self):
        return reverse("admin:oversight_assessment_change", args=[self.pk])

    @property
    def is_fixed(self) -> bool:
        return self.state in (self.State.CONFIRMED, self.State.ANNOUNCED)

    @property
    def is_shown(self) -> bool:
        """To those whom it assesses."""
        return self.state != self.State.DRAFT

    def takes_objections(self, on: date) -> bool:
        return self.state == self.State.PREVIEW and self.objections_until is not None and on <= self.objections_until


# To those whom it assesses.
SHOWN = ("preview", "confirmed", "announced")


class Result(models.Model):
    """What one of the assessed came to. ``name``: as it was called then; ``points``: of 100, with those by hand, None where
    nothing could be counted."""

    class Kind(models.TextChoices):
        ORGANIZATION = "organization", "党组织"
        DEPARTMENT = "department", "责任科室"
        HEAD = "head", "主要负责人"

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="results", verbose_name="考核")
    kind = models.CharField("类别", max_length=12, choices=Kind)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="党组织")
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="科室"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="主要负责人", **PERSON)
    name = models.CharField("名称", max_length=200)
    position = models.PositiveSmallIntegerField("次序")
    points = models.DecimalField("得分", max_digits=4, decimal_places=1, null=True, blank=True)
    by_hand = models.DecimalField("酌情加减", max_digits=4, decimal_places=1, default=Decimal(0))
    hand_reason = models.CharField("加减的理由", max_length=300, blank=True)
    hand_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="加减的人", **PERSON)

    class Meta:
        verbose_name = "考核结果"
        verbose_name_plural = "考核结果"
        constraints = [
            models.UniqueConstraint(fields=["assessment", "position"], name="result_position_once"),
            models.CheckConstraint(
                condition=Q(by_hand=0) | ~Q(hand_reason=""),
                name="points_by_hand_have_a_reason",
                violation_error_message="加分、扣分要写明理由。",
            ),
        ]

    def __str__(self):
        return f"{self.name}（{self.get_kind_display()}）"

    def get_absolute_url(self):
        return reverse("admin:oversight_result_change", args=[self.pk])


class Score(models.Model):
    """One indicator of one of the assessed: ``good`` of ``whole``, and exactly its rows: ``[key, good, whole, …]``, as its
    source keeps them."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="scores", verbose_name="考核结果")
    indicator = models.CharField("指标", max_length=20)
    good = models.DecimalField("做到的", max_digits=9, decimal_places=2)
    whole = models.DecimalField("应做的", max_digits=9, decimal_places=2)
    rows = models.JSONField("逐条", default=list)
    digest = models.CharField("逐条的摘要", max_length=64)

    class Meta:
        verbose_name = "指标得分"
        verbose_name_plural = "指标得分"
        constraints = [models.UniqueConstraint(fields=["result", "indicator"], name="score_once_an_indicator")]

    def __str__(self):
        return f"{self.indicator} {self.good}/{self.whole}"

    @property
    def share(self) -> Decimal | None:
        """None where there was nothing to do."""
        return Decimal(self.good) / Decimal(self.whole) if self.whole else None


class Objection(models.Model):
    """异议: the assessed say what is wrong; whoever assesses answers each."""

    class State(models.TextChoices):
        RAISED = "raised", "待答复"
        ANSWERED = "answered", "已答复"

    result = models.ForeignKey(Result, models.PROTECT, related_name="objections", verbose_name="考核结果")
    state = models.CharField("状态", max_length=10, choices=State, default=State.RAISED)
    text = models.TextField("异议")
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    raised_at = models.DateTimeField("提出时间")
    is_upheld = models.BooleanField("采纳", null=True, blank=True)
    answer = models.TextField("答复", blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="答复人", **PERSON)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = "考核异议"
        verbose_name_plural = "考核异议"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="raised", answered_at__isnull=True, answer="", is_upheld__isnull=True)
                | Q(state="answered", answered_at__isnull=False, is_upheld__isnull=False) & ~Q(answer=""),
                name="objection_answered_has_answer",
            ),
        ]

    def __str__(self):
        return f"{self.result.name}的异议"

    def get_absolute_url(self):
        return reverse("admin:oversight_objection_change", args=[self.pk])
