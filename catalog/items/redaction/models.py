"""Waivers (放行): sensitive data that may stay, asked with a reason and agreed by a second person."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog.items.models import Version
from disclosure.organizations.models.columns import AUTHOR


class Waiver(models.Model):
    """For one version, kind and mask. What was found is kept as its mask alone, never as it stands."""

    class State(models.TextChoices):
        ASKED = "asked", "待同意"
        AGREED = "agreed", "同意保留"
        REFUSED = "refused", "不同意"

    version = models.ForeignKey(Version, models.CASCADE, related_name="waivers", verbose_name="版本")
    kind = models.CharField("种类", max_length=20)
    mask = models.CharField("遮盖后", max_length=100)
    reason = models.CharField("为什么保留", max_length=300)
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="申请人", **AUTHOR)
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="决定人"
    )
    decided_at = models.DateTimeField("决定时间", null=True, blank=True)

    class Meta:
        verbose_name = "放行"
        verbose_name_plural = "放行"
        constraints = [
            models.UniqueConstraint(fields=["version", "kind", "mask"], name="waiver_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="waiver_decided_by_another",
                violation_error_message="申请和同意要由两个人办理。",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.mask}"
