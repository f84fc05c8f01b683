"""Catalogues (党务公开目录) in versions, each a tree of up to three levels (LK-04, LK-27, YY-16, QJ-03)."""

from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from mptt.managers import TreeManager
from mptt.models import MPTTModel, TreeForeignKey
from mptt.querysets import TreeQuerySet

from catalog.directory import government
from catalog.filings.models import Filing
from catalog.rules.taxonomies import Class, Taxonomy, taxonomies
from catalog.schemes.choices import LimitKind, Scope
from catalog.schemes.filings import row_of
from catalog.schemes.models import Scheme
from disclosure.organizations.models.columns import PERSON
from disclosure.organizations.models.directory import Department, Organization


class CatalogueQuerySet(models.QuerySet):
    def in_force(self):
        return self.filter(state=Catalogue.State.IN_FORCE)


class Catalogue(models.Model):
    """One version of an organisation's catalogue, for itself or for a class of organisations below it."""

    class State(models.TextChoices):
        DRAFT = "draft", "起草"
        APPROVED = "approved", "已批准"
        FILED = "filed", "已备案"
        IN_FORCE = "in_force", "施行中"
        SUPERSEDED = "superseded", "已被替代"

    class AppliesTo(models.TextChoices):
        OWN = "own", "本组织"
        CLASS = "class", "下级各类组织"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="catalogues", verbose_name="制定组织")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="catalogues", verbose_name="实施方案")
    title = models.CharField("名称", max_length=200)
    version = models.PositiveSmallIntegerField("版次", default=1)
    state = models.CharField("状态", max_length=12, choices=State, default=State.DRAFT)
    applies_to = models.CharField("适用", max_length=10, choices=AppliesTo, default=AppliesTo.OWN)
    sectors = models.JSONField("适用类别", default=list, blank=True)
    in_force_from = models.DateField("施行日期", null=True, blank=True)
    superseded_on = models.DateField("替代日期", null=True, blank=True)
    approved_at = models.DateTimeField("批准时间", null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="批准人", **PERSON)
    filing = models.OneToOneField(
        Filing, models.PROTECT, null=True, blank=True, related_name="catalogue", verbose_name="备案报送"
    )
    agreed_with = models.CharField("商定机关", max_length=100, blank=True)
    agreed_on = models.DateField("商定日期", null=True, blank=True)
    filed_with = models.CharField("备案机关", max_length=100, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    filing_number = models.CharField("备案文号", max_length=60, blank=True)
    filing_receipt = models.CharField("回执", max_length=200, blank=True)
    notes = models.JSONField("说明", default=list, blank=True)
    presets = models.JSONField("预设的栏", default=list, blank=True)

    objects = CatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "公开目录"
        verbose_name_plural = "公开目录"
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "title", "version"],
                name="catalogue_version_once",
                violation_error_message="这一版目录已存在。",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(state="in_force", applies_to="own"),
                name="one_own_catalogue_in_force",
                violation_error_message="本组织已有施行中的目录。",
            ),
            models.CheckConstraint(
                condition=Q(agreed_with="", agreed_on__isnull=True) | (~Q(agreed_with="") & Q(agreed_on__isnull=False)),
                name="catalogue_agreed_with_and_on",
                violation_error_message="商定机关和商定日期要一起填。",
            ),
        ]

    def __str__(self):
        return f"{self.title}（第{self.version}版）"

    def get_absolute_url(self) -> str:
        return reverse("admin:catalog_catalogue_change", args=[self.pk])

    def reach_words(self) -> str:
        """For which organisations it is."""
        labels = dict(Organization.Sector.choices)
        if self.applies_to == self.AppliesTo.OWN:
            return "本组织"
        return "、".join(str(labels[sector]) for sector in self.sectors) or "全部下级组织"

    @property
    def is_filed(self) -> bool:
        """Filed with the superior, whatever the state: a catalogue may be in force before (LK-04)."""
        return self.filed_on is not None

    @property
    def must_be_filed(self) -> bool:
        """Whether its scheme asks for it; three of the five do not (LK-04, YY-08)."""
        return bool(row_of(self.scheme.data, Filing.What.CATALOGUE))


