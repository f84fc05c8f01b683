"""Items (公开事项): one act of disclosing, its versions, attachments and the decisions taken on it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.directory.models import Entry, NamesGovernmentMatter
from catalog.filings.models import Filing
from catalog.items.states import PUBLISHED, ItemState, VersionState
from catalog.items.visibility import ItemQuerySet
from catalog.schemes.choices import LimitKind, Scope
from disclosure.deadlines.models import Deadline
from disclosure.files.models import StoredFileRow
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience


class Item(NamesGovernmentMatter):
    """One act of disclosing under an entry of the catalogue, or off-catalogue with a work plan. ``working_version`` is what the
    desk works on, ``published_version`` what readers see. State changes only through ``catalog.items.actions``."""

    State = ItemState

    class ApprovalRoute(models.TextChoices):
        LEADER = "leader", "分管领导审批"
        COLLECTIVE = "collective", "集体研究决定"
        SUPERIOR = "superior", "报上级党组织审批"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="items", verbose_name="公开机构")
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="items", verbose_name="目录事项"
    )
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, verbose_name="责任科室")
    index_number = models.CharField("索引号", max_length=100, unique=True)
    title = models.CharField("标题", max_length=200)
    state = models.CharField("状态", max_length=20, choices=ItemState, default=ItemState.DRAFT)
    scope = models.CharField("公开范围", max_length=12, choices=Scope)
    inside_first = models.BooleanField("先党内后党外", default=False)
    audiences = models.ManyToManyField(Audience, blank=True, related_name="items", verbose_name="特定对象")
    recipients = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="items_received", verbose_name="告知的个人"
    )
    channels = models.JSONField("公开形式", default=list, blank=True)
    channels_reason = models.CharField("为什么不采用列明的形式", max_length=300, blank=True)
    limit_kind = models.CharField("时限类别", max_length=12, choices=LimitKind)
    event_on = models.DateField("事项日期")
    is_important = models.BooleanField("重要事项", default=False)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="item", verbose_name="时限"
    )
    outside_deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="item_going_outside",
        verbose_name="向社会公开的时限",
    )
    met_on = models.DateField("按要求公开的日期", null=True, blank=True)
    narrowed_on = models.DateField("缩小范围获准的日期", null=True, blank=True)
    revision_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="revised_item", verbose_name="修订后公开的时限"
    )
    approval_route = models.CharField("审批方式", max_length=12, choices=ApprovalRoute, default=ApprovalRoute.LEADER)
    work_plan = models.TextField("工作方案", blank=True)
    work_plan_filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="item", verbose_name="工作方案备案"
    )
    is_truthful = models.BooleanField("拟稿人对内容真实性负责", default=False)
    display_until = models.DateField("展示截止", null=True, blank=True)
    longer_until = models.DateField("申请展示到", null=True, blank=True)
    longer_reason = models.CharField("延长展示的原因", max_length=300, blank=True)
    longer_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="申请延长展示人", **PERSON)
    longer_asked_at = models.DateTimeField("申请延长展示时间", null=True, blank=True)
    longer_agreed_at = models.DateTimeField("同意延长展示时间", null=True, blank=True)
    agreed_until = models.DateField("批准展示到", null=True, blank=True)
    outside_after_days = models.PositiveSmallIntegerField(
        "党内公开几天后向社会公开", null=True, blank=True, help_text="到那一天自动向社会公开；不填就由人按按钮。"
    )
    redisclosure_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="redisclosures", verbose_name="再次公开的是"
    )
    redisclosure_reason = models.CharField("再次公开的原因", max_length=300, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="items_created", verbose_name="拟稿人"
    )
    created_at = models.DateTimeField("登记时间")
    changed_at = models.DateTimeField("修改时间")
    working_version = models.OneToOneField(
        "Version", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="工作版本"
    )
    published_version = models.OneToOneField(
        "Version", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="公开版本"
    )
    published_inside_at = models.DateTimeField("党内公开时间", null=True, blank=True)
    published_outside_at = models.DateTimeField("社会公开时间", null=True, blank=True)
    display_ended_at = models.DateTimeField("展示结束时间", null=True, blank=True)
    archived_at = models.DateTimeField("归档时间", null=True, blank=True)
    archive_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="archived_item", verbose_name="归档时限"
    )
    withdrawn_at = models.DateTimeField("撤回时间", null=True, blank=True)
    withdrawal_asked_at = models.DateTimeField("申请撤回时间", null=True, blank=True)
    withdrawal_asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="申请撤回人", **PERSON)
    withdrawal_reason = models.CharField("撤回原因", max_length=500, blank=True)

    hidden_at = models.DateTimeField("隐藏时间", null=True, blank=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="隐藏人", **PERSON)
    hidden_reason = models.CharField("隐藏原因", max_length=500, blank=True)
    hiding_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="hidden_item", verbose_name="确认隐藏的时限"
    )
    hiding_confirmed_at = models.DateTimeField("确认隐藏时间", null=True, blank=True)
    hiding_confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认隐藏人", **PERSON)
    hiding_told_at = models.DateTimeField("告知上级时间", null=True, blank=True)
    history_from_at = models.DateTimeField("从哪时起的版本可以看", null=True, blank=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "公开事项"
        verbose_name_plural = "公开事项"
        constraints = [
            models.CheckConstraint(
                condition=Q(published_outside_at__isnull=True) | Q(scope="society"),
                name="only_society_items_go_outside",
                violation_error_message="只有范围为社会的事项才能向社会公开。",
            ),
            models.CheckConstraint(
                condition=Q(published_outside_at__isnull=True)
                | Q(published_inside_at__isnull=False, published_outside_at__gte=models.F("published_inside_at")),
                name="inside_never_after_outside",
                violation_error_message="向社会公开不能早于党内公开。",
            ),
            set_together("withdrawal_asked_at", "withdrawal_asked_by", name="withdrawal_asked_by_and_at"),
            set_together("hidden_at", "hidden_by", name="item_hidden_by_and_at"),
            set_together("hiding_confirmed_at", "hiding_confirmed_by", name="hiding_confirmed_by_and_at"),
            models.CheckConstraint(
                condition=Q(hiding_confirmed_by__isnull=True)
                | (Q(hidden_by__isnull=False) & ~Q(hiding_confirmed_by=models.F("hidden_by"))),
                name="hiding_confirmed_by_another",
                violation_error_message="隐藏和确认要由两个人办理。",
            ),
            set_together("longer_asked_at", "longer_asked_by", "longer_until", name="item_longer_display_asked"),
            models.CheckConstraint(
                condition=Q(published_inside_at__isnull=True) | Q(published_version__isnull=False),
                name="published_item_has_a_version",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_outside_at", "-id"],
                condition=Q(published_outside_at__isnull=False),
                name="item_newest_outside",
            ),
            models.Index(
                fields=["-published_inside_at", "-id"],
                condition=Q(published_inside_at__isnull=False),
                name="item_newest_inside",
            ),
            models.Index(fields=["organization", "state", "-id"], name="item_of_organization"),
            models.Index(fields=["entry", "-published_inside_at"], name="item_of_entry"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("catalog:item", args=[self.pk])

    @property
    def names_government(self) -> NamesGovernmentMatter | None:
        """Which names the matter of the government-affairs catalogue: the item itself, else its entry (LK-29)."""
        return next((each for each in (self, self.entry) if each is not None and each.government_entry), None)

    @property
    def shown_version(self) -> "Version":
        """What readers see of an item that was published."""
        assert self.published_version is not None
        return self.published_version

    @property
    def is_taken_back(self) -> bool:
        """Withdrawn or hidden: nobody reads it."""
        return self.withdrawn_at is not None or self.hidden_at is not None

    @property
    def entry_words(self) -> str:
        """What deadlines and notices call it: its entry, never its content."""
        return str(self.entry) if self.entry else "目录外事项"

    @property
    def staff_url(self) -> str:
        """The workbench."""
        return reverse("admin:catalog_item_change", args=[self.pk])

    @property
    def is_on_show(self) -> bool:
        return self.state in PUBLISHED

    @property
    def is_narrowed(self) -> bool:
        """It reaches fewer people than its entry says, agreed or not."""
        return self.entry is not None and self.scope != self.entry.scope

    @property
    def owed_scope(self) -> str:
        """To whom it is owed: what its entry says; outside the catalogue, and once a narrower scope was agreed, what the item
        itself says."""
        return self.entry.scope if self.entry and not self.narrowed_on else self.scope

    @property
    def title_in_hand(self) -> str:
        """Of the text that the desk works on."""
        version = self.working_version
        if version is None:
            return self.title
        return f"{self.title}：{version.title}" if version.is_progress else version.title

    @property
    def may_be_shown_longer(self) -> bool:
        """To the day that a second person agreed to (PL-10)."""
        agreed, until = self.agreed_until, self.display_until
        return agreed is not None and until is not None and until <= agreed

    @property
    def is_told_to_people(self) -> bool:
        """To named people alone, each of whom is told (QJ-07)."""
        return self.scope == Scope.INDIVIDUAL


class VersionQuerySet(models.QuerySet):
    def texts(self):
        """The item's own text, first and corrected."""
        return self.filter(progress_on__isnull=True)

    def progress(self):
        """What readers see of how the matter went on, in the order of its days."""
        released = self.filter(progress_on__isnull=False, state=VersionState.RELEASED)
        return released.order_by("progress_on", "number")


