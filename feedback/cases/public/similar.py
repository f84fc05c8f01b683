"""What may answer a question before it is asked: topics shown to the public and items that this reader may see.

Both are found by the pairs of characters they share with what was typed; words that every question has do not count.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Case as FirstOf
from django.db.models import Q, QuerySet, When

from catalog.items.models import Item
from catalog.items.public.lists import ItemRow, item_rows, with_row_columns
from catalog.items.search.bigrams import bigrams
from disclosure.organizations.models.directory import Organization
from feedback.cases.public.pages import public_list

SHOWN = 5
# Of a long text its beginning: each pair is a condition of the query.
PAIRS, READ = 14, 400
EMPTY_WORDS = re.compile(
    "我们|你们|请问|请把|请将|希望|想要|想问|想知道|知道|了解|公布|公开|情况|什么|怎么|怎样|为何|多少钱|多少|有没有|没有|是否|可以|能否|能不能"
    "|用了|花了|一下|关于|有关|相关|以及|还有|问题|事情|的|了|吗|呢|吧|是|在|和|与|把|被|对"
)
Rows = TypeVar("Rows", bound=QuerySet)


@dataclass(frozen=True)
class Similar:
    topics: list[public_list.Row] = field(default_factory=list)
    items: list[ItemRow] = field(default_factory=list)


def similar_to(subject: str, text: str, organization: Organization, reader, on: date) -> Similar:
    """Topics and items of the organisation, the most alike first. Two queries, none where nothing was typed."""
    pairs = pairs_of(subject, text)
    if not pairs:
        return Similar()
    return Similar(topics(pairs, organization, reader, on), items(pairs, organization, reader, on))


def pairs_of(subject: str, text: str) -> list[str]:
    words = EMPTY_WORDS.sub(" ", f"{subject} {text}"[:READ])
    return list(dict.fromkeys(pair for pair in bigrams(words) if len(pair) > 1))[:PAIRS]


def topics(pairs: list[str], organization: Organization, reader, on: date) -> list[public_list.Row]:
    """As the public list shows them: the words that were let through, and how many others ask the same."""
    shown = public_list.public_cases().filter(organization=organization)
    found = [Q(listed_subject__icontains=pair) | Q(listed_text__icontains=pair) for pair in pairs]
    return public_list.rows(list(public_list.with_row_columns(most_alike(shown, found))[:SHOWN]), reader, on)


def items(pairs: list[str], organization: Organization, reader, on: date) -> list[ItemRow]:
    shown = Item.objects.visible_to(reader, on).filter(organization=organization)
    found = [Q(search__tokens__match=pair) for pair in pairs]
    return item_rows(with_row_columns(most_alike(shown, found))[:SHOWN], reader, on)


def most_alike(rows: Rows, conditions: list[Q]) -> Rows:
    """Rows that meet at least two of the conditions, or the only one there is."""
    hits: Any = sum(FirstOf(When(condition, then=1), default=0) for condition in conditions)
    return rows.annotate(hits=hits).filter(hits__gte=min(2, len(conditions))).order_by("-hits", "-pk")