class NamesGovernmentMatter(models.Model):
    """Its name as the government-affairs catalogue has it (社会救助／最低生活保障／审核审批信息), and where it is."""

    government_entry = models.CharField(government.LABELS[government.ENTRY], max_length=government.LONGEST, blank=True)
    government_url = models.URLField(
        government.LABELS[government.URL],
        max_length=government.LONGEST_URL,
        blank=True,
        validators=[government.ON_THE_WEB],
    )

    class Meta:
        abstract = True

    @property
    def government_columns(self) -> Mapping[str, str]:
        """Title of a column in files → what stands in it, as far as anything does."""
        return {title: words for name, title in government.LABELS.items() if (words := getattr(self, name))}


class EntryQuerySet(TreeQuerySet):
    def entries(self):
        """Third-level matters only, in tree order, without root and headings."""
        return self.filter(rank=Entry.Rank.ENTRY)


class EntryManager(TreeManager.from_queryset(EntryQuerySet)):
    pass


class Entry(NamesGovernmentMatter, MPTTModel):
    """A node of the catalogue: its hidden root, a category, a subcategory, or an entry (目录事项).

    Structural writes go through ``catalog.directory.trees`` alone, which locks the owning organisation's row first.
    ``scope_words``, ``limit_words`` and ``channels`` keep the catalogue's own words beside what was understood.
    """

    class Rank(models.TextChoices):
        ROOT = "root", "目录"
        CATEGORY = "category", "一级目录"
        SUBCATEGORY = "subcategory", "二级目录"
        ENTRY = "entry", "事项"

    catalogue = models.ForeignKey(Catalogue, models.CASCADE, related_name="nodes", verbose_name="公开目录")
    parent = TreeForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="children", verbose_name="上级"
    )
    rank = models.CharField("级别", max_length=12, choices=Rank)
    code = models.CharField("公开代码", max_length=40, blank=True)
    name = models.CharField("公开内容", max_length=300)
    scope = models.CharField("公开范围", max_length=12, choices=Scope, blank=True)
    inside_first = models.BooleanField("先党内后党外", default=False)
    scope_words = models.JSONField("范围原词", default=list, blank=True)
    audience_names = models.JSONField("特定对象名称", default=list, blank=True)
    limit_kind = models.CharField("时限类别", max_length=12, choices=LimitKind, blank=True)
    limit_words = models.CharField("时限原词", max_length=100, blank=True)
    limit_rule = models.JSONField("本事项的时限规则", null=True, blank=True)
    channels = models.JSONField("公开形式", default=list, blank=True)
    departments = models.ManyToManyField(Department, blank=True, related_name="entries", verbose_name="责任科室")
    department_names = models.JSONField("责任科室名称", default=list, blank=True)
    person_name = models.CharField("责任人", max_length=60, blank=True)
    note = models.CharField("说明", max_length=500, blank=True)
    class_2010 = models.CharField("2010年意见类别", max_length=20, blank=True)  # keys of ``catalog.rules.taxonomies``
    class_2017 = models.CharField("2017年条例类别", max_length=20, blank=True)
    pinned_by = models.CharField("锁定范围和形式的规定", max_length=40, blank=True)  # a key of the register of rules

    objects = EntryManager()

    class Meta:
        verbose_name = "目录事项"
        verbose_name_plural = "目录事项"
        constraints = [
            models.UniqueConstraint(
                fields=["catalogue", "code"],
                condition=Q(rank="entry"),
                name="entry_code_once",
                violation_error_message="目录里已有这个代码。",
            ),
            models.CheckConstraint(
                condition=~Q(rank="entry") | (~Q(scope="") & ~Q(limit_kind="") & ~Q(code="")),
                name="entry_has_code_scope_and_limit",
                violation_error_message="目录事项必须有代码、公开范围和时限类别。",
            ),
        ]
        indexes = [models.Index(fields=["catalogue", "lft"], name="entry_in_tree_order")]

    def __str__(self):
        return f"{self.code} {self.name}".strip()

    def get_absolute_url(self) -> str:
        """The staff page of its catalogue."""
        return self.catalogue.get_absolute_url()

    @property
    def is_scope_pinned(self) -> bool:
        """Scope and channels follow a rule of the register and may not be changed (QJ-08)."""
        return bool(self.pinned_by)

    @property
    def classes(self) -> list[tuple[Taxonomy, Class]]:
        """Those that it has been put in, the older taxonomy first."""
        found = ((each, each.find(getattr(self, name))) for name, each in taxonomies().items())
        return [(taxonomy, each) for taxonomy, each in found if each]
