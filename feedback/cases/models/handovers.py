"""A case that belongs elsewhere: to whom it is handed over, why, who proposed and who confirmed it (信访工作条例 第二十三条)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Organization
from feedback.cases.models.cases import Case


class HandoverQuerySet(models.QuerySet):
    def unconfirmed(self):
        return self.filter(confirmed_at__isnull=True)


class Handover(models.Model):
    """Proposed until an approver confirms it; then the case is closed. ``became``: the case that it is at another
    organisation of this portal, which keeps nothing of this one but what its sender wrote."""

    class Way(models.TextChoices):
        PORTAL = "portal", "在本站转过去"
        SENT = "sent", "由本组织转去"
        TOLD = "told", "请来件人自己去提出"

    case = models.OneToOneField(Case, models.PROTECT, related_name="handover", verbose_name="来件")
    body = models.CharField("哪一类", max_length=20)
    way = models.CharField("怎样转", max_length=10, choices=Way)
    name = models.CharField("转到", max_length=100)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转到的党组织"
    )
    reach = models.CharField("怎样联系", max_length=300)
    reason = models.TextField("为什么")
    cites = models.CharField("规则库里的代号", max_length=40)
    legal_basis = models.CharField("依据", max_length=300)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    proposed_at = models.DateTimeField("提出时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    confirmed_at = models.DateTimeField("转交时间", null=True, blank=True)
    became = models.OneToOneField(
        Case, models.PROTECT, null=True, blank=True, related_name="came_by", verbose_name="转过去的来件"
    )

    objects = HandoverQuerySet.as_manager()

    class Meta:
        verbose_name = "转交"
        verbose_name_plural = "转交"
        constraints = [
            set_together("confirmed_at", "confirmed_by", name="handover_confirmed_by_and_at"),
            models.CheckConstraint(
                condition=Q(way="portal", organization__isnull=False)
                | (~Q(way="portal") & Q(organization__isnull=True, became__isnull=True)),
                name="handover_in_the_portal_names_its_organization",
                violation_error_message="在本站转的，要选转到哪个党组织。",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_in_portal(self) -> bool:
        return self.way == self.Way.PORTAL
