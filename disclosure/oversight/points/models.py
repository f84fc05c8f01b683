"""Contact and demonstration points: guided, visited, written about (QJ-19, QJ-25)."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.bulletins.models import Bulletin
from catalog.schemes.choices import PointKind
from disclosure.organizations.models.columns import AUTHOR, PERSON, TermQuerySet, set_together, unique
from disclosure.organizations.models.directory import Organization, under
from disclosure.web.day_words import plain


class PointQuerySet(TermQuerySet):
    def standing(self, on: date):
        return self.current(on).filter(state=ContactPoint.State.NAMED)

    def within(self, prefixes):
        """Points that lie there, and those guided from there."""
        return self.filter(under(prefixes, "organization__path") | under(prefixes, "guided_by__path"))


class ContactPoint(models.Model):
    """An organisation that its superior guides and others learn from. ``until_on``: the first day on which it is none any more."""

    class State(models.TextChoices):
        PROPOSED = "proposed", "待确定"
        NAMED = "named", "已确定"
        DECLINED = "declined", "没有确定"
        ENDED = "ended", "提前结束"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="points", verbose_name="党组织")
    guided_by = models.ForeignKey(
        Organization, models.PROTECT, related_name="points_guided", verbose_name="由哪个上级指导"
    )
    kind = models.CharField("种类", max_length=15, choices=PointKind)
    guide = models.CharField("谁联系指导", max_length=100)
    standards = models.JSONField("符合哪些标准", default=list, blank=True)
    why = models.CharField("理由", max_length=500)
    from_on = models.DateField("从哪一天起")
    until_on = models.DateField("到哪一天止")
    state = models.CharField("状态", max_length=10, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="决定人", **PERSON)
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)
    reason = models.CharField("没有确定或者结束的原因", max_length=300, blank=True)

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = "联系点和示范点"
        verbose_name_plural = "联系点和示范点"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")),
                name="point_term_runs_forward",
                violation_error_message="止期不能早于起期。",
            ),
            models.CheckConstraint(
                condition=~Q(guided_by=F("organization")),
                name="point_is_guided_by_another",
                violation_error_message="要由上级指导。",
            ),
            set_together("decided_at", "decided_by", name="point_decided_by_and_at"),
            models.CheckConstraint(
                condition=~Q(decided_by=F("proposed_by")), name="point_is_decided_by_another_person"
            ),
            unique(
                "organization",
                "guided_by",
                "kind",
                condition=Q(state="proposed"),
                name="point_proposed_once",
                message="已经提出过，等另一个人决定。",
            ),
        ]

    def __str__(self):
        return f"{self.organization}（{self.get_kind_display()}）"

    def get_absolute_url(self):
        return reverse("oversight:point", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:oversight_contactpoint_change", args=[self.pk])

    def stands(self, on: date) -> bool:
        return self.state == self.State.NAMED and self.from_on <= on < self.until_on

    def words(self, on: date) -> str:
        return "已经到期" if self.state == self.State.NAMED and on >= self.until_on else self.get_state_display()

    @property
    def term_words(self) -> str:
        return f"{plain(self.from_on)}至{plain(self.until_on - timedelta(days=1))}"


class PointRecord(models.Model):
    """A visit, a bulletin, what was tried there and what was learnt. An experience stands in the exchange column once another
    person of the guiding superior lets it."""

    class Kind(models.TextChoices):
        VISIT = "visit", "走访指导"
        SYMPOSIUM = "symposium", "座谈会"
        STUDY = "study", "参观学习"
        BULLETIN = "bulletin", "简报"
        EXPERIENCE = "experience", "经验做法"

    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="records", verbose_name="联系点")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="point_records", verbose_name="谁写的")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    happened_on = models.DateField("日期")
    text = models.TextField("做了什么")
    learnt = models.TextField("学到什么", blank=True)
    bulletin = models.ForeignKey(
        Bulletin, models.PROTECT, null=True, blank=True, related_name="point_records", verbose_name="简报"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="谁写的", **AUTHOR)
    written_at = models.DateTimeField("登记时间")
    shared_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="谁同意交流", **PERSON)
    shared_at = models.DateTimeField("放进交流栏的时间", null=True, blank=True)

    class Meta:
        verbose_name = "联系点记录"
        verbose_name_plural = "联系点记录"
        constraints = [
            set_together("shared_at", "shared_by", name="point_record_shared_by_and_at"),
            models.CheckConstraint(
                condition=~Q(shared_by=F("written_by")), name="experience_is_shared_by_another_person"
            ),
        ]
        indexes = [models.Index(fields=["point", "-happened_on", "-id"], name="record_of_point")]

    def __str__(self):
        return f"{plain(self.happened_on)}{self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("admin:oversight_pointrecord_change", args=[self.pk])
