"""Withholdings: exemption (不予公开), deferral (暂缓公开) and narrowing (缩小公开范围), the only ways in which something is not owed,
not yet, or not to everyone (LK-01, LK-19, QJ-15)."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from catalog.directory.models import Entry
from catalog.filings.models import Filing
from catalog.items.models import Item
from catalog.rules.register import choices, cite, url_of
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Organization


class WithholdingQuerySet(models.QuerySet):
    def in_force(self, on: date):
        """Granted, not ended, and covering the day."""
        begun = self.filter(state=Withholding.State.IN_FORCE, from_on__lte=on)
        return begun.filter(Q(until_on__isnull=True) | Q(until_on__gte=on))

    def about(self, item: Item):
        """Of the item itself, or of the entry under which it stands."""
        own = Q(item=item)
        if item.entry is None:
            return self.filter(own)
        entry = Q(item__isnull=True, organization=item.organization_id, entry_code=item.entry.code)
        return self.filter(own | entry)

    def granted_for_entry(self, organizations: Iterable[int], code: str):
        """Granted and not ended, of the entry itself in any of the organisations."""
        rows = self.filter(organization__in=organizations, item=None, entry_code=code)
        return rows.filter(state=Withholding.State.IN_FORCE)

    def decided_above(self):
        """Newest first."""
        return self.filter(superior_at__isnull=False).order_by("-superior_at", "-pk")

    def over(self, on: date):
        """Deferrals whose last day has passed and that the sweep has not ended yet."""
        return self.filter(state=Withholding.State.IN_FORCE, until_on__lt=on)


class Withholding(models.Model):
    """An entry, or one item under way, that is not disclosed or not yet, with reason, legal basis and whoever agreed.

    ``until_on`` is the last day of a deferral; an exemption has none, but a day on which it is looked at again. A narrowing is of
    one item: ``scope`` is what remains, ``left_out`` who does not read it.
    """

    class Kind(models.TextChoices):
        EXEMPTION = "exemption", "不予公开"
        DEFERRAL = "deferral", "暂缓公开"
        NARROWING = "narrowing", "缩小公开范围"

    class Reason(models.TextChoices):
        STATE_SECRET = "state_secret", "涉及国家秘密"
        PARTY_SECRET = "party_secret", "涉及党内秘密"
        WORK_SECRET = "work_secret", "涉及工作秘密"
        TRADE_SECRET = "trade_secret", "涉及商业秘密"
        PRIVACY = "privacy", "涉及个人隐私"
        UNDER_WAY = "under_way", "正在调查、讨论或处理"
        BY_RULE = "by_rule", "按规定不宜公开"
        OTHER = "other", "其他"

    class State(models.TextChoices):
        SUBMITTED = "submitted", "待本级批准"
        AGREED = "agreed", "待上级审定"
        IN_FORCE = "in_force", "已批准"
        REFUSED = "refused", "不同意"
        ENDED = "ended", "已结束"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="withholdings", verbose_name="党组织")
    entry = models.ForeignKey(
        Entry, models.PROTECT, null=True, blank=True, related_name="withholdings", verbose_name="目录事项"
    )
    entry_code = models.CharField("公开代码", max_length=40, blank=True)
    item = models.ForeignKey(
        Item, models.PROTECT, null=True, blank=True, related_name="withholdings", verbose_name="公开事项"
    )
    kind = models.CharField("种类", max_length=10, choices=Kind)
    scope = models.CharField("缩小到", max_length=12, choices=Scope, blank=True)
    left_out = models.CharField("对谁不公开", max_length=200, blank=True)
    reason = models.CharField("理由", max_length=20, choices=Reason)
    explanation = models.TextField("具体说明")
    legal_basis = models.CharField("依据", max_length=300, blank=True)
    cites = models.CharField("规则库里的代号", max_length=40, blank=True)  # empty: typed before there was a register
    from_on = models.DateField("从哪天起")
    until_on = models.DateField("暂缓到哪天", null=True, blank=True)
    review_on = models.DateField("复查日期", null=True, blank=True)
    review_deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="withholding", verbose_name="复查时限"
    )
    state = models.CharField("状态", max_length=10, choices=State, default=State.SUBMITTED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    proposed_at = models.DateTimeField("提出时间")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="批准人", **PERSON)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approval_note = models.CharField("批准意见", max_length=500, blank=True)
    needs_superior = models.BooleanField("要上级审定", default=False)
    superior_deadline = models.OneToOneField(
        Deadline,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withholding_to_decide",
        verbose_name="上级审定时限",
    )
    superior_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上级审定人", **PERSON)
    superior_at = models.DateTimeField("上级审定时间", null=True, blank=True)
    superior_opinion = models.TextField("上级意见", blank=True)
    filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="withholding", verbose_name="备案"
    )
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="结束人", **PERSON)
    ended_reason = models.CharField("结束原因", max_length=300, blank=True)

    objects = WithholdingQuerySet.as_manager()

    class Meta:
        verbose_name = "不予公开和暂缓"
        verbose_name_plural = "不予公开和暂缓"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="exemption", until_on__isnull=True, review_on__isnull=False)
                | Q(kind="deferral", until_on__isnull=False)
                | Q(kind="narrowing", until_on__isnull=True, review_on__isnull=True),
                name="withholding_has_an_end_or_a_review",
                violation_error_message="暂缓要写到哪天为止；不予公开要写哪天复查。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="withholding_runs_forward",
                violation_error_message="暂缓的截止日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=(Q(kind="narrowing", item__isnull=False) & ~Q(scope=""))
                | (~Q(kind="narrowing") & Q(scope="", left_out="")),
                name="narrowing_says_what_remains",
                violation_error_message="缩小公开范围要写明是哪一件，缩小到什么范围。",
            ),
            set_together("approved_by", "approved_at", name="withholding_approved_by_and_at"),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(approved_at__isnull=False),
                name="withholding_in_force_was_approved",
                violation_error_message="不予公开和暂缓要经批准。",
            ),
            models.CheckConstraint(
                condition=Q(entry__isnull=False) | Q(item__isnull=False),
                name="withholding_is_about_something",
                violation_error_message="请选目录事项或公开事项。",
            ),
        ]
        indexes = [models.Index(fields=["organization", "entry_code", "state"], name="withholding_of_entry")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.entry_code or self.item_id}"

    def get_absolute_url(self):
        return reverse("admin:catalog_withholding_change", args=[self.pk])

    @staticmethod
    def grounds_on(on: date) -> list[tuple[str, str]]:
        """For a select: the rules of the register in force that day for any of the reasons."""
        return choices(on, *Withholding.Reason.values)

    def set_ground(self, key: str, on: date) -> None:
        """A rule of the register, in force and fit for the reason."""
        self.cites, self.legal_basis = key, str(cite(key, self.reason, on, field="legal_basis"))

    def require_ground(self, on: date) -> None:
        """It still is on the day of the decision; what was typed before there was a register stands."""
        if self.cites:
            cite(self.cites, self.reason, on, field="legal_basis")

    @property
    def basis_url(self) -> str:
        """Of the rule it cites, where readers find it."""
        return url_of(self.cites)

    @property
    def subject(self) -> str:
        """For ledger, register, log and notices: the entry, or an item by its number, never what it says."""
        if self.item:
            return f"事项 {self.item.index_number}"
        return f"{self.entry_code} {self.entry.name if self.entry else ''}".strip()

    @property
    def approved_on(self) -> date | None:
        return local_day(self.approved_at)

    def is_over(self, on: date) -> bool:
        """Whether the last day of a deferral has passed."""
        return self.until_on is not None and self.until_on < on
