"""A row of the ledger that was pressed for (催办): by whom, in whose name, whom it reached, what they answered."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from disclosure.deadlines.models import DONE, Deadline
from disclosure.organizations.models.columns import AUTHOR, PERSON, unique
from disclosure.organizations.models.directory import Organization

UNANSWERED = Q(answered_at__isnull=True)
OPEN = Q(deadline__closed_on__isnull=True)
PROMISED = Q(answered_at__isnull=False)
IN_TIME = Q(deadline__closed_on__lte=F("promised_on"))


class UrgeQuerySet(models.QuerySet):
    def waiting(self):
        """Neither answered nor done."""
        return self.filter(UNANSWERED & OPEN)

    def promised(self, on: date):
        return self.filter(PROMISED & OPEN, promised_on__gte=on)

    def kept(self):
        return self.filter(PROMISED & IN_TIME, deadline__closed_as=DONE)

    def broken(self, on: date):
        """Done after the promised day, or open still after it."""
        is_late = OPEN & Q(promised_on__lt=on) | Q(deadline__closed_on__gt=F("promised_on"))
        return self.filter(PROMISED & is_late)

    def joined(self):
        return self.select_related(
            "deadline__organization", "deadline__person", "issuer", "urged_by", "answered_by"
        ).prefetch_related("told")


class Urge(models.Model):
    """Whether the promise was kept is asked of the ledger. ``issuer``: in whose name; a row once a day in the same name;
    ``due_on``: of that day."""

    deadline = models.ForeignKey(Deadline, models.PROTECT, related_name="urges", verbose_name="时限")
    issuer = models.ForeignKey(Organization, models.PROTECT, related_name="urges_given", verbose_name="催办的党组织")
    urged_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="催办人", **AUTHOR)
    urged_at = models.DateTimeField("催办时间")
    urged_on = models.DateField("催办日")
    due_on = models.DateField("当时的到期日")
    words = models.CharField("催办的话", max_length=300)
    told = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name="催办了谁")
    reason = models.CharField("还没有办的原因", max_length=500, blank=True)
    promised_on = models.DateField("答应哪一天办好", null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="答复人", **PERSON)
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    objects = UrgeQuerySet.as_manager()

    class Meta:
        verbose_name = "催办"
        verbose_name_plural = "催办"
        constraints = [
            unique("deadline", "issuer", "urged_on", name="urged_once_a_day", message="今天已经催过这一件。"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, promised_on__isnull=True, reason="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, promised_on__isnull=False) & ~Q(reason=""),
                name="urge_answered_wholly",
            ),
        ]
        indexes = [models.Index(fields=["issuer", "urged_on"], name="urge_of_issuer")]

    def __str__(self):
        return f"催办：{self.deadline}"

    def get_absolute_url(self):
        return reverse("oversight:urged", args=[self.pk])

    @property
    def is_waiting(self) -> bool:
        return self.answered_at is None and self.deadline.closed_on is None

    def status(self, on: date) -> tuple[str, str]:
        """State of a badge and its word."""
        closed_on, closed_as = self.deadline.closed_on, self.deadline.closed_as
        if closed_on and closed_as != DONE:
            return "excused", self.deadline.get_closed_as_display()
        if self.promised_on is None:
            return ("done", "已办，没有另外答复") if closed_on else ("waiting", "还没有答复")
        if closed_on:
            return ("done", "说到做到") if closed_on <= self.promised_on else ("late", "晚于答应的日子")
        return ("late", "答应的日子过了") if on > self.promised_on else ("soon", "已答应")
