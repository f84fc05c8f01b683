"""How often one address tried something in an hour; also what may be used once."""

from django.db import models


class Attempt(models.Model):
    """Tries from one address in one window: wrong query codes, cases sent. ``key`` is a digest of what and from where."""

    key = models.CharField("来源摘要", max_length=64)
    what = models.CharField("什么", max_length=12)
    window = models.DateTimeField("时间窗")
    count = models.PositiveIntegerField("次数", default=0)

    class Meta:
        verbose_name = "尝试次数"
        verbose_name_plural = "尝试次数"
        constraints = [models.UniqueConstraint(fields=["key", "what", "window"], name="attempt_once_a_window")]

    def __str__(self):
        return f"{self.what} {self.count}"
