"""What the portal is called, who answers for it and at which number: one row, entered on the first day."""

from django.db import models
from django.db.models import Q


class Portal(models.Model):
    """What is empty is read from the environment (``PORTAL_NAME``, ``PORTAL_RESPONSIBLE``, ``PORTAL_PHONE``)."""

    name = models.CharField("门户的名称", max_length=40, blank=True, help_text="每一页的左上角。")
    responsible = models.CharField("主办单位", max_length=100, blank=True, help_text="每一页的页脚。")
    phone = models.CharField(
        "监督电话", max_length=40, blank=True, help_text="每一页的页脚：对党务公开有意见，打这个电话。"
    )

    class Meta:
        verbose_name = "门户信息"
        verbose_name_plural = "门户信息"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_portal")]

    def __str__(self):
        return self.name or "门户"
