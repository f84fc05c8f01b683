"""Notices: one row per key and recipient, however often a job runs."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from disclosure.notices.faults import Fault


class NoticeQuerySet(models.QuerySet):
    def unread(self):
        return self.filter(read_at__isnull=True)

    def of(self, user):
        return self.filter(recipient=user)

    def notified(self, key: str, people: list[int]):
        return self.filter(key=key, recipient_id__in=people)

    def to_mail(self):
        """Not yet mailed, to somebody who can be mailed."""
        return self.filter(mailed_at__isnull=True, recipient__is_active=True).exclude(recipient__email="")

    def mark_read(self, *, now: datetime) -> int:
        return self.unread().update(read_at=now)


class Notice(models.Model):
    """A message in a person's inbox, later mailed in one digest a day."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name="收件人"
    )
    key = models.CharField("键", max_length=200)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("内容", blank=True)
    url = models.CharField("链接", max_length=300, blank=True)
    created_at = models.DateTimeField("时间")
    read_at = models.DateTimeField("已读", null=True, blank=True)
    mailed_at = models.DateTimeField("已寄", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "消息"
        verbose_name_plural = "消息"
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="notice_once")]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notice_inbox"),
            models.Index(fields=["recipient", "id"], condition=Q(mailed_at__isnull=True), name="notice_unmailed"),
            models.Index(fields=["recipient"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_read(self) -> bool:
        return self.read_at is not None

    def mark_read(self, *, now: datetime) -> None:
        """Keeps the first reading's time."""
        if not self.is_read:
            self.read_at = now
            self.save(update_fields=["read_at"])


class DigestQuerySet(models.QuerySet):
    def claimed(self, on: date):
        return self.filter(on=on, sent_at__isnull=False)

    def release(self, person: int, on: date, *, fault: Fault, now: datetime) -> int:
        return self.filter(recipient_id=person, on=on).update(sent_at=None, failed_at=now, fault=fault)

    def of(self, person):
        return self.filter(recipient=person)

    def failing(self):
        """The last mail of everyone who can be mailed, where it was not taken."""
        later = Digest.objects.filter(recipient=OuterRef("recipient"), on__gt=OuterRef("on"))
        failed = self.filter(~Exists(later), sent_at__isnull=True, failed_at__isnull=False, recipient__is_active=True)
        return failed.exclude(recipient__email="")


class Digest(models.Model):
    """One mail a person and day: the row is the promise that a second one is never sent.

    ``sent_at`` is set before the mail goes out and taken back when it fails; ``failed_at`` and ``fault`` tell of the last time.
    """

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, verbose_name="收件人")
    on = models.DateField("日期")
    sent_at = models.DateTimeField("寄出", null=True, blank=True)
    failed_at = models.DateTimeField("最近一次", null=True, blank=True)
    fault = models.CharField("为什么", max_length=10, choices=Fault, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "提醒邮件"
        verbose_name_plural = "寄不出的提醒邮件"
        constraints = [models.UniqueConstraint(fields=["recipient", "on"], name="digest_once_a_day")]

    def __str__(self):
        return f"{self.recipient} {self.on}"

    def claim(self, *, now: datetime) -> bool:
        """Take the day's mail unless somebody has; the database decides between two at once."""
        return Digest.objects.filter(pk=self.pk, sent_at__isnull=True).update(sent_at=now) == 1
