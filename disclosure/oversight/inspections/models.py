"""An inspection: who inspects which organisations, what was drawn by lot, how it was marked, what was found (LK-25, JG-16, QJ-27).

What a drawing rests on stands in rows that nobody can change (``guard``): the list, the seed, the number, what was drawn.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from disclosure.files.models import StoredFileRow
from disclosure.orders.models import Order
from disclosure.organizations.access import Access
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together, unique
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.models.people import Post
from disclosure.organizations.roles import INSPECT, ROLES, SUBTREE_PERMISSIONS


class InspectionQuerySet(models.QuerySet):
    def to_be_seen_by(self, access: Access):
        """By who inspects there or above; not by who works in what is inspected, before it is announced."""
        inside = Visit.objects.filter(organization_id__in=working_at(access))
        concerned = Exists(inside.filter(inspection=OuterRef("pk")))
        return self.filter(under(access.prefixes(INSPECT), "organization__path")).exclude(NOT_KNOWN & concerned)


class VisitQuerySet(models.QuerySet):
    def known_to_inspected(self):
        """Of which those whom it concerns may know: announced before, or with its results."""
        return self.filter(Q(inspection__told_at__isnull=False) | Q(inspection__results_at__isnull=False))

    def confirmed_in(self, year: int):
        """Whose report was confirmed that year; what is known to nobody yet counts for nobody."""
        states = (Inspection.State.CONFIRMED, Inspection.State.ANNOUNCED, Inspection.State.CLOSED)
        return self.known_to_inspected().filter(inspection__state__in=states, inspection__confirmed_at__year=year)


# Who registers, checks, approves, publishes or handles something there; who only watches or inspects has no part in it.
WORKING_ROLES = frozenset(role.code for role in ROLES.values() if role.permissions - SUBTREE_PERMISSIONS)
NOT_KNOWN = Q(told_at__isnull=True, results_at__isnull=True)


def working_at(access: Access) -> set[int]:
    """Keys of the organisations in which the person holds a working post that day. One query."""
    posts = Post.objects.current(access.on).filter(person_id=access.user_id, role__in=WORKING_ROLES)
    return set(posts.values_list("organization_id", flat=True))


class Inspection(models.Model):
    """``entry_codes``: entries of the catalogue, or what their codes begin with; none: all. ``number_source`` and ``number_on``:
    where nobody may be told, by what figure, published on that day, the lot is drawn."""

    class Kind(models.TextChoices):
        REGULAR = "regular", "定期检查"
        RANDOM = "random", "随机抽查"
        UNANNOUNCED = "unannounced", "暗访"
        RESEARCH = "research", "调研"
        SUPERVISION = "supervision", "督查"
        SPECIAL = "special", "专项检查"

    class State(models.TextChoices):
        PLANNED = "planned", "计划中"
        PREPARED = "prepared", "等抽样"
        DRAWN = "drawn", "检查中"
        REPORTED = "reported", "报告待确认"
        CONFIRMED = "confirmed", "报告已确认"
        ANNOUNCED = "announced", "结果已告知"
        CLOSED = "closed", "已结束"
        CANCELLED = "cancelled", "已取消"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="inspections", verbose_name="检查组织")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    title = models.CharField("名称", max_length=100)
    state = models.CharField("状态", max_length=10, choices=State, default=State.PLANNED)
    from_on = models.DateField("检查从哪天")
    until_on = models.DateField("到哪天")
    entry_codes = models.JSONField("目录事项", default=list, blank=True)
    period_from = models.DateField("查哪天以后的")
    period_until = models.DateField("查到哪天的")
    size = models.PositiveSmallIntegerField(
        "每个组织抽几件", validators=[MinValueValidator(1, "至少抽一件。"), MaxValueValidator(50, "最多抽50件。")]
    )
    number_source = models.CharField("用哪个公开的数", max_length=200, blank=True)
    number_on = models.DateField("哪天公布", null=True, blank=True)
    led_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="检查组长", **AUTHOR)
    planned_at = models.DateTimeField("计划时间")
    told_at = models.DateTimeField("事先告知时间", null=True, blank=True)
    report = models.TextField("检查情况", blank=True)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="报告人", **PERSON)
    reported_at = models.DateTimeField("报告时间", null=True, blank=True)
    returned_reason = models.CharField("退回原因", max_length=300, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    results_at = models.DateTimeField("结果告知时间", null=True, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True)
    cancelled_reason = models.CharField("取消原因", max_length=300, blank=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "检查"
        verbose_name_plural = "检查"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")) & Q(period_until__gte=F("period_from")),
                name="inspection_runs_forward",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=~Q(kind="unannounced") | Q(told_at__isnull=True),
                name="unannounced_is_not_told",
                violation_error_message="暗访不能事先告知。",
            ),
            models.CheckConstraint(
                condition=Q(kind="unannounced", number_on__isnull=False) & ~Q(number_source="")
                | ~Q(kind="unannounced") & Q(number_source="", number_on__isnull=True),
                name="unannounced_has_a_public_number",
                violation_error_message="暗访要写明用哪天公布的哪个数来抽样；其他检查由被检查的一方报数，不用写。",
            ),
            set_together("reported_by", "reported_at", name="inspection_reported_by_and_at"),
            set_together("confirmed_by", "confirmed_at", name="inspection_confirmed_by_and_at"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True)
                | ~Q(confirmed_by=F("led_by")) & ~Q(confirmed_by=F("reported_by")),
                name="inspection_confirmed_by_another",
                violation_error_message="检查报告要由另一个人确认。",
            ),
        ]
        indexes = [models.Index(fields=["organization", "-id"], name="inspection_of_organization")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("oversight:inspection", args=[self.pk])

    @property
    def is_unannounced(self) -> bool:
        return self.kind == self.Kind.UNANNOUNCED

    @property
    def is_known_to_inspected(self) -> bool:
        return self.told_at is not None or self.results_at is not None


class Inspector(models.Model):
    """Who inspects; the leader among them."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="inspectors", verbose_name="检查")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="inspections", verbose_name="检查人"
    )

    class Meta:
        verbose_name = "检查人"
        verbose_name_plural = "检查人"
        constraints = [unique("inspection", "person", name="inspector_once", message="这个人已经在检查组里。")]

    def __str__(self):
        return str(self.person)


