"""Codes of organisations and names of accounts, made from Chinese names by pinyin; a person may change them."""

import re
from collections.abc import Collection
from itertools import chain, count

from pypinyin import Style, lazy_pinyin

from disclosure.web.whole_numbers import whole_number

LONGEST_CODE = 24  # of those that are made; the column takes 40
ODD = re.compile("[^a-z0-9]+")


def syllables(name: str) -> list[str]:
    """Of 龙口市: long, kou, shi; Latin letters and digits stay together."""
    return [part for word in lazy_pinyin(name.lower(), style=Style.NORMAL, v_to_u=False) if (part := ODD.sub("", word))]


def code_from(name: str, taken: Collection[str]) -> str:
    """The syllables, or where they are too long their first letters; with a number where another has it."""
    parts = syllables(name)
    whole = "".join(parts)
    short = (
        whole
        if len(whole) <= LONGEST_CODE
        else "".join(part[0] if whole_number(part) is None else part for part in parts)
    )
    return free(short[:LONGEST_CODE] or "zuzhi", taken, "-")


def username_from(name: str, taken: Collection[str]) -> str:
    return free("".join(syllables(name))[:LONGEST_CODE] or "renyuan", taken)


def free(wanted: str, taken: Collection[str], between: str = "") -> str:
    numbered = (f"{wanted}{between}{number}" for number in count(2))
    return next(each for each in chain([wanted], numbered) if each not in taken)
