"""Text that a spreadsheet would run as a formula carries an apostrophe in front; reading takes it off again."""

import re

FORMULA = re.compile(r"'*[=+\-@\t\r]")
GUARDED = re.compile(r"'+[=+\-@\t\r]")
HARMLESS = re.compile(r"[\d-]+")


def guarded(text: str) -> str:
    """`=1+1` becomes `'=1+1`; codes made of digits and dashes stay as they are."""
    return f"'{text}" if FORMULA.match(text) and not HARMLESS.fullmatch(text) else text


def unguarded(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text
