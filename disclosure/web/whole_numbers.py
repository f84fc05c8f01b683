"""Whole numbers as they stand in addresses, forms and files. Pure."""

from collections.abc import Iterable

LARGEST_KEY = 2**63 - 1  # the database's bigint


def whole_number(text: str, most: int = LARGEST_KEY) -> int | None:
    """Not negative, in plain digits, at most ``most``; else None. ``int`` alone takes full-width digits, signs and spaces too."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(LARGEST_KEY))):
        return None
    number = int(text)
    return number if number <= most else None


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """Those that are some."""
    return [number for text in texts if (number := whole_number(text)) is not None]
