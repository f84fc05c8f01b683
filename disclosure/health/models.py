"""Signs of life, and what is ill just now."""

from datetime import datetime, timedelta

from django.db import models

# A clock may be off by so much before a sign is held to come from the future.
TOLERANCE = timedelta(seconds=60)


class SignQuerySet(models.QuerySet):
    def leave(self, *names: str, now: datetime, good_for: timedelta) -> None:
        """In one statement, whatever was there."""
        rows = [Sign(name=name, at=now, good_until=now + good_for) for name in names]
        self.bulk_create(rows, update_conflicts=True, unique_fields=["name"], update_fields=["at", "good_until"])

    def expect(self, *names: str, now: datetime, within: timedelta) -> None:
        """Of what has never been seen: the first sign is awaited until then."""
        rows = [Sign(name=name, at=None, good_until=now + within) for name in names]
        self.bulk_create(rows, ignore_conflicts=True)


class Sign(models.Model):
    """That something happened, and until when that is enough: ``beat``, ``worker``, ``sweep`` and ``sweep.<job>``."""

    name = models.CharField("名称", max_length=60, unique=True)
    at = models.DateTimeField("时间", null=True, blank=True)
    good_until = models.DateTimeField("有效到")

    objects = SignQuerySet.as_manager()

    class Meta:
        verbose_name = "运行记录"
        verbose_name_plural = "运行记录"

    def __str__(self):
        return self.name

    def is_good(self, now: datetime) -> bool:
        return now <= self.good_until and (self.at is None or self.at <= now + TOLERANCE)


class Illness(models.Model):
    """A part that is ill since then; the row goes when it is well again. What ends in ``_at``: by which way it was told of, and that
    it is well was not yet."""

    part = models.CharField("哪一项", max_length=30, unique=True)
    since = models.DateTimeField("从什么时候")
    mailed_at = models.DateTimeField("邮件告知", null=True, blank=True)
    texted_at = models.DateTimeField("短信告知", null=True, blank=True)
    posted_at = models.DateTimeField("群机器人告知", null=True, blank=True)

    class Meta:
        verbose_name = "不正常的项目"
        verbose_name_plural = "不正常的项目"

    def __str__(self):
        return self.part
