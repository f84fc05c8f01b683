"""Personal data in a text: identity numbers, mobile phones. Pure; a mask shows enough to find the place again."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

IDENTITY_NUMBER = "identity_number"
MOBILE_PHONE = "mobile_phone"
LABELS = {IDENTITY_NUMBER: "身份证号", MOBILE_PHONE: "手机号"}

IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])", re.ASCII)
MOBILE = re.compile(r"(?<!\d)1[3-9]\d([ -]?)\d{4}\1\d{4}(?!\d)", re.ASCII)
# GB 11643-1999: the weights of the first seventeen digits and the check character for each remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"


@dataclass(frozen=True)
class Finding:
    """``text`` as it stands from ``start`` to ``end``; ``suggested_mask`` is what could stand there instead."""

    kind: str
    text: str
    start: int
    end: int
    suggested_mask: str

    @property
    def label(self) -> str:
        return LABELS[self.kind]


def find(text: str) -> list[Finding]:
    """Everything found, in the order of the text. Full-width digits count as digits."""
    plain = same_length(text)
    found = [
        Finding(kind, text[match.start() : match.end()], match.start(), match.end(), mask(match.group()))
        for kind, pattern, holds, mask in KINDS
        for match in pattern.finditer(plain)
        if holds(match.group())
    ]
    return sorted(found, key=lambda finding: finding.start)


def same_length(text: str) -> str:
    """Full-width digits and letters made plain, one character for one."""
    return "".join(folded if len(folded := unicodedata.normalize("NFKC", char)) == 1 else char for char in text)


def is_identity_number(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    month, day = int(number[10:12]), int(number[12:14])
    return 1 <= month <= 12 and 1 <= day <= 31 and CHECK_CHARACTERS[total % 11] == number[17].upper()


def mask_identity(number: str) -> str:
    return number[:2] + "*" * 13 + number[-3:]


def mask_mobile(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"{digits[:3]}****{digits[-4:]}"


KINDS: tuple[tuple[str, re.Pattern, Callable[[str], bool], Callable[[str], str]], ...] = (
    (IDENTITY_NUMBER, IDENTITY, is_identity_number, mask_identity),
    (MOBILE_PHONE, MOBILE, lambda number: True, mask_mobile),
)
