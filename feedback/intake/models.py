"""How often one address tried something in an hour; also what may be used once."""

from django.db import models

from disclosure.people.sealed_fields import SealedField


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


class Waiting(models.Model):
    """What was sent with files that nobody has looked through yet (``feedback.intake.line``). It says nothing of who sent it from
    where: ``key`` is a digest of the form's own token, ``lane`` one of sixteen, others every hour."""

    class Stage(models.TextChoices):
        WAITING = "waiting", "等候检查"
        REFUSED = "refused", "没有收下"
        DONE = "done", "已收下"

    key = models.CharField("表单摘要", max_length=64, unique=True)
    stage = models.CharField("到哪一步", max_length=8, choices=Stage, default=Stage.WAITING)
    lane = models.PositiveSmallIntegerField("队")
    turn = models.PositiveSmallIntegerField("队里第几")
    content = SealedField("写的内容", blank=True)
    files = models.JSONField("附件", default=list)
    size = models.PositiveBigIntegerField("附件大小")
    sent_at = models.DateTimeField("发出时间")
    claimed_at = models.DateTimeField("开始检查", null=True)
    tries = models.PositiveSmallIntegerField("检查过几次", default=0)
    answer = models.JSONField("结果", default=dict)

    class Meta:
        verbose_name = "等候检查的来件"
        verbose_name_plural = "等候检查的来件"
        indexes = [models.Index(fields=["stage", "turn"], name="waiting_in_turn")]

    def __str__(self):
        return self.get_stage_display()


class Locker(models.Model):
    """What a browser that writes has kept here (``feedback.intake.lockers``): a draft, a receipt, which cases it has opened. The
    day is all that it says of itself."""

    name = models.CharField("公钥", max_length=64, unique=True)
    sealed = models.TextField("内容（加密）")
    until_on = models.DateField("保存到哪天")

    class Meta:
        verbose_name = "来件人浏览器里的内容"
        verbose_name_plural = "来件人浏览器里的内容"

    def __str__(self):
        return str(self.until_on)
