"""The monthly circular 通报 of an organisation to those below it: a notice whose first text the portal wrote (LK-22, QJ-18)."""

from datetime import date

from django.db import models
from django.urls import reverse

from catalog.bulletins.models import Bulletin
from disclosure.deadlines.dates import year_month
from disclosure.organizations.models.directory import Organization


class CircularQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not taken down: one a month at most."""
        return self.exclude(bulletin__state=Bulletin.State.WITHDRAWN)

    def of(self, organization: Organization, month: date):
        return self.filter(organization=organization, month=month)


class Circular(models.Model):
    """Which month's figures a notice tells. Text, states, who approved and who has read it are the notice's own."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="circulars", verbose_name="党组织")
    month = models.DateField("通报的月份", help_text="这个月的第一天。")
    bulletin = models.OneToOneField(Bulletin, models.PROTECT, related_name="circular", verbose_name="情况通报")

    objects = CircularQuerySet.as_manager()

    class Meta:
        verbose_name = "月度通报"
        verbose_name_plural = "月度通报"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(month__day=1),
                name="circular_month_is_its_first_day",
                violation_error_message="通报的月份要写这个月的第一天。",
            )
        ]
        indexes = [models.Index(fields=["organization", "-month"], name="circular_of_organization")]

    def __str__(self):
        return f"{self.organization} {year_month(self.month)}通报"

    def get_absolute_url(self):
        return f"{reverse('oversight:organization_circulars', args=[self.organization.code])}?month={self.month:%Y-%m}"

    @property
    def is_sent(self) -> bool:
        return self.bulletin.state == Bulletin.State.PUBLISHED
