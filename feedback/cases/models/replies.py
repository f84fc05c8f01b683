"""Answers to cases: what was found, on what ground, and what a superior decided on a refusal (LK-21, JG-04, YY-05, QJ-16)."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.items.models import Item
from catalog.obligations.withholdings.models import Withholding
from catalog.rules.register import cite, find, url_of
from catalog.schemes.choices import Scope
from disclosure.deadlines.models import Deadline
from disclosure.orders.models import Order
from disclosure.organizations.models.columns import AUTHOR, PERSON
from disclosure.organizations.models.directory import Organization
from feedback.cases.models.cases import Case, sealed
from feedback.cases.states import Kind


class ReplyQuerySet(models.QuerySet):
    def joined(self):
        return self.select_related("case", "item", "superior", "superior_deadline", "written_by", "approved_by")

    def at_hand(self):
        """Of the present round: written, on its way above or back from there, not yet sent."""
        return self.filter(state__in=[Reply.State.DRAFT, Reply.State.AT_SUPERIOR, Reply.State.UPHELD])


class Reply(models.Model):
    """One answer in one round. A refusal that the superior decides on is no answer before it has (JG-04, QJ-16)."""

    class Result(models.TextChoices):
        PUBLISHED = "published", "向所有人公开"
        IN_SCOPE = "in_scope", "在一定范围内公开"
        TO_SENDER = "to_sender", "只答复申请人"
        PARTLY = "partly", "部分公开"
        ALREADY_PUBLIC = "already_public", "已经公开过"
        NOT_HELD = "not_held", "本组织没有这项信息"
        REPEATED = "repeated", "重复申请"
        REFUSED = "refused", "不予公开"
        HANDLED = "handled", "已办理"
        EXPLAINED = "explained", "解释说明"

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        AT_SUPERIOR = "at_superior", "待上级审定"
        UPHELD = "upheld", "上级同意"
        OVERTURNED = "overturned", "上级不同意"
        SENT = "sent", "已答复"

    case = models.ForeignKey(Case, models.PROTECT, related_name="replies", verbose_name="来件")
    round = models.PositiveSmallIntegerField("第几次", default=1)
    result = models.CharField("答复结果", max_length=15, choices=Result)
    text = models.TextField("答复内容")
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="公开事项"
    )
    scope = models.CharField("公开范围", max_length=12, choices=Scope, blank=True)
    reason = models.CharField("理由", max_length=20, choices=Withholding.Reason, blank=True)
    legal_basis = models.CharField("依据", max_length=300, blank=True)
    cites = models.CharField("规则库里的代号", max_length=40, blank=True)  # empty: typed before there was a register
    held_by = models.CharField("可能掌握的单位", max_length=200, blank=True)
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    written_at = models.DateTimeField("起草时间")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="批准人", **PERSON)
    needs_superior = models.BooleanField("要报上级审定", default=False)
    superior = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审定的上级"
    )
    superior_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="reply_to_decide", verbose_name="审定时限"
    )
    superior_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="审定人", **PERSON)
    superior_at = models.DateTimeField("审定时间", null=True, blank=True)
    superior_opinion = models.TextField("上级意见", blank=True)
    sent_at = models.DateTimeField("答复时间", null=True, blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="答复人", **PERSON)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "答复"
        verbose_name_plural = "答复"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "round"],
                name="one_reply_a_round",
                violation_error_message="这一次已经有人起草了答复。",
            ),
            models.CheckConstraint(
                condition=~Q(result="refused") | (~Q(reason="") & ~Q(legal_basis="")),
                name="refusal_gives_reason_and_basis",
                violation_error_message="不予公开要写明理由和依据。",
            ),
            models.CheckConstraint(
                condition=~Q(result="partly") | (~Q(reason="") & ~Q(legal_basis="")),
                name="partial_answer_gives_reason_and_basis",
                violation_error_message="部分公开要写明其余部分不公开的理由和依据。",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(state="sent"), name="reply_sent_has_its_state"
            ),
        ]

    def __str__(self):
        return self.get_result_display()

    def set_basis(self, key: str) -> None:
        self.cites, self.legal_basis = key, str(find(key) or "")

    def check_basis(self, on: date) -> None:
        """The rule is in force and fits the reason; what was typed before there was a register stands."""
        if self.cites:
            cite(self.cites, self.reason, on, field="legal_basis")

    @property
    def basis_url(self) -> str:
        """Of the rule it cites, where readers find it."""
        return url_of(self.cites)


class Rectification(models.Model):
    """What an organisation puts right because of an opinion (LK-07, PL-05): an order that it gives itself."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="rectification", verbose_name="来件")
    order = models.OneToOneField(Order, models.PROTECT, related_name="rectification", verbose_name="整改要求")

    class Meta:
        verbose_name = "整改"
        verbose_name_plural = "整改"

    def __str__(self):
        return str(self.case)

    @property
    def deadline(self) -> Any:
        """The row of the ledger: every order has one."""
        return self.order.deadline

    @property
    def is_done(self) -> bool:
        return self.order.closed_at is not None


