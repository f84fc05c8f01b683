"""Where the rows of a number stand: exactly those it counts or is reckoned from."""

from disclosure.oversight.indicators.registry import INDICATORS
from disclosure.oversight.selection import Selection


def selection_of(key: str, **values) -> Selection:
    """``values``: of ``Selection``, as ``month=`` (its first day), ``first=`` and ``last=``, ``kind=``, ``own=``."""
    return Selection(state=INDICATORS[key].state, **values)


def url_of(key: str, code: str = "", **values) -> str:
    """``code``: of the organisation looked at with those below it; all that the reader watches without."""
    return selection_of(key, **values).url(code)
