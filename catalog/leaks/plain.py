"""One way to write a digit, a dash and a space: full-width ones become plain, one character for one."""

import unicodedata
from itertools import chain

DASHES = "‐‑‒–—―−－﹣ー"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
# Characters without width, which split a number for the search but not for the eye.
INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x180E, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0xFEFF]
    + [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0xFE00, 0xFE10)]
)


def plain_table() -> dict[int, str]:
    """Decimal digits of every script, full-width letters and signs; not ①, which is no digit of a number."""
    codes = chain(range(0x0660, 0x1C5A), range(0xA620, 0xABFA), range(0xFF10, 0xFF1A), range(0x1D7CE, 0x1D800))
    digits = {code: str(unicodedata.decimal(chr(code))) for code in codes if chr(code).isdecimal()}
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    return {**wide, **digits, **{ord(dash): "-" for dash in DASHES}, **{ord(space): " " for space in SPACES}}


TABLE = plain_table()


def same_length(text: str) -> str:
    return text.translate(TABLE)


def visible(text: str) -> str:
    """Without the characters that take no room on the page."""
    return text.translate(INVISIBLE)