class Version(models.Model):
    """A text of an item. A released version is never changed: a correction is a new one (更正). One with ``progress_on`` says how
    the matter went on by that day (工作进展): it stands beside the item's text, numbered by itself (YY-04)."""

    State = VersionState
    # What an update is called until somebody calls it otherwise.
    PROGRESS = "工作进展"

    item = models.ForeignKey(Item, models.CASCADE, related_name="versions", verbose_name="公开事项")
    number = models.PositiveSmallIntegerField("版本", default=1)
    round = models.PositiveSmallIntegerField("送审轮次", default=0)
    state = models.CharField("状态", max_length=12, choices=VersionState, default=VersionState.DRAFT)
    title = models.CharField("标题", max_length=200)
    body = models.TextField("正文", blank=True)
    correction_note = models.CharField("更正说明", max_length=500, blank=True)
    progress_on = models.DateField("工作进展的日期", null=True, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="撰写人", **AUTHOR)
    created_at = models.DateTimeField("撰写时间")
    saved_at = models.DateTimeField("保存时间")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="保存人", **PERSON)
    released_at = models.DateTimeField("公开时间", null=True, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "版本"
        verbose_name_plural = "版本"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "number"], condition=Q(progress_on__isnull=True), name="version_number_once"
            ),
            models.UniqueConstraint(
                fields=["item", "number"], condition=Q(progress_on__isnull=False), name="progress_number_once"
            ),
        ]

    def __str__(self):
        return f"{self.words} {self.title}"

    @property
    def is_progress(self) -> bool:
        return self.progress_on is not None

    @property
    def words(self) -> str:
        return f"第{self.number}次工作进展" if self.is_progress else f"第{self.number}版"


