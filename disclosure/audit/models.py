"""What happened: append-only events and the daily seals that chain them."""

from django.db import models

from disclosure.audit import words


class AppendOnlyError(Exception):
    """Raised when something tries to change or delete what happened."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **values):
        raise AppendOnlyError("审计记录不能修改。")

    def delete(self):
        raise AppendOnlyError("审计记录不能删除。")


class AppendOnly(models.Model):
    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError("审计记录不能修改。")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("审计记录不能删除。")


class Event(AppendOnly):
    """Who did what to which object, when and from where. No foreign keys: it outlives everything it names."""

    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("人员编号", null=True)
    actor_name = models.CharField("人员", max_length=60, default="系统")
    action = models.CharField("动作", max_length=60)
    object_type = models.CharField("对象类型", max_length=60)
    object_id = models.BigIntegerField("对象编号", null=True)
    object_label = models.CharField("对象", max_length=300, blank=True)
    organization_code = models.CharField("党组织代码", max_length=40, blank=True)
    organization_path = models.CharField("组织路径", max_length=255, blank=True)
    changes = models.JSONField("变化", default=dict, blank=True)
    address = models.CharField("来源地址", max_length=64, blank=True)

    class Meta:
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"
        indexes = [
            models.Index(fields=["object_type", "object_id", "id"], name="event_of_object"),
            models.Index(fields=["organization_path", "id"], name="event_of_organization"),
            models.Index(fields=["at"], name="event_by_time"),
            models.Index(fields=["organization_code", "id"], name="event_of_organization_code"),
            models.Index(fields=["action", "id"], name="event_of_action"),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.action_label} {self.object_label}"

    @property
    def action_label(self) -> str:
        return words.label(self.action)


class Seal(AppendOnly):
    """A day's events hashed together with the seal of the day before: a later change to either shows."""

    on = models.DateField("日期", unique=True)
    last_event_id = models.BigIntegerField("最后一条")
    event_count = models.PositiveIntegerField("条数")
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = "审计封存"
        verbose_name_plural = "审计封存"

    def __str__(self):
        return f"{self.on} {self.event_count}条"
