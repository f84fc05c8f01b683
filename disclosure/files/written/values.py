"""Values that people write in a file."""

from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict

# As the clock of the whole portal reckons.
FIRST, LAST = date(2008, 1, 1), date(2099, 12, 31)


class Part(BaseModel):
    """Columns that nobody knows are refused. Built when the first file is read, for every process imports the models."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def day_of(value: Any) -> date:
    """2026-09-28; raises ``ValueError`` in words for the person."""
    try:
        found = date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"“{value}”不是日期，请写成2026-09-28这样。") from None
    if not FIRST <= found <= LAST:
        raise ValueError(f"“{value}”：请核对年份。")
    return found


Day = Annotated[date, BeforeValidator(day_of)]