class Attachment(StoredFileRow):
    """A file of a version, stored under its content's hash outside the web root."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="attachments", verbose_name="版本")
    personal_data = models.JSONField("发现的个人信息", default=list, blank=True)

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "附件"
        verbose_name_plural = "附件"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "name"], name="attachment_name_once", violation_error_message="已有同名附件。"
            )
        ]


class Decision(models.Model):
    """A step taken on a version in one round: who, when, with what result and why. Written once, never changed."""

    class Step(models.TextChoices):
        SUBMIT = "submit", "提交审核"
        REVIEW = "review", "审核"
        SECRECY = "secrecy", "保密审查"
        APPROVE = "approve", "审批"
        PUBLISH_INSIDE = "publish_inside", "党内公开"
        PUBLISH_OUTSIDE = "publish_outside", "向社会公开"
        ASK_WITHDRAWAL = "ask_withdrawal", "申请撤回"
        WITHDRAW = "withdraw", "同意撤回"
        END_DISPLAY = "end_display", "结束展示"
        HIDE = "hide", "隐藏"
        CONFIRM_HIDING = "confirm_hiding", "确认隐藏"
        SHOW_AGAIN = "show_again", "恢复公开"
        ARCHIVE = "archive", "归档"

    class Result(models.TextChoices):
        PASSED = "passed", "通过"
        RETURNED = "returned", "退回"

    version = models.ForeignKey(Version, models.PROTECT, related_name="decisions", verbose_name="版本")
    round = models.PositiveSmallIntegerField("送审轮次")
    step = models.CharField("步骤", max_length=20, choices=Step)
    result = models.CharField("结果", max_length=10, choices=Result, default=Result.PASSED)
    reason = models.TextField("理由", blank=True)
    evidence = models.JSONField("记录", default=dict, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="办理人", **PERSON)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "办理记录"
        verbose_name_plural = "办理记录"
        constraints = [
            models.UniqueConstraint(
                fields=["version", "round", "step"],
                name="one_decision_a_step",
                violation_error_message="这一步已经有人办理过了。",
            ),
            models.CheckConstraint(
                condition=Q(result="passed") | ~Q(reason=""),
                name="return_gives_a_reason",
                violation_error_message="退回必须写明原因。",
            ),
        ]

    def __str__(self):
        return f"{self.get_step_display()} {self.get_result_display()}"
