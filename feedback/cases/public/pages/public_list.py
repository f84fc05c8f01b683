"""Cases as everybody may see them: the words a person let through, how many ask the same, and whether it is answered."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from catalog.items.models import Item
from disclosure.deadlines import dates
from disclosure.web.components import Badge
from disclosure.web.filters import Field
from feedback.cases.models.cases import Case, CaseQuerySet, Second
from feedback.cases.models.replies import Reply
from feedback.cases.states import Kind, State

ORDER = ["-listed_at", "-pk"]
KIND = Field("kind", "种类", tuple(Kind.choices))
ANSWERED = (State.ANSWERED, State.CLOSED)
SHOWN = ("number", "kind", "state", "organization", "listed_subject", "listed_text", "listed_reply", "listed_at")
# What the row is made from besides.
BESIDES = ("closed_at", "led_to", "organization__name", "organization__short_name")
EXCERPT = 60


@dataclass(frozen=True)
class Row:
    """``case`` as ``with_row_columns`` reads it; ``item``: what it led to, if this reader may read it; ``on``: when it was listed."""

    case: Case
    item: Item | None
    on: str

    @property
    def is_answered(self) -> bool:
        return self.case.state in ANSWERED

    @property
    def answer(self) -> str:
        return excerpt(self.case.listed_reply) if self.is_answered else ""

    @property
    def badge(self) -> Badge:
        return Badge("done" if self.is_answered else "waiting", self.case.get_state_display())


def public_cases() -> CaseQuerySet:
    """Listed, not withdrawn since, and not about what was withdrawn from the public. What an answer says of an item that is
    hidden goes with it."""
    listed = Case.objects.listed().exclude(state=State.WITHDRAWN)
    listed = listed.exclude(item__withdrawn_at__isnull=False).exclude(item__hidden_at__isnull=False)
    answers = Reply.objects.filter(case=OuterRef("pk"), item__hidden_at__isnull=False)
    return listed.exclude(led_to__hidden_at__isnull=False).exclude(Exists(answers))


def with_row_columns(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Only what may be shown; how many others ask the same comes with the row."""
    rows = cases.select_related("organization").only(*SHOWN, *BESIDES)
    seconds = Second.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(number=Count("pk"))
    return rows.annotate(asking=Coalesce(Subquery(seconds.values("number")), 0))


def rows(cases: list[Case], reader, on: date) -> list[Row]:
    """Two queries for what they led to, whatever the number of rows."""
    pks = [case.led_to_id for case in cases if case.led_to_id]
    readable = Item.objects.visible_to(reader, on).select_related("published_version").only("published_version__title")
    items = readable.in_bulk(pks) if pks else {}
    return [Row(case, items.get(case.led_to_id or 0), listed_on(case, on)) for case in cases]


def listed_on(case: Case, on: date) -> str:
    assert case.listed_at is not None
    return dates.short(dates.local_day(case.listed_at), on)


def excerpt(text: str) -> str:
    line = " ".join(text.split())
    return f"{line[:EXCERPT]}……" if len(line) > EXCERPT else line
