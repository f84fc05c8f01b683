"""What a row of the ledger is about in the catalogue, by its duty or its item: the entry's code, its category; "" where nothing."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce, NullIf

ENTRY_CODE = Coalesce(
    NullIf("duty__entry_code", Value("")), "item__entry__code", "item_going_outside__entry__code", Value("")
)


def category_at(path: str) -> Case:
    """The name of the first-level category at or above an entry."""
    return Case(
        When(**{f"{path}__parent__rank": "category", "then": F(f"{path}__parent__name")}),
        default=F(f"{path}__parent__parent__name"),
        output_field=CharField(),
    )


CATEGORY = Coalesce(
    category_at("duty__entry"), category_at("item__entry"), category_at("item_going_outside__entry"), Value("")
)
