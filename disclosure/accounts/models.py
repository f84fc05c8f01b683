"""That somebody's password was reset: who asked for it and why, and which other administrator agreed. Tokens by which programs
read what a person may read."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.people import User

# Whose agreement is needed for what the other asked.
OTHER = {User.Administrator.SYSTEM: User.Administrator.SECURITY, User.Administrator.SECURITY: User.Administrator.SYSTEM}


class PasswordReset(models.Model):
    """``asked_as``: which administrator asked. ``first_digest``: of the half of the code that was shown to who asked. Without
    ``decided_by`` one administrator was enough: the account holds no post."""

    class State(models.TextChoices):
        ASKED = "asked", "等另一位管理员同意"
        GIVEN = "given", "已发码"
        DECLINED = "declined", "没有同意"
        WITHDRAWN = "withdrawn", "已撤回"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁的密码")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    reason = models.CharField("为什么重设", max_length=300)
    asked_as = models.CharField("由哪种管理员提出", max_length=10, choices=User.Administrator)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    asked_at = models.DateTimeField("提出时间")
    first_digest = models.CharField("前一半的摘要", max_length=64, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="同意人", **PERSON)
    decided_at = models.DateTimeField("同意时间", null=True, blank=True)
    decline_reason = models.CharField("不同意的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "重设密码"
        verbose_name_plural = "重设密码"
        constraints = [
            set_together("decided_by", "decided_at", name="password_reset_decided_by_and_at"),
            models.UniqueConstraint(fields=["person"], condition=Q(state="asked"), name="password_reset_asked_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="password_reset_decided_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("person")) & ~Q(asked_by=F("person")), name="password_reset_not_ones_own"
            ),
        ]

    def __str__(self):
        return f"重设{self.person}的密码"

    def get_absolute_url(self):
        return reverse("admin:accounts_passwordreset_change", args=[self.pk])

    @property
    def decided_as(self) -> str:
        """Whose agreement it needs."""
        return OTHER[User.Administrator(self.asked_as)]


class AccessTokenQuerySet(models.QuerySet):
    def open(self, on: date):
        """Neither revoked nor over: ``expires_on`` is the first day on which it is worth nothing."""
        return self.filter(revoked_at__isnull=True, expires_on__gt=on)


class AccessToken(models.Model):
    """``digest``: of the secret, which nobody is shown again. ``last_used_on``: the day, not the hour."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="access_tokens", verbose_name="谁的"
    )
    name = models.CharField("用在哪里", max_length=60)
    digest = models.CharField("摘要", max_length=64, unique=True)
    made_at = models.DateTimeField("开出时间")
    expires_on = models.DateField("失效日")
    last_used_on = models.DateField("最近用过", null=True, blank=True)
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)

    objects = AccessTokenQuerySet.as_manager()

    class Meta:
        verbose_name = "访问令牌"
        verbose_name_plural = "访问令牌"

    def __str__(self):
        return self.name
