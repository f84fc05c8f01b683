"""An organisation's own scheme on its way, and the opinions on it (PL-13, YY-08, QJ-23)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.filings.models import Filing
from catalog.schemes.filings import row_of
from disclosure.organizations.models.columns import AUTHOR, PERSON
from disclosure.organizations.models.directory import Organization


class SchemeDraft(models.Model):
    """An organisation's own scheme on its way: drafted, opinions solicited, reviewed, issued, filed (PL-13, YY-08, QJ-23).

    ``document``: the whole scheme, in the shape of ``catalog/schemes/*.yaml``; ``scheme``: what it was copied from, None where
    it was written from scratch. Issuing it makes a ``Scheme`` of the organisation's own, by which it works from that day, and
    opens the filing. When the organisation binds those below it (QJ-24), each of them owes its own scheme's filing within the
    days the rules give.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        SOLICITING = "soliciting", "征求意见"
        REVIEWING = "reviewing", "送审"
        REVIEWED = "reviewed", "已审定"
        ISSUED = "issued", "已印发"
        DISCARDED = "discarded", "已作废"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="scheme_drafts", verbose_name="党组织")
    scheme = models.ForeignKey(
        "catalog.Scheme", models.PROTECT, null=True, blank=True, related_name="drafts", verbose_name="从哪一份规则抄来"
    )
    title = models.CharField("方案名称", max_length=200)
    body = models.TextField("方案正文", blank=True)
    document = models.JSONField("规则", default=dict, blank=True)
    binds_below = models.BooleanField("对下级有约束力", default=False)
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT)
    solicit_from_on = models.DateField("征求意见起", null=True, blank=True)
    solicit_until_on = models.DateField("征求意见止", null=True, blank=True)
    review_body = models.CharField("审定机关", max_length=100, blank=True)
    reviewed_on = models.DateField("审定日期", null=True, blank=True)
    review_opinion = models.TextField("审定意见", blank=True)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="签发人", **PERSON)
    filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="scheme_draft", verbose_name="备案"
    )
    adoption = models.OneToOneField(
        "catalog.Adoption", models.PROTECT, null=True, blank=True, related_name="draft", verbose_name="施行"
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **AUTHOR)
    created_at = models.DateTimeField("起草时间")
    saved_at = models.DateTimeField("保存时间")

    class Meta:
        verbose_name = "方案制定"
        verbose_name_plural = "方案制定"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued") | (Q(issued_on__isnull=False) & ~Q(document_number="")),
                name="issued_scheme_has_day_and_number",
                violation_error_message="印发要有日期和文号。",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("admin:catalog_schemedraft_change", args=[self.pk])

    @property
    def must_be_filed(self) -> bool:
        """Whether it asks for it (YY-08, QJ-23)."""
        return bool(row_of(self.document, Filing.What.SCHEME))


class SchemeOpinion(models.Model):
    """An opinion on a scheme's draft, from inside or outside, and what became of it (PL-13)."""

    class Side(models.TextChoices):
        INSIDE = "inside", "党内"
        OUTSIDE = "outside", "党外"

    class Result(models.TextChoices):
        OPEN = "", "还没有答复"
        ADOPTED = "adopted", "采纳"
        PARTLY = "partly", "部分采纳"
        DECLINED = "declined", "不采纳"

    draft = models.ForeignKey(SchemeDraft, models.CASCADE, related_name="opinions", verbose_name="方案")
    side = models.CharField("来自", max_length=10, choices=Side)
    sender = models.CharField("提出人", max_length=60, blank=True)
    text = models.TextField("意见")
    given_on = models.DateField("提出日期")
    result = models.CharField("处理", max_length=10, choices=Result, blank=True, default=Result.OPEN)
    reply = models.CharField("说明", max_length=500, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", **AUTHOR)
    entered_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "方案意见"
        verbose_name_plural = "方案意见"

    def __str__(self):
        return self.text[:30]
