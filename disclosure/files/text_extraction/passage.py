"""A passage of a file. Pure."""

from typing import NamedTuple


class Passage(NamedTuple):
    """``hint``: a kind of finding by itself (``disclosure.files.sensitive_data.kinds``), whatever stands in the text."""

    place: str
    text: str
    hint: str = ""
