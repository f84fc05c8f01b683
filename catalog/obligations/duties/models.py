"""Duties (应公开任务): what an organisation owes for one period, one milestone or one event (LK-01, LK-05, LK-14, LK-15, PL-16)."""

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.directory.models import Entry
from catalog.filings.models import Filing
from catalog.items.models import Item
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.organizations.models.directory import Department, Organization

ADJUST = "adjust"


class DutyQuerySet(models.QuerySet):
    def open(self):
        """Neither met, nor withheld, nor ended."""
        return self.filter(fulfilled_on__isnull=True, withholding__isnull=True, ended_on__isnull=True)

    def withheld(self):
        return self.filter(withholding__isnull=False)

    def put_off_for(self, item: Item):
        """What a deferral of the item's entry had put off, as long as it is owed."""
        if item.entry is None:
            return self.none()
        own = {"organization": item.organization_id, "entry_code": item.entry.code}
        return self.open().filter(kind=Duty.Kind.MADE_UP, **own).order_by("pk")

    def for_writing(self):
        """Behind a lock, with what a change reads."""
        return self.select_for_update(of=("self",)).select_related("organization", "deadline")

    def covering(self, days: Iterable[date], calendar: WorkCalendar):
        """Whose period contains any of the days, or is disclosed on it though over: 次月15日前. The days off that close a period
        belong to the next one."""
        found = Q(pk__in=[])
        for day in days:
            counted = calendar.next_working_on_or_after(day)
            found |= Q(starts_on__lte=counted) & (Q(ends_on__gte=counted) | Q(deadline__due_on__gte=day))
        return self.filter(found)


class Duty(models.Model):
    """One thing owed for one period. The entry is the row at opening; a later version of the catalogue is matched by code.

    Whether it is late stands in its deadline alone. While an item under the entry is on its way, the item's deadline is
    this very row, so that the ledger counts what is owed once. A duty ends as one of three: met (``fulfilled_on`` with the
    item or, for a report, the filing that met it), withheld (``withholding``), or no longer owed (``ended_on`` with the reason).
    """

    class Kind(models.TextChoices):
        PERIOD = "period", "周期公开"
        MILESTONE = "milestone", "阶段公开"
        SUMMARY = "summary", "总结公开"
        QUOTA = "quota", "科室报送"
        REPORT = "report", "报告"
        MADE_UP = "made_up", "暂缓期满补公开"

    kind = models.CharField("种类", max_length=10, choices=Kind, default=Kind.PERIOD)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="duties", verbose_name="党组织")
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="目录事项"
    )
    entry_code = models.CharField("公开代码", max_length=40, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="科室"
    )
    project = models.ForeignKey(
        Project, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="阶段性工作"
    )
    milestone = models.OneToOneField(
        Milestone, models.PROTECT, null=True, blank=True, related_name="duty", verbose_name="阶段"
    )
    recurrence = models.CharField("周期代号", max_length=20)
    recurrence_label = models.CharField("要做的", max_length=20)
    period_label = models.CharField("周期", max_length=20)
    starts_on = models.DateField("周期起")
    ends_on = models.DateField("周期止")
    deadline = models.OneToOneField(Deadline, models.PROTECT, related_name="duty", verbose_name="时限")
    fulfilled_by = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="完成它的事项"
    )
    filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="duty", verbose_name="完成它的报送"
    )
    fulfilled_on = models.DateField("完成日期", null=True, blank=True)
    withholding = models.ForeignKey(
        Withholding, models.PROTECT, null=True, blank=True, related_name="duties", verbose_name="不予公开或暂缓"
    )
    ended_on = models.DateField("不再需要的日期", null=True, blank=True)
    ended_reason = models.CharField("不再需要的原因", max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "应公开任务"
        verbose_name_plural = "应公开任务"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "entry_code", "recurrence", "starts_on"],
                condition=Q(kind__in=["period", "report"]),
                name="duty_once_a_period",
                violation_error_message="这一周期的任务已经有了。",
            ),
            models.UniqueConstraint(
                fields=["department", "recurrence", "starts_on"],
                condition=Q(kind="quota"),
                name="quota_once_a_department_and_period",
                violation_error_message="这个科室这一周期的任务已经有了。",
            ),
            models.UniqueConstraint(
                fields=["project", "recurrence", "starts_on"],
                condition=Q(kind="summary"),
                name="summary_once_a_project_and_period",
                violation_error_message="这项工作的总结任务已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_on__isnull=True, fulfilled_by__isnull=True, filing__isnull=True)
                | Q(fulfilled_on__isnull=False, fulfilled_by__isnull=False, filing__isnull=True)
                | Q(fulfilled_on__isnull=False, fulfilled_by__isnull=True, filing__isnull=False),
                name="duty_fulfilled_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(fulfilled_on__isnull=True, withholding__isnull=True)
                | Q(fulfilled_on__isnull=True, ended_on__isnull=True)
                | Q(withholding__isnull=True, ended_on__isnull=True),
                name="duty_ends_one_way",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_reason="") | (Q(ended_on__isnull=False) & ~Q(ended_reason="")),
                name="duty_ended_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="duty_period_runs_forward"),
        ]
        indexes = [
            models.Index(
                fields=["organization", "entry_code"],
                condition=Q(fulfilled_on__isnull=True, withholding__isnull=True, ended_on__isnull=True),
                name="duty_open_of_entry",
            ),
            models.Index(fields=["organization", "starts_on"], name="duty_by_period"),
        ]

    def __str__(self):
        return f"{self.entry_code or self.get_kind_display()}（{self.period_label}{self.recurrence_label}）"

    def covers(self, day: date, calendar: WorkCalendar) -> bool:
        """Whether `DutyQuerySet.covering` finds it."""
        counted, due_on = calendar.next_working_on_or_after(day), self.deadline.due_on
        return self.starts_on <= counted and (counted <= self.ends_on or (due_on is not None and day <= due_on))

    @property
    def is_adjustment(self) -> bool:
        """Met by a correction too, and by whatever meets the others (LK-14)."""
        return self.recurrence == ADJUST

    @property
    def url(self) -> str:
        """Where it is met: the form for a new item with organisation, entry and milestone filled in, or for a report."""
        if self.kind == self.Kind.REPORT:
            return f"{reverse('admin:catalog_filing_add')}?duty={self.pk}"
        own = self.pk if self.kind in OF_A_PROJECT else None
        asked = {"organization": self.organization.code, "entry": self.entry_id, "duty": own}
        given = {name: value for name, value in asked.items() if value}
        return f"{reverse('admin:catalog_item_add')}?{urlencode(given)}"

    @property
    def is_open(self) -> bool:
        return self.fulfilled_on is None and self.withholding_id is None and self.ended_on is None

    def state_words(self, on: date) -> str:
        """How it stands on a day; late stays visible as late."""
        if self.fulfilled_on:
            return "逾期完成" if self.deadline.was_late() else "按时完成"
        if self.withholding_id:
            return f"{self.was_late_words()}{self.withholding.get_kind_display()}"
        if self.ended_on:
            return f"{self.was_late_words()}不再需要"
        if self.deadline.is_overdue(on):
            return "逾期"
        return "待报告" if self.kind == self.Kind.REPORT else "待公开"

    def was_late_words(self) -> str:
        return "逾期后" if self.deadline.was_late() else ""


# Met by the one item that took it when it was registered, whatever the day.
OF_A_PROJECT = (Duty.Kind.MILESTONE, Duty.Kind.SUMMARY)


def item_of(duty: Duty) -> Item | None:
    """The item on whose way the duty's deadline runs."""
    return getattr(duty.deadline, "item", None)
