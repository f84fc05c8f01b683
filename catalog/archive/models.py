"""The archive (档案): one package an item, never changed once it is packed (LK-08, PL-06, YY-11, QJ-06, JG-09)."""

from django.conf import settings
from django.db import models

from catalog.items.models import Item
from disclosure.files.listing import size_of
from disclosure.organizations.models.columns import AUTHOR
from disclosure.organizations.models.directory import Organization


class ArchiveRecord(models.Model):
    """What the archive's register says of one package. ``path`` is relative to ``MEDIA_ROOT``; empty once the package was destroyed."""

    class Retention(models.TextChoices):
        PERMANENT = "permanent", "永久"
        YEARS_30 = "years_30", "30年"
        YEARS_10 = "years_10", "10年"

    item = models.OneToOneField(Item, models.PROTECT, related_name="archive_record", verbose_name="公开事项")
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="archive_records", verbose_name="党组织"
    )
    year = models.PositiveSmallIntegerField("年度")
    archive_number = models.CharField("档号", max_length=100, unique=True)
    piece_number = models.PositiveIntegerField("件号")
    title = models.CharField("题名", max_length=200)
    responsible = models.CharField("责任者", max_length=200)
    dated_on = models.DateField("日期")
    pages = models.PositiveIntegerField("页数")
    retention = models.CharField("保管期限", max_length=10, choices=Retention)
    path = models.CharField("存放路径", max_length=200)
    size = models.PositiveBigIntegerField("大小")
    sha256 = models.CharField("摘要", max_length=64)
    packed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="归档人", **AUTHOR)
    packed_at = models.DateTimeField("归档时间")

    class Meta:
        verbose_name = "档案"
        verbose_name_plural = "档案"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "year", "retention", "piece_number"],
                name="piece_number_once",
                violation_error_message="这个件号已经用过。",
            )
        ]
        indexes = [models.Index(fields=["organization", "year", "piece_number"], name="archive_by_year")]

    def __str__(self):
        return f"{self.archive_number} {self.title}"

    @property
    def is_destroyed(self) -> bool:
        return not self.path

    @property
    def size_words(self) -> str:
        return size_of(self.size)
