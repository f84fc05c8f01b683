"""Changes of the catalogue while it is in force: change, withdrawal or termination of an entry (变更、撤销、终止; LK-20, QJ-15)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalog.bulletins.models import Bulletin
from catalog.directory.models import Catalogue, Entry
from catalog.filings.models import Filing
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Organization


class EntryChange(models.Model):
    """Asked by an organisation that works by the catalogue, decided by whoever made it; the entry keeps its code.

    Agreeing puts the next version of the catalogue in force, opens the filing, and publishes a notice that explains it.
    ``before`` and ``after`` hold the entry's values by field; ``after`` is empty for a withdrawal or a termination.
    """

    class Kind(models.TextChoices):
        CHANGE = "change", "变更"
        WITHDRAW = "withdraw", "撤销"
        TERMINATE = "terminate", "终止"

    class State(models.TextChoices):
        SUBMITTED = "submitted", "待批准"
        APPROVED = "approved", "已批准"
        REFUSED = "refused", "不同意"
        TAKEN_BACK = "taken_back", "已收回"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="entry_changes", verbose_name="申请组织"
    )
    catalogue = models.ForeignKey(Catalogue, models.PROTECT, related_name="changes_asked", verbose_name="公开目录")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="changes", verbose_name="目录事项")
    entry_code = models.CharField("公开代码", max_length=40)
    kind = models.CharField("种类", max_length=10, choices=Kind)
    before = models.JSONField("原来的内容")
    after = models.JSONField("改成的内容", default=dict, blank=True)
    reason = models.TextField("原因")
    explanation = models.TextField("向公众的说明", help_text="批准后随变更一起公布。")
    state = models.CharField("状态", max_length=10, choices=State, default=State.SUBMITTED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="申请人", **AUTHOR)
    asked_at = models.DateTimeField("申请时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="批准人", **PERSON)
    decided_at = models.DateTimeField("批准时间", null=True, blank=True)
    decision_note = models.CharField("批准意见", max_length=500, blank=True)
    effective_on = models.DateField("生效日期", null=True, blank=True)
    new_catalogue = models.ForeignKey(
        Catalogue, models.PROTECT, null=True, blank=True, related_name="changes_made", verbose_name="新一版目录"
    )
    filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="entry_change", verbose_name="备案"
    )
    announcement = models.OneToOneField(
        Bulletin, models.PROTECT, null=True, blank=True, related_name="entry_change", verbose_name="公布的说明"
    )

    class Meta:
        verbose_name = "目录事项变更"
        verbose_name_plural = "目录事项变更"
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "entry_code"],
                condition=Q(state="submitted"),
                name="one_open_change_an_entry",
                violation_error_message="这一事项已有待批准的变更申请。",
            ),
            set_together("decided_by", "decided_at", name="change_decided_by_and_at"),
        ]
        indexes = [models.Index(fields=["organization", "entry_code"], name="change_of_entry")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.entry_code}"

    def get_absolute_url(self):
        return reverse("admin:catalog_entrychange_change", args=[self.pk])

    @property
    def subject(self) -> str:
        """For ledger, log and notices: the entry as it was when the change was asked for."""
        return f"{self.entry_code} {self.before.get('name', '')}".strip()

    @property
    def maker(self) -> Organization:
        """The organisation that made the catalogue, and decides."""
        return self.catalogue.organization
