"""What is kept of a start code: its digest, until when it is good, when it was used."""

from datetime import datetime

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce

from disclosure.organizations.models.people import User


class StartCodeQuerySet(models.QuerySet):
    def claim(self, digest: str, *, now: datetime) -> bool:
        """Whether it is ours to use: of two at once only one gets it."""
        return self.open(now).filter(digest=digest).update(used_at=now) == 1

    def open(self, now: datetime) -> "StartCodeQuerySet":
        return self.filter(used_at__isnull=True, expires_at__gt=now)


class StartCode(models.Model):
    """One row a person: a new code takes the place of the one before. Without a person: who has it becomes the first administrator.
    ``second_digest``: where two administrators gave a half each; ``digest`` is then of the first half."""

    person = models.OneToOneField(
        User, models.CASCADE, null=True, blank=True, related_name="start_code", verbose_name="人员"
    )
    digest = models.CharField("摘要", max_length=64, unique=True)
    second_digest = models.CharField("后一半的摘要", max_length=64, blank=True)
    issued_at = models.DateTimeField("发出")
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用", null=True, blank=True)

    objects = StartCodeQuerySet.as_manager()

    class Meta:
        verbose_name = "开始码"
        verbose_name_plural = "开始码"
        constraints = [models.UniqueConstraint(Coalesce("person", Value(0)), name="start_code_one_a_person")]

    def __str__(self):
        return f"{self.person or '第一位管理员'}的开始码"

    def is_open(self, now: datetime) -> bool:
        return self.used_at is None and self.expires_at > now
