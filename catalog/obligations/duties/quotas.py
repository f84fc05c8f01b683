"""What each department has to report a month, and how much it has: a piece counts when it is first handed in to the office,
whether or not it is published then (PL-16). What was published is counted apart."""

from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalog.items.models import Decision, Item
from catalog.items.visibility import ItemQuerySet
from catalog.schemes.rules import find_scheme
from disclosure.organizations.models.directory import Organization


def first_reports() -> QuerySet[Decision]:
    """One of each item that was ever handed in: a return, a correction and what is handed in again count no second time."""
    first = {"version__number": 1, "version__progress_on__isnull": True}
    return Decision.objects.filter(step=Decision.Step.SUBMIT, round=1, **first)


def reported_within(items: QuerySet[Item], first: date, last: date) -> QuerySet[Item]:
    """Those first handed in from one day to another, earliest first, with ``reported_at``."""
    at = first_reports().filter(version__item=OuterRef("pk")).values("at")[:1]
    rows = items.annotate(reported_at=Subquery(at)).filter(reported_at__date__range=(first, last))
    return rows.order_by("reported_at", "pk")


def published_within(items: ItemQuerySet, first: date, last: date) -> ItemQuerySet:
    """Those first published from one day to another that still are."""
    return items.in_public().filter(published_inside_at__date__range=(first, last))


def required(organization: Organization, label: str, on: date) -> int:
    """How many pieces the quota of that name asks for, by the scheme of the day; one where the scheme no longer says."""
    rules = find_scheme(organization, on)
    rows = (rules.data.get("quotas") if rules else None) or []
    return next((row.get("count", 1) for row in rows if row["label"].startswith(label)), 1)


def with_pieces(duties: QuerySet) -> QuerySet:
    """Duties, each with ``reported`` and ``published``: how many pieces its department handed in within its days, and published."""
    of_its_days = {"at__date__gte": OuterRef("starts_on"), "at__date__lte": OuterRef("ends_on")}
    reported = first_reports().filter(version__item__department=OuterRef("department"), **of_its_days)
    published = Item.objects.in_public().filter(
        department=OuterRef("department"),
        published_inside_at__date__gte=OuterRef("starts_on"),
        published_inside_at__date__lte=OuterRef("ends_on"),
    )
    return duties.annotate(
        reported=counted(reported.values(of=F("version__item__department"))),
        published=counted(published.values(of=F("department"))),
    )


def counted(rows: QuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.order_by().annotate(number=Count("pk")).values("number"), IntegerField()), 0)
