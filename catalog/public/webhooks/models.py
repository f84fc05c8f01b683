import secrets
from base64 import b64encode
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.crypto import salted_hmac

from disclosure.organizations.models.columns import AUTHOR

SALT = "catalog.public.webhooks"


def new_nonce() -> str:
    return secrets.token_hex(16)


class Webhook(models.Model):
    """An address that is told. Its secret is not kept: it follows from the portal's key and ``nonce``."""

    name = models.CharField("是哪个系统", max_length=60)
    url = models.CharField("网址", max_length=500)
    is_active = models.BooleanField("在用", default=True)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, **AUTHOR)
    added_at = models.DateTimeField("登记时间", editable=False)

    class Meta:
        verbose_name = "推送"
        verbose_name_plural = "推送"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("admin:catalog_webhook_change", args=[self.pk])

    @property
    def key(self) -> bytes:
        return salted_hmac(SALT, f"{self.pk}:{self.nonce}", algorithm="sha256").digest()

    @property
    def secret(self) -> str:
        """As the receiving system is given it."""
        return f"whsec_{b64encode(self.key).decode()}"


class DeliveryQuerySet(models.QuerySet):
    def due(self, now: datetime):
        return self.filter(done_at__isnull=True, given_up_at__isnull=True, next_at__lte=now, webhook__is_active=True)


class WebhookDelivery(models.Model):
    """One message to one address; ``body`` as it is sent each time. ``next_at``: not before then."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", verbose_name="推送")
    what = models.CharField("什么事", max_length=30)
    key = models.CharField("编号", max_length=40, unique=True)
    body = models.TextField("内容")
    made_at = models.DateTimeField("发生时间")
    next_at = models.DateTimeField("下次发送")
    tries = models.PositiveSmallIntegerField("试过几次", default=0)
    last_answer = models.CharField("最近一次", max_length=60, blank=True)
    done_at = models.DateTimeField("送到时间", null=True, blank=True)
    given_up_at = models.DateTimeField("放弃时间", null=True, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "推送记录"
        verbose_name_plural = "推送记录"
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(done_at__isnull=True, given_up_at__isnull=True),
                name="delivery_waiting",
            )
        ]

    def __str__(self):
        return f"{self.webhook}：{self.what}"

    @property
    def state_words(self) -> str:
        if self.done_at:
            return "送到了"
        return "送不到，放弃了" if self.given_up_at else "等着再送" if self.tries else "等着送"