class Visit(models.Model):
    """One of the inspected organisations. ``points``: what is looked at by its scheme, as the list was frozen: name, facts
    by which the portal can tell, and where they are from (``points.Point``)."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="visits", verbose_name="检查")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="visits", verbose_name="被检查组织")
    points = models.JSONField("检查要点", default=list, blank=True)
    points_source = models.CharField("要点出自", max_length=400, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = "被检查组织"
        verbose_name_plural = "被检查组织"
        constraints = [unique("inspection", "organization", name="visit_once", message="这个组织已经在检查范围里。")]

    def __str__(self):
        return f"{self.inspection}：{self.organization}"

    def get_absolute_url(self):
        return reverse("oversight:inspection_visit", args=[self.inspection_id, self.pk])


class FrozenList(models.Model):
    """What may be drawn, a line each, and the seed, known by its digest alone until a number is named. ``keys``: kind and key of
    what each line is. Never changed."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="frozen", verbose_name="被检查组织")
    lines = models.TextField("名单")
    keys = models.JSONField("每一行是哪一件")
    digest = models.CharField("名单的摘要", max_length=64)
    seed = models.CharField("种子", max_length=64)
    seed_digest = models.CharField("种子的摘要", max_length=64)
    size = models.PositiveSmallIntegerField("抽几件")
    number_source = models.CharField("数从哪里来", max_length=300)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="封存人", **AUTHOR)
    frozen_at = models.DateTimeField("封存时间")

    class Meta:
        verbose_name = "封存的名单"
        verbose_name_plural = "封存的名单"

    def __str__(self):
        return self.digest


class Drawing(models.Model):
    """The number that was named, and by whom. Never changed."""

    frozen = models.OneToOneField(FrozenList, models.PROTECT, related_name="drawing", verbose_name="名单")
    number = models.CharField("报的数", max_length=20)
    named_by = models.CharField("谁报的", max_length=100)
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="抽样人", **AUTHOR)
    drawn_at = models.DateTimeField("抽样时间")

    class Meta:
        verbose_name = "抽样"
        verbose_name_plural = "抽样"

    def __str__(self):
        return f"{self.named_by}：{self.number}"


