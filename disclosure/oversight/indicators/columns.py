"""What a row of the ledger is about, as columns that rows are put apart and found by."""

from django.db.models import Case, CharField, F, Value, When
from django.db.models.functions import Coalesce, NullIf

# The entry of the catalogue that a row of the ledger is about, by its duty or its item; "" where there is none.
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
