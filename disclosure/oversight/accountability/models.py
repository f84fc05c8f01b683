"""Accountability (责任追究) and good work (表扬推广): what was decided outside the portal, recorded here (PL-18, QJ-21)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from disclosure.orders.models import Order
from disclosure.organizations.access import Access
from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.roles import DECIDE_BELOW, INSPECT, PUBLISH


class MeasureQuerySet(models.QuerySet):
    def kept_by(self, access: Access):
        """Of who inspects or decides at the organisation that keeps it, or above; who is concerned reads it only where the
        scheme lets the person read it."""
        paths = [*access.prefixes(INSPECT), *access.prefixes(DECIDE_BELOW)]
        return self.filter(under(paths, "organization__path")).exclude(person=access.user_id)

    def shown_to(self, access: Access):
        """Confirmed: to the secretary of the organisation concerned and to the person concerned, where the scheme lets them."""
        if not access.is_known:
            return self.none()
        head = Q(is_for_head=True, concerned__in=access.organization_ids(PUBLISH)) & ~Q(person=access.user_id)
        return self.filter(head | Q(is_for_person=True, person=access.user_id), state=Measure.State.CONFIRMED)


class Measure(models.Model):
    """``organization`` keeps the record; ``concerned``: whom it is about, with a person or without. ``step``: in the words of
    the scheme of the organisation concerned. ``ground``: a key of the register of rules, empty for the scheme's own sentence;
    ``ground_words`` as it was then. ``keep_until_on``: its last day here."""

    class Kind(models.TextChoices):
        FAULT = "fault", "责任追究"
        PRAISE = "praise", "表扬推广"

    class State(models.TextChoices):
        ENTERED = "entered", "等另一个人核对"
        CONFIRMED = "confirmed", "已核对"
        WITHDRAWN = "withdrawn", "已撤销"

    class Outcome(models.TextChoices):
        NONE = "", "还没有结果"
        UPHELD = "upheld", "维持"
        CHANGED = "changed", "变更"
        REVOKED = "revoked", "撤销"

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="measures_kept", verbose_name="记录的组织"
    )
    concerned = models.ForeignKey(Organization, models.PROTECT, related_name="measures", verbose_name="涉及的党组织")
    kind = models.CharField("种类", max_length=10, choices=Kind)
    step = models.CharField("怎样处理", max_length=20)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="涉及的人的账号", **PERSON)
    person_name = models.CharField("涉及的人", max_length=60, blank=True)
    body = models.CharField("作出决定的机关", max_length=100)
    document_number = models.CharField("文号", max_length=60, blank=True)
    decided_on = models.DateField("决定的日期")
    ground = models.CharField("依据", max_length=60, blank=True)
    ground_words = models.CharField("依据的名称", max_length=200, blank=True)
    why = models.TextField("事实和理由")
    heard_on = models.DateField("听取陈述的日期", null=True, blank=True)
    not_heard = models.CharField("没有听取陈述的原因", max_length=300, blank=True)
    appealed_on = models.DateField("申诉日期", null=True, blank=True)
    appeal_outcome = models.CharField("申诉的结果", max_length=10, choices=Outcome, blank=True, default=Outcome.NONE)
    appeal_note = models.CharField("申诉的情况", max_length=500, blank=True)
    is_for_head = models.BooleanField("涉及组织的书记看得到", default=False)
    is_for_person = models.BooleanField("本人看得到", default=False)
    keep_until_on = models.DateField("保存到")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ENTERED)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="登记人", **AUTHOR)
    entered_at = models.DateTimeField("登记时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="核对人", **PERSON)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)
    ended_reason = models.CharField("撤销的原因", max_length=300, blank=True)
    order = models.OneToOneField(
        Order, models.SET_NULL, null=True, blank=True, related_name="measure", verbose_name="整改要求"
    )

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "责任追究和表扬"
        verbose_name_plural = "责任追究和表扬"
        constraints = [
            set_together("confirmed_at", "confirmed_by", name="measure_confirmed_by_and_at"),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=models.F("entered_by")),
                name="measure_confirmed_by_another",
                violation_error_message="登记和核对要由两个人办理。",
            ),
        ]
        indexes = [
            models.Index(fields=["organization", "-id"], name="measure_of_keeper"),
            models.Index(fields=["concerned", "decided_on"], name="measure_of_concerned"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}记录（第{self.pk}号）"

    def get_absolute_url(self):
        """Where those concerned read it."""
        return reverse("oversight:measure", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:oversight_measure_change", args=[self.pk])
