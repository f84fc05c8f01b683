"""The organisation tree, its departments and its leading group (LK-18, YY-13, QJ-01, QJ-22)."""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Subquery
from django.urls import reverse
from treebeard.mp_tree import MP_Node, MP_NodeManager, MP_NodeQuerySet

from disclosure.organizations.models.columns import TermQuerySet, term_constraint, unique
from disclosure.organizations.roles import PERMISSIONS


def under(prefixes: Iterable[str], path: str = "path") -> Q:
    """Rows at or below any of the tree paths; ``path``: the lookup of a row's own."""
    return reduce(or_, (Q((f"{path}__startswith", prefix)) for prefix in prefixes), Q(pk__in=[]))


# What the office of a leading group is called where it has no name of its own.
USUAL_OFFICE = "党务公开办公室"


def line_of(path: str) -> list[str]:
    """The tree path and those above it, from the top down."""
    step = Organization.steplen
    return [path[: end + step] for end in range(0, len(path), step)]


class OrganizationQuerySet(MP_NodeQuerySet):
    def within(self, prefixes):
        return self.filter(under(prefixes))

    def active(self):
        return self.filter(is_active=True)

    def above(self, organization: "Organization"):
        """Its superiors, the nearest first."""
        return self.filter(path__in=organization.line_paths[:-1]).order_by("-path")

    def around(self, code: str):
        """The organisation of that code, those above it and those below it, from the top down."""
        path = Subquery(self.model.objects.filter(code=code).order_by().values("path")[:1])
        return self.alias(named=path).filter(Q(named__startswith=F("path")) | Q(path__startswith=F("named")))


class OrganizationManager(MP_NodeManager.from_queryset(OrganizationQuerySet)):
    def get_queryset(self):
        return OrganizationQuerySet(self.model, using=self._db).order_by("path")


class Organization(MP_Node):
    """A Party organisation. Its superior is its parent in the tree; ``path`` decides every subtree question."""

    class Kind(models.TextChoices):
        COMMITTEE = "committee", "党委"
        WORK_COMMITTEE = "work_committee", "党工委"
        PARTY_GROUP = "party_group", "党组"
        GENERAL_BRANCH = "general_branch", "党总支"
        BRANCH = "branch", "党支部"
        DISCIPLINE = "discipline", "纪检组织"
        OFFICE = "office", "工作机关"

    class Sector(models.TextChoices):
        STREET_TOWN = "street_town", "街镇"
        DEPARTMENT = "department", "部门"
        VILLAGE = "village", "村"
        COMMUNITY = "community", "社区"
        ORGAN = "organ", "机关"
        INSTITUTION = "institution", "事业单位"
        NEW_ECONOMY = "new_economy", "两新组织"
        STATE_ENTERPRISE = "state_enterprise", "国有企业"
        SCHOOL = "school", "学校"
        HOSPITAL = "hospital", "医院"
        SECONDED = "seconded", "派驻机构"

    code = models.SlugField(
        "代码",
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", "代码只能用小写字母、数字和连字符")],
    )
    name = models.CharField("名称", max_length=200)
    short_name = models.CharField("简称", max_length=60, blank=True)
    kind = models.CharField("类型", max_length=20, choices=Kind, default=Kind.BRANCH)
    sector = models.CharField("类别", max_length=20, choices=Sector, default=Sector.ORGAN)
    is_active = models.BooleanField("在用", default=True)
    responsible_person = models.CharField("第一责任人", max_length=60, blank=True)
    office_name = models.CharField("党务公开办公室", max_length=100, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    supervision_phone = models.CharField("监督电话", max_length=40, blank=True)
    mailbox = models.EmailField("电子信箱", blank=True)
    spokesperson = models.CharField(
        "新闻发言人", max_length=100, blank=True, help_text="姓名、职务和办公电话。读者看得到。"
    )
    fonds_number = models.CharField(
        "全宗号",
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^[A-Z0-9]+$", "全宗号只能用大写字母和数字，例如 Z109。")],
        help_text="档案馆给的，例如 Z109。写了，以后归档的就按国家标准编档号；下级组织没有写的，用上级的。",
    )
    archive_category = models.CharField(
        "档案门类代码",
        max_length=10,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z]{2}(\.[A-Z]{2,4})?$", "门类代码是两个大写字母，例如 WS；有二级门类的写 WS.DQ。")
        ],
        help_text="按档案室的规定写；空着就是 WS（文书）。",
    )

    objects = OrganizationManager()

    class Meta:
        verbose_name = "党组织"
        verbose_name_plural = "党组织"
        permissions = PERMISSIONS

    def __str__(self):
        return self.short_name or self.name

    def get_absolute_url(self):
        return reverse("catalog:organization", args=[self.code])

    @property
    def office(self) -> str:
        """What its office is called; it handles what nobody else was given (LK-18)."""
        return self.office_name or USUAL_OFFICE

    @property
    def line_paths(self) -> list[str]:
        """Tree paths of this organisation and of everything above it, from the top down. No query."""
        return line_of(self.path)


class Department(models.Model):
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="departments", verbose_name="党组织")
    name = models.CharField("名称", max_length=100)
    position = models.PositiveSmallIntegerField("次序", default=0)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "责任科室"
        verbose_name_plural = "责任科室"
        constraints = [
            unique("organization", "name", name="department_name_once", message="本组织已有同名科室。"),
        ]

    def __str__(self):
        return self.name


class LeadingGroupSeat(models.Model):
    """A seat in the leading group or its office, with its term (LK-18, YY-13, QJ-22)."""

    class Body(models.TextChoices):
        GROUP = "group", "领导小组"
        OFFICE = "office", "办公室"

    class Title(models.TextChoices):
        HEAD = "head", "组长"
        DEPUTY_HEAD = "deputy_head", "副组长"
        DIRECTOR = "director", "主任"
        DEPUTY_DIRECTOR = "deputy_director", "副主任"
        MEMBER = "member", "成员"

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="seats", verbose_name="党组织")
    body = models.CharField("机构", max_length=10, choices=Body)
    title = models.CharField("职务", max_length=20, choices=Title)
    name = models.CharField("姓名", max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="账号")
    position = models.PositiveSmallIntegerField("次序", default=0)
    from_on = models.DateField("任职起")
    until_on = models.DateField("任职止", null=True, blank=True, help_text="自这一天起不再任职。")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "领导小组任职"
        verbose_name_plural = "领导小组任职"
        constraints = [term_constraint("seat_term_runs_forward")]

    def __str__(self):
        return f"{self.get_title_display()} {self.name}"
