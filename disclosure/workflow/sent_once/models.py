from django.db import models


class SentForm(models.Model):
    """A page that created something. ``key``: a digest of the page's token and who sent it; ``leads_to``: what it led to."""

    key = models.CharField("页面摘要", max_length=64, unique=True)
    leads_to = models.CharField("去向", max_length=500)
    sent_at = models.DateTimeField("提交时间", db_index=True)

    class Meta:
        verbose_name = "交过的页面"
        verbose_name_plural = "交过的页面"

    def __str__(self):
        return self.leads_to
