"""The order of the queue: by the day that comes next, paged by key, however many cases there are. That day, of
accepting until it is accepted and then of answering, stands in the ledger alone: a page is made of three runs, each
along an index: by the day of accepting, of answering, and what has no day now. The key is the day and the ledger row,
which no two cases share."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from disclosure.deadlines.models import Deadline
from disclosure.web.paging import Page, beyond, decode, encode
from feedback.cases.models.cases import Case

SIZE, FEW = 50, 500
JOINED = ("organization", "department", "handler", "accept_deadline", "answer_deadline")
TEXTS = ("text", "listed_text", "listed_reply")
FIELDS = ["due_on", "key"]
NEVER = date.max
LARGEST = 2**63 - 1
ACCEPT, ANSWER = "accept_deadline", "answer_deadline"
IS_TO_ACCEPT = Q(accepted_on__isnull=True, accept_deadline__isnull=False)
IS_TO_ANSWER = Q(accepted_on__isnull=False) | Q(accept_deadline__isnull=True)
RUNS = ((ACCEPT, IS_TO_ACCEPT), (ANSWER, IS_TO_ANSWER))


@dataclass(frozen=True)
class Place:
    """Of a case in the queue; without a day its key is its own."""

    pk: int
    due_on: date
    key: int


def current_deadline(case: Case) -> Deadline | None:
    is_to_accept = case.accepted_on is None and case.accept_deadline_id is not None
    return case.accept_deadline if is_to_accept else case.answer_deadline


def with_day(cases: QuerySet[Case], name: str, condition: Q, **due) -> QuerySet[Case]:
    """Of one run: its clock runs. ``due`` narrows the day, such as ``lt=on``."""
    # Any day at all, said as a range: so the databases walk the index of days and need not sort.
    days = {f"{name}__due_on__{lookup}": value for lookup, value in (due or {"gte": date.min}).items()}
    return cases.filter(condition, **{f"{name}__closed_on__isnull": True}, **days)


def runs_due(cases: QuerySet[Case], **due) -> list[QuerySet[Case]]:
    return [with_day(cases, name, condition, **due) for name, condition in RUNS]


def without_day(cases: QuerySet[Case]) -> QuerySet[Case]:
    stopped = Q(pk__in=[])
    for name, condition in RUNS:
        has_none = Q(**{f"{name}__closed_on__isnull": False}) | Q(**{f"{name}__due_on__isnull": True})
        stopped |= condition & has_none
    return cases.filter(stopped)


def place_of(case: Case) -> str:
    """The case's own cursor, to find its neighbours."""
    deadline = current_deadline(case)
    if deadline is None or deadline.closed_on or deadline.due_on is None:
        return encode(Place(case.pk, NEVER, case.pk), FIELDS)
    return encode(Place(case.pk, deadline.due_on, deadline.pk), FIELDS)


def cursor_of(text: str) -> tuple[date, int] | None:
    values = decode(text, FIELDS)
    if values is None or not isinstance(values[0], str) or type(values[1]) is not int or not 0 <= values[1] <= LARGEST:
        return None
    try:
        return date.fromisoformat(values[0]), values[1]
    except ValueError:
        return None


def queue_page(cases: QuerySet[Case], *, days=None, after: str = "", before: str = "", size: int = SIZE) -> Page:
    """Five queries at most: keys of each run, then the cases of the page with what a row shows. ``days``: only cases
    whose next day it narrows, such as ``{"lt": on}``."""
    reverse = bool(before) and not after
    cursor = cursor_of(before if reverse else after)
    cases = cases if days else few_or_all(cases)
    found = dated_rows(cases, days or {}, cursor, size, reverse=reverse)
    if not days:
        found += undated_rows(cases, cursor, size, reverse=reverse, is_full=not reverse and len(found) > size)
    found.sort(key=lambda row: (row.due_on, row.key), reverse=reverse)
    return cut(found, size, cursor, reverse=reverse)


def few_or_all(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Of few cases their keys, which are sorted at once; of many the first are soon met on the way along the days."""
    keys = list(cases.order_by().values_list("pk", flat=True)[:FEW])
    return cases if len(keys) == FEW else Case.objects.filter(pk__in=keys)


def dated_rows(cases, days: Mapping[str, Any], cursor, size: int, *, reverse: bool) -> list[Place]:
    found = []
    for name, condition in RUNS:
        rows = with_day(cases, name, condition, **days)
        bound = dated_bound(name, cursor, reverse=reverse)
        if bound is None:
            continue
        order = [f"{name}__due_on", f"{name}_id"]
        ordered = rows.filter(bound).order_by(*(f"-{field}" if reverse else field for field in order))
        found += [Place(*values) for values in ordered.values_list("pk", *order)[: size + 1]]
    return found


def dated_bound(name: str, cursor, *, reverse: bool) -> Q | None:
    """``None``: nothing with a day lies beyond the cursor."""
    if cursor is None:
        return Q()
    if cursor[0] == NEVER:
        return Q() if reverse else None
    day = f"{name}__due_on"
    # The first condition says the same more simply, for the index.
    return Q(**{f"{day}__{'lte' if reverse else 'gte'}": cursor[0]}) & beyond(
        [day, f"{name}_id"], list(cursor), reverse=reverse
    )


def undated_rows(cases, cursor, size: int, *, reverse: bool, is_full: bool) -> list[Place]:
    """After everything that has a day; not asked for where the page is full without them."""
    is_dated = cursor is not None and cursor[0] != NEVER
    if is_full or (reverse and is_dated):
        return []
    rows = without_day(cases)
    if cursor is not None and not is_dated:
        rows = rows.filter(beyond(["pk"], [cursor[1]], reverse=reverse))
    keys = rows.order_by("-pk" if reverse else "pk").values_list("pk", flat=True)
    return [Place(pk, NEVER, pk) for pk in keys[: size + 1]]


def cut(found: list[Place], size: int, cursor, *, reverse: bool) -> Page:
    more, rows = len(found) > size, found[:size]
    if reverse:
        rows.reverse()
    has_newer = more if reverse else cursor is not None
    has_older = True if reverse and cursor is not None else more
    return Page(
        rows=cases_of([row.pk for row in rows]),
        older=encode(rows[-1], FIELDS) if rows and has_older else "",
        newer=encode(rows[0], FIELDS) if rows and has_newer else "",
    )


def cases_of(pks: list[int]) -> list[Case]:
    """In the order of the keys, with what a row of a list shows and without the texts."""
    found = Case.objects.select_related(*JOINED).defer(*TEXTS).in_bulk(pks) if pks else {}
    return [found[pk] for pk in pks if pk in found]
