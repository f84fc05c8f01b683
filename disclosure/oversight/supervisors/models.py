"""监督员: appointed for a term from a constituency, with their suggestions (LK-24, YY-20)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.schemes.choices import Constituency
from disclosure.organizations.models.columns import AUTHOR, PERSON, TermQuerySet, set_together
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.models.people import Post
from disclosure.web.day_words import plain
from feedback.cases.models.cases import Case


class SupervisorQuerySet(TermQuerySet):
    def in_office(self, on: date):
        return self.current(on).filter(state__in=Supervisor.HELD)

    def within(self, prefixes):
        return self.filter(under(prefixes, "organization__path"))


class Supervisor(models.Model):
    """Of one organisation, for a term: ``until_on`` is the first day on which they are none any more. With an account they hold
    the post that lets them watch; ``post`` is the one that the appointment gave."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待聘任"
        APPOINTED = "appointed", "已聘任"
        DECLINED = "declined", "没有聘任"
        ENDED = "ended", "提前结束"

    # Held until ``until_on``: whom another will follow is in office till then.
    HELD = (State.APPOINTED, State.ENDED)

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="supervisors", verbose_name="党组织")
    name = models.CharField("姓名", max_length=60)
    constituency = models.CharField("来自", max_length=12, choices=Constituency)
    unit = models.CharField("单位或身份", max_length=100, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="账号", **PERSON)
    contact = models.CharField("联系办法", max_length=100, blank=True)
    from_on = models.DateField("聘期起")
    until_on = models.DateField("聘期止")
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name="接替"
    )
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="supervisors", verbose_name="任职"
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提名人", **AUTHOR)
    proposed_at = models.DateTimeField("提名时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **PERSON)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="结束人", **PERSON)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    reason = models.CharField("原因", max_length=300, blank=True)

    objects = SupervisorQuerySet.as_manager()

    class Meta:
        verbose_name = "监督员"
        verbose_name_plural = "监督员"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="supervisor_term_runs_forward",
                violation_error_message="聘期止不能早于聘期起。",
            ),
            set_together("decided_at", "decided_by", name="supervisor_decided_by_and_at"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")), name="supervisor_is_decided_by_another_person"
            ),
        ]
        indexes = [models.Index(fields=["organization", "state", "until_on"], name="supervisor_in_office")]

    def __str__(self):
        return f"监督员 {self.name}"

    def get_absolute_url(self):
        return reverse("admin:oversight_supervisor_change", args=[self.pk])

    def is_in_office(self, on: date) -> bool:
        return self.state in self.HELD and self.from_on <= on < self.until_on

    @property
    def last_on(self) -> date:
        return self.until_on - timedelta(days=1)

    @property
    def term_words(self) -> str:
        return f"{plain(self.from_on)}至{plain(self.last_on)}"

    def words(self, on: date) -> str:
        """How it stands on the day."""
        if self.state == self.State.APPOINTED and on >= self.until_on:
            return "聘期已满"
        if self.state == self.State.APPOINTED and on < self.from_on:
            return "聘期还没有开始"
        return self.get_state_display()


class Suggestion(models.Model):
    """What a supervisor suggests is an opinion like any other, with its clock; this row says whose it is."""

    supervisor = models.ForeignKey(Supervisor, models.PROTECT, related_name="suggestions", verbose_name="监督员")
    case = models.OneToOneField(Case, models.PROTECT, related_name="suggestion", verbose_name="来件")

    class Meta:
        verbose_name = "监督员建议"
        verbose_name_plural = "监督员建议"

    def __str__(self):
        return str(self.case)
