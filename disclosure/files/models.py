"""What every stored file has in common. The bytes stand under their hash (``disclosure.files.store``)."""

from django.conf import settings
from django.db import models

from disclosure.organizations.models.columns import AUTHOR


class StoredFileRow(models.Model):
    """A file beside the record it belongs to; ``path`` is relative to ``MEDIA_ROOT``."""

    name = models.CharField("文件名", max_length=200)
    path = models.CharField("存放路径", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上传人", **AUTHOR)
    uploaded_at = models.DateTimeField("上传时间")

    class Meta:
        abstract = True

    def __str__(self):
        return self.name
