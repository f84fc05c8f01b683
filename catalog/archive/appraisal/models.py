"""Appraisals of packages whose retention has ended, and the files that one of them has condemned."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.archive.models import ArchiveRecord
from disclosure.organizations.models.columns import PERSON, set_together
from disclosure.organizations.models.directory import Organization


class Appraisal(models.Model):
    """``ended_on``: the last day of the retention that is over. ``kept_until``: the last day of the one proposed; None for good, and
    where it is destroyed. ``proposers``: whoever gave an opinion in any round. Once settled the database lets nothing change."""

    class State(models.TextChoices):
        OPEN = "open", "等提鉴定意见"
        PROPOSED = "proposed", "等另一人同意"
        EXTENDED = "extended", "已延长保管"
        DESTROYED = "destroyed", "已销毁"

    class Opinion(models.TextChoices):
        PERMANENT = "permanent", "改为永久保管"
        YEARS_30 = "years_30", "改为保管30年"
        MORE = "more", "再保管几年"
        DESTROY = "destroy", "销毁"

    record = models.ForeignKey(ArchiveRecord, models.PROTECT, related_name="appraisals", verbose_name="档案")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", verbose_name="党组织")
    state = models.CharField("状态", max_length=10, choices=State, default=State.OPEN)
    ended_on = models.DateField("保管期满日")
    opened_at = models.DateTimeField("开始鉴定时间")
    opinion = models.CharField("鉴定意见", max_length=10, choices=Opinion, blank=True)
    kept_until = models.DateField("延长保管到", null=True, blank=True)
    reason = models.CharField("理由", max_length=500, blank=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提意见人", **PERSON)
    proposed_at = models.DateTimeField("提意见时间", null=True, blank=True)
    proposers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", blank=True, verbose_name="提过意见的人"
    )
    return_reason = models.CharField("退回原因", max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="同意人", **PERSON)
    decided_at = models.DateTimeField("同意时间", null=True, blank=True)

    class Meta:
        verbose_name = "档案鉴定"
        verbose_name_plural = "档案鉴定"
        constraints = [
            set_together("proposed_by", "proposed_at", name="appraisal_proposed_by_and_at"),
            set_together("decided_by", "decided_at", name="appraisal_decided_by_and_at"),
            models.UniqueConstraint(fields=["record", "ended_on"], name="appraisal_once_an_end"),
            models.UniqueConstraint(
                fields=["record"], condition=Q(state__in=["open", "proposed", "destroyed"]), name="appraisal_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (Q(proposed_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="appraisal_decided_by_another",
                violation_error_message="提意见和同意要由两个人办理。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "proposed"], decided_by__isnull=True)
                | (Q(state="extended", decided_by__isnull=False) & ~Q(opinion__in=["", "destroy"]))
                | Q(state="destroyed", decided_by__isnull=False, opinion="destroy"),
                name="appraisal_settled_as_proposed",
            ),
        ]

    def __str__(self):
        return f"鉴定{self.record.archive_number}"

    def get_absolute_url(self):
        return reverse("admin:catalog_appraisal_change", args=[self.pk])

    @property
    def opinion_words(self) -> str:
        words = self.get_opinion_display()
        return f"{words}（到{self.kept_until.year}年底）" if self.kept_until else words


class CondemnedFile(models.Model):
    """A file to be removed: written with the decision, gone with the file. ``file`` is relative to ``MEDIA_ROOT``."""

    appraisal = models.ForeignKey(Appraisal, models.PROTECT, related_name="condemned", verbose_name="鉴定")
    file = models.CharField("存放路径", max_length=200)

    class Meta:
        verbose_name = "待删除的文件"
        verbose_name_plural = "待删除的文件"

    def __str__(self):
        return self.file
