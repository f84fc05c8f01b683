"""Schemes (实施方案), loaded from git or issued by an organisation; who works by them; wordings that a person confirmed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosure.organizations.models.directory import Organization


class SchemeQuerySet(models.QuerySet):
    def open_to(self, *organizations: Organization):
        """What a scheme of one's own may be copied from: the presets, one's own, and those that superiors issued."""
        paths = {path for organization in organizations for path in organization.line_paths}
        return self.filter(Q(organization__isnull=True) | Q(organization__path__in=paths))


class Scheme(models.Model):
    """One document's rules as data: ``organization``'s own, as it was issued; without one a preset, whose row mirrors
    ``catalog/schemes/<slug>.yaml`` and has git as its master."""

    slug = models.SlugField("代号", unique=True)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="schemes", verbose_name="哪个组织的"
    )
    title = models.CharField("名称", max_length=200)
    document_number = models.CharField("文号", max_length=60, blank=True)
    issuer = models.CharField("制定机关", max_length=100, blank=True)
    issued_on = models.DateField("印发日期", null=True, blank=True)
    data = models.JSONField("规则")
    digest = models.CharField("摘要", max_length=64)
    loaded_at = models.DateTimeField("载入时间")

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = "实施方案"
        verbose_name_plural = "实施方案"

    def __str__(self):
        return self.title


class AdoptionQuerySet(models.QuerySet):
    def in_force(self, on: date):
        return self.filter(Q(from_on__lte=on), Q(until_on__isnull=True) | Q(until_on__gte=on))


class Adoption(models.Model):
    """An organisation works by a scheme from a day on. ``changes`` holds what it set differently (path → value).

    A superior's scheme is the default of a subordinate that has none in force (QJ-24).
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="adoptions", verbose_name="党组织")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="adoptions", verbose_name="实施方案")
    from_on = models.DateField("施行日期")
    until_on = models.DateField("停止日期", null=True, blank=True)
    changes = models.JSONField("本组织的更改", default=dict, blank=True)

    objects = AdoptionQuerySet.as_manager()

    class Meta:
        verbose_name = "方案施行"
        verbose_name_plural = "方案施行"
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(until_on__isnull=True),
                name="one_open_adoption",
                violation_error_message="本组织已有施行中的方案。",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="adoption_runs_forward",
                violation_error_message="停止日期不能早于施行日期。",
            ),
        ]

    def __str__(self):
        return f"{self.organization} {self.scheme}"


class Wording(models.Model):
    """What a raw word of a catalogue means under a scheme: asked once, answered by a person, kept."""

    class Field(models.TextChoices):
        LIMIT = "limit", "公开时限"
        SCOPE = "scope", "公开范围"
        CHANNEL = "forms", "公开形式"

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="wordings", verbose_name="实施方案")
    field = models.CharField("栏", max_length=10, choices=Field)
    raw = models.CharField("原词", max_length=60)
    meaning = models.CharField("含义", max_length=60)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="确认人"
    )
    confirmed_at = models.DateTimeField("确认时间")

    class Meta:
        verbose_name = "用词对照"
        verbose_name_plural = "用词对照"
        constraints = [models.UniqueConstraint(fields=["scheme", "field", "raw"], name="wording_once")]

    def __str__(self):
        return f"{self.raw} → {self.meaning}"
