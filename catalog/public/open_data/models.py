from django.db import models


class OpenDataDump(models.Model):
    """The one there is. ``made_on``: the day as of which it was read; ``is_stale``: something of it is shown no more, or reads
    otherwise; the row says so in the same transaction. ``rows``; ``size`` in bytes and ``sha256``: of the csv."""

    made_at = models.DateTimeField("制作时间")
    made_on = models.DateField("截至")
    rows = models.PositiveIntegerField("条数")
    size = models.PositiveBigIntegerField("字节")
    sha256 = models.CharField("摘要", max_length=64)
    is_stale = models.BooleanField("要重做", default=False)

    class Meta:
        verbose_name = "开放数据"
        verbose_name_plural = "开放数据"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_open_data_dump")]

    def __str__(self):
        return f"截至{self.made_on}的开放数据"
