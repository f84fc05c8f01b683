"""One way to write a digit, a dash and a space: full-width ones become plain, one character for one."""

import re
import unicodedata
from itertools import chain

DASHES = "‐‑‒–—―−－﹣ー"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
# Characters without width, which split a number for the search but not for the eye.
INVISIBLE = dict.fromkeys(
    [0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0]
    + [*range(0x180B, 0x1810), *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
    + [*range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000)]
)
RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "0123456789" * 2, strict=True))
# Letters that look like the last character of an identity number.
LIKE_X = "ХхΧχⅩⅹ×"
NUMERALS = str.maketrans("〇零○一幺二三四五六七八九壹贰叁肆伍陆柒捌玖", "000112345678912345678" + "9")
# So many numerals in a row are no sentence but a number written out.
WRITTEN_OUT = re.compile(
    r"[0-9〇零○一幺二三四五六七八九壹贰叁肆伍陆柒捌玖](?:[ -]?[0-9〇零○一幺二三四五六七八九壹贰叁肆伍陆柒捌玖]){10,}"
)

# A number that is whole in plain digits: a numeral beside it, such as the last sign of a name, is no part of it.
WHOLE = re.compile(
    r"(?<!\d)(?:\d(?:[ -]?\d){17,18}|\d(?:[ -]?\d){14,15}|\d(?:[ -]?\d){10}|\d(?:[ -]?\d){16}[ -]?[Xx])(?!\d)", re.ASCII
)


def plain_table() -> dict[int, str]:
    """Decimal digits of every script, full-width letters and signs; not ①, which is no digit of a number."""
    codes = chain(range(0x0660, 0x1C5A), range(0xA620, 0xABFA), range(0xFF10, 0xFF1A), range(0x1D7CE, 0x1D800))
    digits = {code: str(unicodedata.decimal(chr(code))) for code in codes if chr(code).isdecimal()}
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    alike = {ord(char): digit for char, digit in RAISED.items()} | {ord(char): "X" for char in LIKE_X}
    return {**wide, **digits, **alike, **{ord(dash): "-" for dash in DASHES}, **{ord(space): " " for space in SPACES}}


TABLE = plain_table()


def same_length(text: str) -> str:
    return WRITTEN_OUT.sub(in_digits, text.translate(TABLE))


def in_digits(run: re.Match) -> str:
    """The sign after the run is looked at too: it may be the X that ends an identity number."""
    if WHOLE.search(run.string[run.start() : run.end() + 1]):
        return run.group()
    signs = run.group()
    count = len(re.sub("[ -]", "", signs)) + run.string.startswith(("X", "x"), run.end())
    # One sign more than a phone or an identity number has: the first ends the name before it.
    start = 1 if count in (12, 19) and not signs[0].isascii() else 0
    return signs[:start] + signs[start:].translate(NUMERALS)


def visible(text: str) -> str:
    """Without the characters that take no room on the page."""
    return text.translate(INVISIBLE)
