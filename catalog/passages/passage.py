"""A passage of a file. Pure."""

from typing import NamedTuple


class Passage(NamedTuple):
    """``hint``: a kind of finding by itself (``catalog.leaks.kinds``), whatever stands in the text."""

    place: str
    text: str
    hint: str = ""
