"""Projects that are disclosed milestone by milestone (逐段、分期, LK-15, QJ-12)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Max, Q
from django.urls import reverse

from catalog.directory.models import Entry
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.columns import AUTHOR
from disclosure.organizations.models.directory import Department, Organization


class Project(models.Model):
    """A piece of work that is disclosed milestone by milestone (逐段、分期, LK-15, QJ-12).

    Its name may say more than everyone below may read: the ledger names the entry and the milestone, never the project.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="projects", verbose_name="党组织")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="projects", verbose_name="目录事项")
    entry_code = models.CharField("公开代码", max_length=40)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, verbose_name="责任科室")
    name = models.CharField("工作名称", max_length=200)
    started_on = models.DateField("开始日期")
    ended_on = models.DateField("结束日期", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", **AUTHOR)
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "阶段性工作"
        verbose_name_plural = "阶段性工作"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="project_runs_forward",
                violation_error_message="结束日期不能早于开始日期。",
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("admin:catalog_project_change", args=[self.pk])

    def words(self) -> str:
        """How far it is."""
        return f"{plain(self.ended_on)}已经结束" if self.ended_on else "正在进行"


class MilestoneQuerySet(models.QuerySet):
    def next_number(self) -> int:
        return (self.aggregate(last=Max("number"))["last"] or 0) + 1


class Milestone(models.Model):
    """A milestone of a project: planned for a day, done on another; what is owed for it is its duty."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="milestones", verbose_name="阶段性工作")
    number = models.PositiveSmallIntegerField("第几阶段")
    name = models.CharField("阶段名称", max_length=100)
    planned_on = models.DateField("计划完成日期")
    completed_on = models.DateField("实际完成日期", null=True, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        verbose_name = "阶段"
        verbose_name_plural = "阶段"
        constraints = [
            models.UniqueConstraint(
                fields=["project", "number"], name="milestone_number_once", violation_error_message="已有这个阶段。"
            )
        ]

    def __str__(self):
        return f"第{self.number}阶段 {self.name}"

    def words(self) -> str:
        """How far it is."""
        if self.completed_on and not self.project.ended_on:
            return f"已经登记为{plain(self.completed_on)}完成"
        return self.project.words()
