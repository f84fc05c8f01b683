"""The rollout of disclosure in an organisation: stages with dates, tasks in each, who did them and when (PL-12); and the
funds that it works with (QJ-29)."""

from datetime import date
from importlib import import_module

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from disclosure.organizations.models.columns import PERSON, set_together, unique
from disclosure.organizations.models.directory import Organization
from disclosure.oversight import PARTS
from disclosure.oversight.trials.models import Trial

for part in PARTS:
    import_module(f"disclosure.oversight.{part}.models")

__all__ = ["Rollout", "Stage", "Task", "Trial"]

GOING_ON = Q(ended_at__isnull=True)


class Rollout(models.Model):
    """An organisation's plan, begun from the stages of its scheme with its own dates. One at a time."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="rollouts", verbose_name="党组织")
    title = models.CharField("名称", max_length=200)
    source = models.CharField("出自", max_length=300, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="开始人", **PERSON)
    started_at = models.DateTimeField("开始时间")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="结束人", **PERSON)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_reason = models.CharField("提前结束的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "推进计划"
        verbose_name_plural = "推进计划"
        constraints = [
            unique(
                "organization", condition=GOING_ON, name="one_rollout_under_way", message="本组织已有进行中的推进计划。"
            ),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=True) | Q(ended_at__isnull=False), name="rollout_ended_by_and_at"
            ),
        ]

    def __str__(self):
        return self.title


class Stage(models.Model):
    rollout = models.ForeignKey(Rollout, models.CASCADE, related_name="stages", verbose_name="推进计划")
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("阶段", max_length=100)
    from_on = models.DateField("起")
    until_on = models.DateField("止")
    article = models.CharField("条目", max_length=60, blank=True)
    sentence = models.CharField("原文", max_length=300, blank=True)

    class Meta:
        verbose_name = "推进阶段"
        verbose_name_plural = "推进阶段"
        constraints = [
            models.UniqueConstraint(fields=["rollout", "position"], name="stage_position_once"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="stage_runs_forward",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self):
        return self.name

    def is_over(self, on: date) -> bool:
        return self.until_on < on


class Task(models.Model):
    """Something to be done in a stage, in the scheme's words. Ticked by a person, and the tick may be taken back."""

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="tasks", verbose_name="推进阶段")
    position = models.PositiveSmallIntegerField("次序")
    name = models.CharField("任务", max_length=200)
    article = models.CharField("条目", max_length=60, blank=True)
    sentence = models.CharField("原文", max_length=300, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", **PERSON)
    done_at = models.DateTimeField("完成登记时间", null=True, blank=True)

    class Meta:
        verbose_name = "推进任务"
        verbose_name_plural = "推进任务"
        constraints = [
            models.UniqueConstraint(fields=["stage", "position"], name="task_position_once"),
            set_together("done_at", "done_by", name="task_done_by_and_at"),
        ]

    def __str__(self):
        return self.name


class WorkingFunds(models.Model):
    """What an organisation arranged for its work on disclosure in a year, in whole yuan (QJ-29)."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="working_funds", verbose_name="党组织")
    year = models.PositiveSmallIntegerField(
        "年度", validators=[MinValueValidator(2000, "请核对年度。"), MaxValueValidator(2199, "请核对年度。")]
    )
    amount = models.PositiveIntegerField("金额（元）", validators=[MinValueValidator(1, "请填安排了多少元。")])
    note = models.CharField("怎样安排的", max_length=200, blank=True)

    class Meta:
        verbose_name = "工作经费"
        verbose_name_plural = "工作经费"
        constraints = [
            unique(
                "organization",
                "year",
                name="working_funds_once_a_year",
                message="这一年的工作经费已经登记，请改那一条。",
            ),
        ]

    def __str__(self):
        return f"{self.organization} {self.year}年"
