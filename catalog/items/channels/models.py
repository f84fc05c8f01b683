"""Channels carried out (公开形式落实): done by the portal itself, or recorded with evidence (LK-09, LK-10, QJ-07, PL-14)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from catalog.items.models import Item
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.files.listing import size_of, type_of
from disclosure.files.models import StoredFileRow
from disclosure.organizations.models.columns import PERSON, set_together
from disclosure.organizations.models.directory import Organization


class Carrier(models.Model):
    """Something that carries disclosures: a board, a screen, a box, a phone (PL-14)."""

    class Kind(models.TextChoices):
        BOARD = "board", "公开栏"
        SIGN = "sign", "公示牌"
        SCREEN = "screen", "电子屏"
        BOX = "box", "意见箱"
        PHONE = "phone", "监督电话"
        READING_ROOM = "reading_room", "文件查阅处"
        OTHER = "other", "其他"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="carriers", verbose_name="党组织")
    kind = models.CharField("种类", max_length=15, choices=Kind)
    name = models.CharField("名称", max_length=100)
    place = models.CharField("位置或号码", max_length=200, blank=True)
    keeper = models.CharField("管理人", max_length=60, blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "公开载体"
        verbose_name_plural = "公开载体"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], name="carrier_name_once", violation_error_message="已有同名载体。"
            )
        ]

    def __str__(self):
        return self.name


class ChannelRecord(models.Model):
    """One planned channel of an item: open until it is done or given up with a reason. The portal's own are done by publishing;
    the others are recorded by the clerk and confirmed by a second person."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="channel_records", verbose_name="公开事项")
    channel = models.CharField("公开形式", max_length=40)
    is_by_portal = models.BooleanField("由门户完成", default=False)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="channel_record", verbose_name="时限"
    )
    carrier = models.ForeignKey(Carrier, models.PROTECT, null=True, blank=True, verbose_name="公开载体")
    place = models.CharField("地点或载体", max_length=200, blank=True)
    from_on = models.DateField("起", null=True, blank=True)
    until_on = models.DateField("止", null=True, blank=True)
    attendance = models.PositiveIntegerField("到会或送达人数", null=True, blank=True)
    expected = models.PositiveIntegerField("应到人数", null=True, blank=True)
    document_number = models.CharField("文号或刊期", max_length=60, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", **PERSON)
    recorded_at = models.DateTimeField("登记时间", null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="核实人", **PERSON)
    confirmed_at = models.DateTimeField("核实时间", null=True, blank=True)
    drop_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="申请取消的人", **PERSON)
    drop_asked_at = models.DateTimeField("申请取消的时间", null=True, blank=True)
    dropped_reason = models.CharField("不再采用的原因", max_length=300, blank=True)
    dropped_at = models.DateTimeField("不再采用的时间", null=True, blank=True)

    class Meta:
        verbose_name = "公开形式落实"
        verbose_name_plural = "公开形式落实"
        constraints = [
            models.UniqueConstraint(fields=["item", "channel"], name="channel_record_once"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(from_on__isnull=False, until_on__gte=F("from_on")),
                name="channel_record_runs_forward",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True) | Q(recorded_at__isnull=False),
                name="channel_recorded_by_and_at",
            ),
            set_together("drop_asked_by", "drop_asked_at", name="channel_drop_asked_by_and_at"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("recorded_by")),
                name="channel_confirmed_by_another",
                violation_error_message="登记和核实要由两个人办理。",
            ),
        ]

    def __str__(self):
        return self.channel

    @property
    def is_done(self) -> bool:
        return self.recorded_at is not None


class Evidence(StoredFileRow):
    """A scan or photo that shows a channel was carried out. For the desk and the archive, never for readers."""

    record = models.ForeignKey(ChannelRecord, models.CASCADE, related_name="evidence", verbose_name="落实记录")

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "佐证材料"
        verbose_name_plural = "佐证材料"

    @property
    def words(self) -> str:
        return f"{type_of(self.name)} · {size_of(self.size)}"


class Delivery(models.Model):
    """That one named person was told: how, when and by whom, or by their own opening of the page (QJ-07)."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="deliveries", verbose_name="公开事项")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="deliveries", verbose_name="告知的个人"
    )
    opened_at = models.DateTimeField("本人打开时间", null=True, blank=True)
    channel = models.CharField("告知形式", max_length=40, blank=True)
    told_on = models.DateField("告知日期", null=True, blank=True)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="告知人", **PERSON)
    note = models.CharField("说明", max_length=300, blank=True)
    recorded_at = models.DateTimeField("登记时间", null=True, blank=True)

    class Meta:
        verbose_name = "个人告知"
        verbose_name_plural = "个人告知"
        constraints = [models.UniqueConstraint(fields=["item", "recipient"], name="delivery_once")]

    def __str__(self):
        return f"{self.recipient_id} {self.told_on or self.opened_at}"

    @property
    def told_day(self) -> date | None:
        """The first day on which the person was told or opened the page; None while neither was."""
        return min(filter(None, [self.told_on, local_day(self.opened_at)]), default=None)
