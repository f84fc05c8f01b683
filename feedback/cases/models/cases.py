"""Cases (来件): what is asked of a Party organisation or told to it, and what became of it (LK-17, LK-21, LK-23, YY-05, QJ-16)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.directory.models import Entry
from catalog.filings.models import Filing
from catalog.items.models import Item
from disclosure.deadlines.models import Deadline
from disclosure.files.models import StoredFileRow
from disclosure.organizations.models.columns import PERSON, set_together
from disclosure.organizations.models.directory import Department, Organization
from disclosure.people.sealed_fields import SealedField
from feedback.cases.states import Kind, State


def sealed(label: str, most: int) -> SealedField:
    """A column that says who wrote."""
    return SealedField(label, max_length=most, blank=True)


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def of_kinds(self, *kinds: str):
        return self.filter(kind__in=kinds)

    def listed(self):
        """Shown to the public with the names hidden: answered, and a person has let the words through."""
        return self.filter(listed_at__isnull=False)


class Case(models.Model):
    """A request (点题), an application (依申请), an opinion or a question. Who sent it stands in ``Sender`` alone.

    ``received_on`` is the true day of receipt: a case in the box was received on the day it was taken out. ``number``
    is printed on the receipt; the query code that opens the tracking page is kept as a digest only. ``origin``: what was
    handed over here came first as that case, whose query code opens this one too.
    """

    class Channel(models.TextChoices):
        WEB = "web", "网上"
        ORAL = "oral", "口头"
        PHONE = "phone", "电话"
        POST = "post", "来信"
        EMAIL = "email", "电子邮件"
        BOX = "box", "意见箱"
        VISIT = "visit", "来访"
        ELSEWHERE = "elsewhere", "别的组织转来"

    class ReplyBy(models.TextChoices):
        SITE = "site", "用查询码在网上看"
        EMAIL = "email", "电子邮件"
        SMS = "sms", "短信"
        POST = "post", "书信"
        PHONE = "phone", "电话"

    class Verdict(models.TextChoices):
        NONE = "", "还没有评价"
        SATISFIED = "satisfied", "满意"
        UNSATISFIED = "unsatisfied", "不满意"

    class Waiting(models.TextChoices):
        NOTHING = "", "不等别人"
        COMPLETION = "completion", "等补正"
        THIRD_PARTY = "third_party", "等第三方意见"

    kind = models.CharField("种类", max_length=12, choices=Kind)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="cases", verbose_name="办理组织")
    number = models.CharField("编号", max_length=60, unique=True)
    code_digest = models.CharField("查询码摘要", max_length=64, unique=True)
    subject = models.CharField("标题", max_length=120)
    text = models.TextField("内容")
    purpose = models.CharField("用途或理由", max_length=500, blank=True)
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="目录事项"
    )
    item = models.ForeignKey(Item, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="公开事项")
    channel = models.CharField("来件渠道", max_length=10, choices=Channel, default=Channel.WEB)
    reply_by = models.CharField("怎样答复", max_length=10, choices=ReplyBy, default=ReplyBy.SITE)
    is_anonymous = models.BooleanField("匿名", default=False)
    received_on = models.DateField("收到日期")
    registered_at = models.DateTimeField("登记时间")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", **PERSON)
    state = models.CharField("状态", max_length=15, choices=State, default=State.RECEIVED)
    changed_at = models.DateTimeField("最后变动")
    waiting_for = models.CharField("在等谁", max_length=12, choices=Waiting, blank=True, default=Waiting.NOTHING)
    waiting_until_on = models.DateField("等到哪天", null=True, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name="承办科室"
    )
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_handled",
        verbose_name="承办人",
    )
    assigned_at = models.DateTimeField("分办时间", null=True, blank=True)
    deferred_until_on = models.DateField("搁到哪天再看", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )
    origin = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="continued_as", verbose_name="最初的来件"
    )
    accept_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="case_to_accept", verbose_name="受理时限"
    )
    answer_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="case_to_answer", verbose_name="答复时限"
    )
    accepted_on = models.DateField("受理日期", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    closed_at = models.DateTimeField("办结时间", null=True, blank=True)
    reopened_count = models.PositiveSmallIntegerField("重办次数", default=0)
    verdict = models.CharField("来件人评价", max_length=12, choices=Verdict, blank=True, default=Verdict.NONE)
    verdict_text = models.CharField("评价说明", max_length=500, blank=True)
    verdict_at = models.DateTimeField("评价时间", null=True, blank=True)
    complaint_about = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="complaints", verbose_name="反映的是哪一件"
    )
    led_to = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="prompted_by", verbose_name="由此公开的事项"
    )
    filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="case", verbose_name="备案"
    )
    listed_subject = models.CharField("公布的标题", max_length=120, blank=True)
    listed_text = models.TextField("公布的内容", blank=True)
    listed_reply = models.TextField("公布的答复", blank=True)
    listed_at = models.DateTimeField("公布时间", null=True, blank=True)
    listed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="公布人", **PERSON)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "来件"
        verbose_name_plural = "来件"
        constraints = [
            models.CheckConstraint(
                condition=Q(registered_by__isnull=False) | Q(channel__in=["web", "elsewhere"]),
                name="case_entered_by_staff_unless_from_the_web",
                violation_error_message="不是网上来的，要写明由谁登记。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["closed", "merged", "withdrawn", "not_accepted", "screened_out", "handed_over"])
                | Q(closed_at__isnull=False),
                name="case_that_ended_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="case_is_not_merged_into_itself",
                violation_error_message="不能并入它自己。",
            ),
            models.CheckConstraint(
                condition=Q(waiting_for="", waiting_until_on__isnull=True) | ~Q(waiting_for=""),
                name="case_waits_for_someone_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(reopened_count__lte=1),
                name="case_reopened_once_at_most",
                violation_error_message="只能要求重办一次。",
            ),
            set_together("listed_at", "listed_by", name="case_listed_by_and_at"),
        ]
        indexes = [
            models.Index(fields=["organization", "-id"], condition=Q(closed_at__isnull=True), name="case_open_of_org"),
            models.Index(fields=["organization", "-id"], name="case_of_organization"),
            models.Index(fields=["handler", "-id"], condition=Q(closed_at__isnull=True), name="case_open_of_handler"),
            models.Index(fields=["-listed_at", "-id"], condition=Q(listed_at__isnull=False), name="case_newest_listed"),
            models.Index(fields=["item", "-id"], name="case_about_item"),
            models.Index(
                fields=["organization", "-closed_at", "-id"],
                condition=Q(closed_at__isnull=False),
                name="case_closed_of_org",
            ),
            models.Index(
                fields=["organization", "-id"],
                condition=Q(closed_at__isnull=True) & (~Q(waiting_for="") | Q(state="at_superior")),
                name="case_waiting_of_org",
            ),
            models.Index(
                fields=["organization", "deferred_until_on"],
                condition=Q(closed_at__isnull=True, deferred_until_on__isnull=False),
                name="case_aside_of_org",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def staff_url(self) -> str:
        return reverse("admin:feedback_case_change", args=[self.pk])

    def step_url(self, action: str) -> str:
        """Where the staff take it."""
        return reverse("admin:feedback_case_step", args=[self.pk, action])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def can_be_seconded(self) -> bool:
        """A topic that is shown to the public and still waits for its answer."""
        is_waiting = self.is_open and self.state != State.ANSWERED
        return self.kind == Kind.TOPIC and self.listed_at is not None and is_waiting

    @property
    def handled_by(self) -> str:
        """Department and person, as far as they are named."""
        return " · ".join(str(each) for each in (self.department, self.handler) if each)

    def state_words(self) -> str:
        if self.waiting_for:
            return self.get_waiting_for_display()
        return self.get_state_display()


class Sender(models.Model):
    """Who sent a case. Apart from it, so that a list or a page shows nobody's name by accident; each look is audited."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="sender", verbose_name="来件")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_sent",
        verbose_name="本人账号",
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="cases_sent", verbose_name="申请组织"
    )
    name = sealed("姓名", 60)
    phone = sealed("电话", 40)
    email = sealed("电子邮箱", 254)
    address = sealed("通信地址", 200)

    class Meta:
        verbose_name = "来件人"
        verbose_name_plural = "来件人"

    def __str__(self):
        return "来件人"


class CaseFile(StoredFileRow):
    case = models.ForeignKey(Case, models.CASCADE, related_name="files", verbose_name="来件")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上传人", **PERSON)

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "来件附件"
        verbose_name_plural = "来件附件"


class Step(models.Model):
    """One thing that happened to a case. ``words`` are what the sender reads on the tracking page; empty: not shown."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", verbose_name="来件")
    action = models.CharField("动作", max_length=30)
    words = models.TextField("给来件人看的话", blank=True)
    note = models.TextField("内部说明", blank=True)
    details = models.JSONField("记录", default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="办理人", **PERSON)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "办理经过"
        verbose_name_plural = "办理经过"
        indexes = [models.Index(fields=["case", "id"], name="step_of_case")]

    def __str__(self):
        return self.action


class Second(models.Model):
    """我也想知道: somebody else asks the same. ``key`` is a digest of the person or of the browser, once a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="seconds", verbose_name="来件")
    key = models.CharField("来源摘要", max_length=64)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "附议"
        verbose_name_plural = "附议"
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="second_once")]

    def __str__(self):
        return str(self.case_id)
