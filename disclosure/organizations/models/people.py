"""People, what they belong to, the posts they hold and the permissions these grant."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from disclosure.organizations.models.columns import UNENDED, TermQuerySet, term_constraint, unique
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.roles import ROLE_CHOICES, ROLES

PLACE = ("person", "organization")


class User(AbstractUser):
    """A person with an account. The three administrators exclude each other: one column holds at most one of them."""

    class Administrator(models.TextChoices):
        NONE = "", "不是管理员"
        SYSTEM = "system", "系统管理员"
        SECURITY = "security", "安全管理员"
        AUDIT = "audit", "审计管理员"

    first_name = None
    last_name = None
    full_name = models.CharField("姓名", max_length=60)
    phone = models.CharField("电话", max_length=40, blank=True)
    administrator = models.CharField("管理员", max_length=10, choices=Administrator, blank=True, default="")

    class Meta:
        verbose_name = "人员"
        verbose_name_plural = "人员"
        constraints = [
            models.CheckConstraint(
                condition=Q(administrator__in=["", "system", "security", "audit"]),
                name="one_administrator_role_at_most",
                violation_error_message="系统、安全、审计三种管理员只能任一种。",
            ),
            models.CheckConstraint(
                condition=Q(is_superuser=False) | Q(administrator="system"),
                name="superuser_is_system_administrator",
                violation_error_message="超级用户只能是系统管理员。",
            ),
        ]

    def __str__(self):
        return self.full_name or self.username

    def get_full_name(self):
        return self.full_name

    def get_short_name(self):
        return self.full_name


class Membership(models.Model):
    """A person belongs to an organisation, as Party member or as staff of the organ."""

    class Kind(models.TextChoices):
        PARTY = "party", "党员"
        STAFF = "staff", "机关人员"

    person = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="人员")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships", verbose_name="党组织")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, verbose_name="科室")
    kind = models.CharField("身份", max_length=10, choices=Kind, default=Kind.PARTY)
    from_on = models.DateField("起")
    until_on = models.DateField("止", null=True, blank=True, help_text="自这一天起不再属于本组织。")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "组织关系"
        verbose_name_plural = "组织关系"
        constraints = [
            unique(*PLACE, "kind", condition=UNENDED, name="membership_open_once", message="此人已在本组织登记。"),
            term_constraint("membership_term_runs_forward"),
        ]

    def __str__(self):
        return f"{self.person}（{self.get_kind_display()}）"


class Audience(models.Model):
    """A named group of people to whom something may be disclosed, such as 党支部委员."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="audiences", verbose_name="党组织")
    name = models.CharField("名称", max_length=60)
    members = models.ManyToManyField(User, blank=True, related_name="audiences", verbose_name="成员")

    class Meta:
        verbose_name = "特定对象"
        verbose_name_plural = "特定对象"
        constraints = [
            unique("organization", "name", name="audience_name_once", message="本组织已有同名对象。"),
        ]

    def __str__(self):
        return self.name


class Post(models.Model):
    """A role held by a person in an organisation for a term. It grants the role's permissions while it lasts."""

    person = models.ForeignKey(User, models.CASCADE, related_name="posts", verbose_name="人员")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="posts", verbose_name="党组织")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True, verbose_name="科室")
    role = models.CharField("角色", max_length=20, choices=ROLE_CHOICES)
    title = models.CharField("职务名称", max_length=60, blank=True)
    from_on = models.DateField("任职起")
    until_on = models.DateField("免职日", null=True, blank=True, help_text="自这一天起不再任职，权限同日收回。")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints = [
            unique(*PLACE, "role", condition=UNENDED, name="post_open_once", message="此人已任此职。"),
            models.CheckConstraint(
                condition=Q(role__in=sorted(ROLES)), name="post_role_is_known", violation_error_message="没有这个角色。"
            ),
            term_constraint("post_term_runs_forward"),
        ]

    def __str__(self):
        return f"{self.organization} {self.get_role_display()} {self.person}"


class OrganizationUserPermission(UserObjectPermissionBase):
    """guardian's direct table: a permission of a person on one organisation."""

    content_object = models.ForeignKey(Organization, models.CASCADE)


class OrganizationGroupPermission(GroupObjectPermissionBase):
    """guardian needs both direct tables, or it would use its generic one for the other."""

    content_object = models.ForeignKey(Organization, models.CASCADE)