class Letter(models.Model):
    """What is sent to the sender (文书): its words as they were sent, so that the same letter can be drawn years later; without a
    name once that is shredded."""

    class Name(models.TextChoices):
        ACCEPTANCE = "acceptance", "受理通知书"
        NON_ACCEPTANCE = "non_acceptance", "不予受理通知书"
        COMPLETION = "completion", "补正通知书"
        EXTENSION = "extension", "延期答复告知书"
        THIRD_PARTY = "third_party", "征求第三方意见书"
        REPLY = "reply", "答复书"
        REFUSAL = "refusal", "不予公开告知书"
        SUPERIOR = "superior", "上级审定意见告知书"
        HANDOVER = "handover", "转交告知书"

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters", verbose_name="来件")
    reply = models.ForeignKey(Reply, models.PROTECT, null=True, blank=True, related_name="letters", verbose_name="答复")
    name = models.CharField("文书种类", max_length=20, choices=Name)
    number = models.CharField("文号", max_length=80, unique=True)
    title = models.CharField("标题", max_length=100)
    salutation = sealed("称呼", 100)
    body = models.TextField("正文")
    made_on = models.DateField("成文日期")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="制作人", **PERSON)
    made_at = models.DateTimeField("制作时间")

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        indexes = [models.Index(fields=["case", "id"], name="letter_of_case")]

    def __str__(self):
        return self.number


class LetterTemplate(models.Model):
    """An organisation's words for a letter of one kind; the portal's own serve where it has none."""

    organization = models.ForeignKey(
        Organization, models.CASCADE, related_name="letter_templates", verbose_name="党组织"
    )
    name = models.CharField("文书种类", max_length=20, choices=Letter.Name)
    title = models.CharField("标题", max_length=100)
    body = models.TextField("正文模板")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="保存人", **AUTHOR)
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "答复书模板"
        verbose_name_plural = "答复书模板"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "name"], name="letter_template_once", violation_error_message="已有这种模板。"
            )
        ]

    def __str__(self):
        return self.title


class CannedReply(models.Model):
    """A ready piece of text for answers that come again and again."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="canned_replies", verbose_name="党组织")
    title = models.CharField("名称", max_length=60)
    text = models.TextField("内容")

    class Meta:
        verbose_name = "常用答复"
        verbose_name_plural = "常用答复"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "title"],
                name="canned_reply_once",
                violation_error_message="已有同名的常用答复。",
            )
        ]

    def __str__(self):
        return self.title


class SavedFilter(models.Model):
    """A person's own view of the queue: its name and its query string."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters", verbose_name="人员"
    )
    name = models.CharField("名称", max_length=40)
    query = models.CharField("条件", max_length=300)

    class Meta:
        verbose_name = "常用筛选"
        verbose_name_plural = "常用筛选"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"], name="saved_filter_once", violation_error_message="已有同名的筛选。"
            )
        ]

    def __str__(self):
        return self.name


class Outgoing(models.Model):
    """A message to a sender who has no inbox here: made in the action's transaction, sent by the worker, never twice.

    ``claimed_at`` is set before it is sent and taken back when the outcome is known: one that stays claimed may have
    arrived or not, and is not sent again.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信"

    case = models.ForeignKey(Case, models.CASCADE, related_name="outgoing", verbose_name="来件")
    key = models.CharField("内容代号", max_length=60)
    channel = models.CharField("渠道", max_length=10, choices=Channel)
    subject = models.CharField("标题", max_length=120)
    text = models.TextField("内容")
    not_before = models.DateTimeField("最早发送时间")
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)
    tries = models.PositiveSmallIntegerField("尝试次数", default=0)
    claimed_at = models.DateTimeField("开始发送的时间", null=True, blank=True)
    error = models.CharField("错误", max_length=200, blank=True)

    class Meta:
        verbose_name = "外发消息"
        verbose_name_plural = "外发消息"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="outgoing_once")]
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(sent_at__isnull=True), name="outgoing_waiting")
        ]

    def __str__(self):
        return self.subject


REPLY_RESULTS = {
    Kind.TOPIC: (*Reply.Result.values[:8], Reply.Result.EXPLAINED),
    Kind.APPLICATION: tuple(Reply.Result.values[:8]),
    Kind.OPINION: (Reply.Result.HANDLED, Reply.Result.EXPLAINED),
    Kind.QUESTION: (Reply.Result.EXPLAINED, Reply.Result.ALREADY_PUBLIC, Reply.Result.NOT_HELD),
}
