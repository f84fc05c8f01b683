"""Confirmations (逐项确认): silence is no exemption, so that each quarter somebody says what did not happen (LK-01)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from catalog.directory.models import Entry
from catalog.items.models import Item
from catalog.schemes.choices import LimitKind
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together, unique
from disclosure.organizations.models.directory import Organization
from disclosure.web.day_words import month_day


class Rhythm(models.Model):
    """How often the organisations below confirm, as their superior says. The newest row of the nearest superior counts; where
    none says anything, it is each quarter."""

    class Every(models.TextChoices):
        QUARTER = "quarter", "每季度"
        HALF_YEAR = "half_year", "每半年"
        NEVER = "never", "不要求"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="confirmation_rhythms", verbose_name="上级党组织"
    )
    every = models.CharField("多久确认一次", max_length=10, choices=Every)
    reason = models.CharField("理由", max_length=300)
    from_on = models.DateField("从哪天起")
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **AUTHOR)
    set_at = models.DateTimeField("决定时间")

    class Meta:
        verbose_name = "下级多久确认一次"
        verbose_name_plural = "下级多久确认一次"

    def __str__(self):
        return f"下级{self.get_every_display()}逐项确认"

    def get_absolute_url(self):
        return reverse("admin:catalog_rhythm_change", args=[self.pk])


class Confirmation(models.Model):
    """Of one organisation and one quarter, or half-year: asked on its last working day. It is open while its deadline is."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="confirmations", verbose_name="党组织")
    period_label = models.CharField("时段", max_length=20)
    starts_on = models.DateField("时段起")
    ends_on = models.DateField("时段止")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="confirmation", verbose_name="时限")

    class Meta:
        verbose_name = "逐项确认"
        verbose_name_plural = "逐项确认"
        constraints = [
            unique("organization", "ends_on", name="confirmation_once_a_period", message="这一时段的确认已经有了。"),
            models.CheckConstraint(condition=Q(ends_on__gt=F("starts_on")), name="confirmation_period_runs_forward"),
        ]

    def __str__(self):
        return f"{self.period_label}逐项确认"

    def get_absolute_url(self):
        return reverse("admin:catalog_confirmation_change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.deadline.closed_on is None

    @property
    def state_words(self) -> str:
        if self.is_open:
            return "未确认"
        return "已确认" if self.deadline.closed_as == Deadline.ClosedAs.DONE else "不再需要"


class AnswerQuerySet(models.QuerySet):
    def looked_up(self):
        """With ``has_item``: something under the entry was registered whose event lay in the period."""
        items = Item.objects.filter(
            organization=OuterRef("confirmation__organization"),
            entry__code=OuterRef("entry_code"),
            event_on__gte=OuterRef("confirmation__starts_on"),
            event_on__lte=OuterRef("confirmation__ends_on"),
        )
        return self.annotate(has_item=Exists(items))

    def missing(self):
        """Neither confirmed nor registered."""
        return self.looked_up().filter(confirmed_at__isnull=True, has_item=False)


class Answer(models.Model):
    """What is known of one entry in the period: that there was nothing, by whom it was said and when. What was registered
    answers by itself and overrides it."""

    confirmation = models.ForeignKey(Confirmation, models.CASCADE, related_name="answers", verbose_name="逐项确认")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="confirmation_answers", verbose_name="目录事项")
    entry_code = models.CharField("公开代码", max_length=40)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    has_item: bool  # where it was ``looked_up``

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "一项的确认"
        verbose_name_plural = "一项的确认"
        constraints = [
            unique("confirmation", "entry_code", name="answer_once_an_entry", message="这一项已经在确认单里。"),
            set_together("confirmed_at", "confirmed_by", name="answer_confirmed_by_and_at"),
        ]

    def __str__(self):
        return self.entry_code


def nothing_words(period_label: str, limit_kind: str, on: date) -> str:
    """2026年第三季度没有新情况（10月9日确认）; of what stands for good: 现有内容仍然有效."""
    said = "现有内容仍然有效" if limit_kind == LimitKind.FIXED else "没有新情况"
    return f"{period_label}{said}（{month_day(on)}确认）"