class Sampled(models.Model):
    """A line that was drawn. ``subject_id``: the key of the item or of the row of the ledger; no key of the database, so that
    an item's page cannot tell that it was drawn. Never changed."""

    class Subject(models.TextChoices):
        ITEM = "item", "公开事项"
        OWED = "owed", "应公开任务"

    drawing = models.ForeignKey(Drawing, models.PROTECT, related_name="sampled", verbose_name="抽样")
    visit = models.ForeignKey(Visit, models.PROTECT, related_name="sampled", verbose_name="被检查组织")
    position = models.PositiveSmallIntegerField("次序")
    line = models.CharField("名单里的那一行", max_length=500)
    subject = models.CharField("种类", max_length=10, choices=Subject)
    subject_id = models.PositiveBigIntegerField("编号")

    class Meta:
        verbose_name = "抽到的事项"
        verbose_name_plural = "抽到的事项"
        constraints = [models.UniqueConstraint(fields=["drawing", "position"], name="sampled_position_once")]

    def __str__(self):
        return self.line


class Mark(models.Model):
    """One point of one sampled line. ``told``: what the portal's own data say on the day of the drawing, and why; ``mark``: what
    the inspector says, with a reason where it differs. ``revision`` counts the changes."""

    class Grade(models.TextChoices):
        GOOD = "good", "好"
        FAIR = "fair", "基本"
        POOR = "poor", "差"

    sampled = models.ForeignKey(Sampled, models.CASCADE, related_name="marks", verbose_name="抽到的事项")
    point = models.PositiveSmallIntegerField("第几点")
    told = models.CharField("数据说的", max_length=4, choices=Grade, blank=True)
    told_why = models.TextField("数据怎么说", blank=True)
    mark = models.CharField("评价", max_length=4, choices=Grade, blank=True)
    why = models.CharField("理由", max_length=300, blank=True)
    revision = models.PositiveIntegerField("改过几次", default=0)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="评价人", **PERSON)
    marked_at = models.DateTimeField("评价时间", null=True, blank=True)

    class Meta:
        verbose_name = "评价"
        verbose_name_plural = "评价"
        constraints = [
            models.UniqueConstraint(fields=["sampled", "point"], name="mark_once"),
            set_together("marked_by", "marked_at", name="mark_by_and_at"),
            models.CheckConstraint(
                condition=Q(mark="") | Q(told="") | Q(mark=F("told")) | ~Q(why=""),
                name="mark_against_data_has_a_reason",
                violation_error_message="和数据说的不一样，请写理由。",
            ),
        ]

    def __str__(self):
        return f"{self.sampled_id}.{self.point} {self.mark}"


# A good mark counts two, a fair one one, a poor one none.
WORTH = {Mark.Grade.GOOD: 2, Mark.Grade.FAIR: 1, Mark.Grade.POOR: 0}
BEST = max(WORTH.values())


class Finding(models.Model):
    """Something that was found: what is wrong, or what is done well and worth being done elsewhere (PL-18)."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="findings", verbose_name="被检查组织")
    sampled = models.ForeignKey(Sampled, models.PROTECT, null=True, blank=True, verbose_name="哪一件")
    point = models.PositiveSmallIntegerField("哪一点", null=True, blank=True)
    is_good = models.BooleanField("值得推广", default=False)
    text = models.CharField("发现了什么", max_length=500)
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="发现人", **AUTHOR)
    found_at = models.DateTimeField("时间")
    order = models.OneToOneField(
        Order, models.PROTECT, null=True, blank=True, related_name="finding", verbose_name="整改要求"
    )

    class Meta:
        verbose_name = "检查发现"
        verbose_name_plural = "检查发现"

    def __str__(self):
        return self.text


class Photograph(StoredFileRow):
    """Of a finding; never asked for."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="photographs", verbose_name="检查发现")

    class Meta(StoredFileRow.Meta):
        abstract = False
        verbose_name = "检查照片"
        verbose_name_plural = "检查照片"


class SheetKey(models.Model):
    """A sheet taken to where there is no network: its key, kept as its digest, lets what was entered there come back once.
    ``answer``: what was said of ``returned``, the digest of what came back; the same sent again is given the same answer."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="sheets", verbose_name="被检查组织")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="检查人", **AUTHOR)
    digest = models.CharField("摘要", max_length=64, unique=True)
    taken_at = models.DateTimeField("取走时间")
    returned_at = models.DateTimeField("交回时间", null=True, blank=True)
    returned = models.CharField("交回内容的摘要", max_length=64, blank=True)
    answer = models.JSONField("交回时的回答", null=True, blank=True)

    class Meta:
        verbose_name = "离线表"
        verbose_name_plural = "离线表"
        constraints = [
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned="") | Q(returned_at__isnull=False) & ~Q(returned=""),
                name="sheet_returned_at_and_what",
            ),
        ]

    def __str__(self):
        return f"{self.visit_id} {self.person_id}"
