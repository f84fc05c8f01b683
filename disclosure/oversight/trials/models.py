"""One year of a draft, asked for by a person, played in the background, kept for a while."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.own_schemes.models import SchemeDraft
from disclosure.organizations.models.columns import PERSON, unique
from disclosure.organizations.models.directory import Organization

# Without a word for longer it has died; one that nobody has taken up waits longer, for others may be before it.
SILENT, WAITED = timedelta(minutes=3), timedelta(minutes=30)
UNDER_WAY = Q(ended_at__isnull=True)


class Trial(models.Model):
    """How it stands follows from its moments and ``outcome``. ``saved_at``: when the draft was saved that is played;
    ``heard_at``: when the work last gave a word; ``result``: as ``inside.play_year`` ends."""

    class Outcome(models.TextChoices):
        DONE = "done", "做完了"
        FAILED = "failed", "没有做成"
        TOO_LONG = "too_long", "时间太长，停下了"
        LOST = "lost", "半路中断了"

    draft = models.ForeignKey(SchemeDraft, models.CASCADE, related_name="trials", verbose_name="方案")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="trials", verbose_name="党组织")
    saved_at = models.DateTimeField("方案的保存时间")
    first_on = models.DateField("第一天")
    until_on = models.DateField("最后一天")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="谁要试的", **PERSON)
    asked_at = models.DateTimeField("什么时候要试的")
    begun_at = models.DateTimeField("开始时间", null=True, blank=True)
    heard_at = models.DateTimeField("最近有动静")
    days_done = models.PositiveSmallIntegerField("试过的天数", default=0)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    said = models.TextField("说明", blank=True)
    result = models.JSONField("算出来的", null=True, blank=True)

    class Meta:
        verbose_name = "试运行"
        verbose_name_plural = "试运行"
        constraints = [
            unique(
                "organization",
                condition=UNDER_WAY,
                name="one_trial_under_way",
                message="本组织正在试运行，一次只能试一份。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="trial_ended_with_outcome",
            ),
        ]

    def __str__(self):
        return f"试运行一年：{self.draft}"

    def get_absolute_url(self):
        return reverse("admin:oversight_trial_change", args=[self.pk])

    @property
    def days(self) -> int:
        return (self.until_on - self.first_on).days + 1

    @property
    def percent(self) -> int:
        return self.days_done * 100 // self.days

    def is_lost(self, now: datetime) -> bool:
        """Nobody works on it any more, and nobody has said so."""
        return self.ended_at is None and self.heard_at + (SILENT if self.begun_at else WAITED) < now

    def is_under_way(self, now: datetime) -> bool:
        return self.ended_at is None and not self.is_lost(now)

    def state_words(self, now: datetime) -> str:
        if self.outcome:
            return self.get_outcome_display()
        if self.is_lost(now):
            return str(self.Outcome.LOST.label)
        return "正在试" if self.begun_at else "排队等着"
