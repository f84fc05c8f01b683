"""Duties (应公开任务): what an organisation owes under an entry of its catalogue for one period (LK-05, LK-14, PL-08)."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q

from catalog.models.directory import Entry
from catalog.models.items import Item
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models import Organization

ADJUST = "adjust"


class DutyQuerySet(models.QuerySet):
    def open(self):
        return self.filter(fulfilled_by__isnull=True)

    def covering(self, days: Iterable[date]):
        """Whose period contains any of the days."""
        found = Q(pk__in=[])
        for day in days:
            found |= Q(starts_on__lte=day, ends_on__gte=day)
        return self.filter(found)


class Duty(models.Model):
    """One thing owed for one period. The entry is the row at opening; a later version of the catalogue is matched by code.

    Whether it is late stands in its deadline alone. While an item under the entry is on its way, the item's deadline is
    this very row, so that the ledger counts what is owed once.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="duties", verbose_name="党组织"
    )
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="duties", verbose_name="目录事项")
    entry_code = models.CharField("公开代码", max_length=40)
    recurrence = models.CharField("周期代号", max_length=20)
    recurrence_label = models.CharField("要做的", max_length=20)
    period_label = models.CharField("周期", max_length=20)
    starts_on = models.DateField("周期起")
    ends_on = models.DateField("周期止")
    deadline = models.OneToOneField(Deadline, on_delete=models.PROTECT, related_name="duty", verbose_name="时限")
    fulfilled_by = models.ForeignKey(
        Item, on_delete=models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="完成它的事项"
    )
    fulfilled_on = models.DateField("完成日期", null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "应公开任务"
        verbose_name_plural = "应公开任务"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "entry_code", "recurrence", "starts_on"],
                name="duty_once_a_period",
                violation_error_message="这一周期的任务已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_by__isnull=True, fulfilled_on__isnull=True)
                | Q(fulfilled_by__isnull=False, fulfilled_on__isnull=False),
                name="duty_fulfilled_by_and_on",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="duty_period_runs_forward"),
        ]
        indexes = [
            models.Index(
                fields=["organization", "entry_code"],
                condition=Q(fulfilled_by__isnull=True),
                name="duty_open_of_entry",
            )
        ]

    def __str__(self):
        return f"{self.entry_code}（{self.period_label}{self.recurrence_label}）"

    @property
    def is_adjustment(self) -> bool:
        """Met by a correction too, and by whatever meets the others (LK-14)."""
        return self.recurrence == ADJUST

    def state_words(self, on: date) -> str:
        """How it stands on a day; late stays visible as late."""
        if self.fulfilled_on:
            return "逾期完成" if self.deadline.was_late() else "按时完成"
        return "逾期" if self.deadline.is_overdue(on) else "待公开"
