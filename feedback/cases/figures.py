"""What became of the cases of a year, in numbers that show no single person (point 8), by the same few queries."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from django.db.models.fields import DurationField

from catalog.obligations.withholdings.models import Withholding
from disclosure.deadlines.models import DONE, ENDED
from disclosure.organizations.models.directory import Organization
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Reply
from feedback.cases.replies import KEEPS_BACK
from feedback.cases.states import REQUESTS, Kind, State

OPINIONS = (Kind.OPINION, Kind.QUESTION)
# Of fewer views no share is shown: it would tell what one person thought.
LEAST_VIEWS = 5
Verdict = Case.Verdict


@dataclass(frozen=True)
class Group:
    """Cases of some kinds. ``handed_over``: to where they belong; ``owed``: answered, or due and not answered; ``days``: the median from receipt to answer."""

    received: int
    accepted: int
    answered: int
    handed_over: int
    in_time: int
    owed: int
    satisfied: int
    views: int
    days: float | None

    @property
    def share_in_time(self) -> int | None:
        return round(100 * self.in_time / self.owed) if self.owed else None

    @property
    def share_satisfied(self) -> int | None:
        return round(100 * self.satisfied / self.views) if self.views >= LEAST_VIEWS else None


@dataclass(frozen=True)
class Figures:
    """``refused``: reason in words and number of cases, most first."""

    year: int
    requests: Group
    opinions: Group
    refused: list[tuple[str, int]] = field(default_factory=list)


def figures(organization: Organization | None, on: date) -> Figures:
    """Of the cases received this year by the organisation and those below it, or by all."""
    cases = cases_of(organization, on.year)
    found = {row["kind"]: row for row in counted(cases, on)}
    return Figures(on.year, group(cases, found, REQUESTS), group(cases, found, OPINIONS), refused(cases))


def cases_of(organization: Organization | None, year: int) -> QuerySet[Case]:
    cases = Case.objects.filter(received_on__year=year)
    return cases.filter(organization__path__startswith=organization.path) if organization else cases


def counted(cases: QuerySet[Case], on: date) -> QuerySet:
    """A row a kind. In time by the ledger, which keeps what was extended and paused. A case merged or withdrawn owes
    nothing but what it was late with by then."""
    is_done = Q(answer_deadline__closed_as=DONE, answered_on__isnull=False)
    is_late_still = Q(answer_deadline__closed_on__isnull=True, answer_deadline__due_on__lt=on)
    was_late = Q(answer_deadline__closed_as=ENDED, answer_deadline__closed_on__gt=F("answer_deadline__due_on"))
    numbers = cases.values("kind").annotate(
        received=Count("pk"),
        accepted=Count("pk", filter=Q(accepted_on__isnull=False)),
        answered=Count("pk", filter=Q(answered_on__isnull=False)),
        handed_over=Count("pk", filter=Q(state=State.HANDED_OVER)),
        in_time=Count("pk", filter=is_done & Q(answer_deadline__closed_on__lte=F("answer_deadline__due_on"))),
        owed=Count("pk", filter=is_done | is_late_still | was_late),
        satisfied=Count("pk", filter=Q(verdict=Verdict.SATISFIED)),
        views=Count("pk", filter=~Q(verdict=Verdict.NONE)),
    )
    return numbers.order_by()


def group(cases: QuerySet[Case], found: dict[str, dict], kinds: tuple[str, ...]) -> Group:
    rows = [found[kind] for kind in kinds if kind in found]
    names = ("received", "accepted", "answered", "handed_over", "in_time", "owed", "satisfied", "views")
    sums = {name: sum(row[name] for row in rows) for name in names}
    return Group(**sums, days=median_days(cases.filter(kind__in=kinds), sums["answered"]))


def median_days(cases: QuerySet[Case], answered: int) -> float | None:
    """The middle one of the days from receipt to answer, or the mean of the middle two; the database puts them in order."""
    days = ExpressionWrapper(F("answered_on") - F("received_on"), output_field=DurationField())
    rows = cases.filter(answered_on__isnull=False).annotate(days=days).order_by("days", "pk")
    middle = list(rows.values_list("days", flat=True)[max(0, (answered - 1) // 2) : answered // 2 + 1])
    return sum(each.days for each in middle) / len(middle) if middle else None


def refused(cases: QuerySet[Case]) -> list[tuple[str, int]]:
    """By the last answer of each case, refused in whole or in part."""
    sent = Reply.objects.filter(state=Reply.State.SENT)
    later = sent.filter(case=OuterRef("case"), round__gt=OuterRef("round"))
    last = sent.filter(~Exists(later), case__in=cases, result__in=KEEPS_BACK)
    rows = last.values("reason").annotate(number=Count("pk")).order_by("-number", "reason")
    labels = dict(Withholding.Reason.choices)
    return [(labels.get(row["reason"], "其他"), row["number"]) for row in rows]
