"""Cases as everybody may see them: the words a person let through, how many ask the same, and whether it is answered."""

from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from catalog.items.models import Item
from disclosure.deadlines import dates
from disclosure.web.filters import Field
from feedback.cases.models.cases import Case, Second
from feedback.cases.states import Kind, State

ORDER = ["-listed_at", "-pk"]
KIND = Field("kind", "种类", tuple(Kind.choices))
ANSWERED = (State.ANSWERED, State.CLOSED)
COLUMNS = (
    "number",
    "kind",
    "state",
    "organization",
    "listed_subject",
    "listed_text",
    "listed_reply",
    "listed_at",
    "closed_at",
    "led_to",
)
EXCERPT = 60


def public_cases() -> QuerySet[Case]:
    """Listed, not withdrawn since, and not about what was withdrawn from the public."""
    listed = Case.objects.listed().exclude(state=State.WITHDRAWN)
    return listed.exclude(item__withdrawn_at__isnull=False)


def with_row_facts(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Only what may be shown; how many others ask the same comes with the row."""
    rows = cases.select_related("organization").only(*COLUMNS, "organization__name", "organization__short_name")
    seconds = Second.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(number=Count("pk"))
    return rows.annotate(asking=Coalesce(Subquery(seconds.values("number")), 0))


def rows(cases: list[Case], reader, on: date) -> list[dict]:
    """Two queries for what they led to, whatever the number of rows."""
    items = shown_items([case.led_to_id for case in cases if case.led_to_id], reader, on)
    return [row(case, items.get(case.led_to_id), on) for case in cases]


def shown_items(pks: list[int], reader, on: date) -> dict[int, dict]:
    if not pks:
        return {}
    readable = Item.objects.visible_to(reader, on).filter(pk__in=pks).select_related("published_version")
    return {
        item.pk: {"title": item.published_version.title, "url": item.get_absolute_url()}
        for item in readable.only("published_version__title")
    }


def row(case: Case, item: dict | None, on: date) -> dict:
    is_answered = case.state in ANSWERED
    shown_on = dates.local_day(case.listed_at)
    return {
        "pk": case.pk,
        "number": case.number,
        "can_be_seconded": case.can_be_seconded,
        "seconds": case.asking,
        "url": reverse("feedback:listed", args=[case.number]),
        "title": case.listed_subject,
        "kind": case.get_kind_display(),
        "organization": str(case.organization),
        "state": "done" if is_answered else "waiting",
        "word": case.get_state_display(),
        "on": dates.short(shown_on, on),
        "iso": shown_on.isoformat(),
        "answer": excerpt(case.listed_reply) if is_answered else "",
        "item": item,
    }


def excerpt(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:EXCERPT]}……" if len(line) > EXCERPT else line
