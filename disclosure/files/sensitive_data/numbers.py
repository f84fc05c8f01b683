"""Numbers that belong to a person: identity numbers, bank cards, mobile phones, phones at home. Texts come folded (``plain``)."""

import re
from collections.abc import Iterator
from datetime import date

from disclosure.files.sensitive_data.kinds import BANK_CARD, HOME_PHONE, IDENTITY_NUMBER, LANDLINE, MOBILE_PHONE

# What people, or those who would get past the search, put between digits. The check character tells a number all the same.
BETWEEN = r"[ .·•∙・_/|,、-]{0,2}"
# A look-ahead tries every place where digits begin: a date before the number must not swallow it.
IDENTITY = re.compile(rf"(?<!\d)(?=([1-9](?:{BETWEEN}\d){{16}}{BETWEEN}[\dXx])(?!\d))", re.ASCII)
# Over the ends of lines: a table gives each group of digits, or each digit, a cell of its own.
OVER_LINES = re.compile(r"(?<!\d)(?=([1-9](?:\n?\d){16}\n?[\dXx])(?!\d))", re.ASCII)
MOBILE_OVER_LINES = re.compile(
    r"(?<!\d)(1[3-9]\d\n\d{4}\n?\d{4}|1[3-9]\d{5}\n\d{4}|1\n[3-9](?:\n\d){9})(?!\d)", re.ASCII
)
A_DIGIT_A_LINE = re.compile(r".(?:\n.)+", re.ASCII)
OLD_IDENTITY = re.compile(r"(?<!\d)[1-9]\d{14}(?!\d)", re.ASCII)
CARD = re.compile(
    r"(?<![\d.])(?=(\d{16,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?|\d{6}[ -]\d{10,13})(?!\d))", re.ASCII
)
MOBILE = re.compile(
    r"(?<!\d)(?<!\d\.)(?:\+?(?:00)?86[ -]?|0)?(1[3-9]\d[ .·•∙・_/-]{0,2}\d{4}[ .·•∙・_/-]{0,2}\d{4})(?![\d元])(?!\.\d{1,2} ?[万元])",
    re.ASCII,
)
SPACED_MOBILE = re.compile(r"(?<![\d.])(1([ .·•_/-]{1,2})[3-9](?:\2\d){9})(?!\2?\d)", re.ASCII)
FIXED = re.compile(r"(?<![\d-])(?:\+?86[ -]?)?\(?(0[1-9]\d{1,2})\)?[ -]?([2-9]\d{2,3}[ -]?\d{4})(?![\d-])", re.ASCII)
SHORT_FIXED = re.compile(r"(?<![\d-])()([2-9]\d{2,3}[ -]?\d{4})(?![\d-])", re.ASCII)
AT_HOME = re.compile(r"(?:宅电|住宅(?:电话)?|家庭(?:固定)?电话|家中?电话|家里电话|宅)[::（( 为是]{0,3}$")

# GB 11643-1999: the weights of the first seventeen digits and the check character for each remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# GB/T 2260: the first two digits name the province.
PROVINCES = frozenset({
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41", "42", "43", "44",
    "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71", "81", "82", "83", "91",
})  # fmt: skip
# UnionPay, Visa, MasterCard, JCB, and the older cards of Chinese banks.
CARD_PREFIX = re.compile(r"62|60|4|5[1-5]|35(?:2[89]|[3-8])|9558|9559|94")
Found = tuple[str, int, int, str]


def find_numbers(text: str) -> Iterator[Found]:
    """(kind, start, end, mask), the surest kind first."""
    yield from find_identities(text)
    yield from find_cards(text)
    for pattern in (MOBILE, SPACED_MOBILE):
        for match in pattern.finditer(text):
            yield MOBILE_PHONE, *match.span(1), mask_mobile(match[1])
    yield from find_landlines(text)


def find_identities(text: str) -> Iterator[Found]:
    for match in IDENTITY.finditer(text):
        if is_identity_number(number := digits_of(match[1])):
            yield IDENTITY_NUMBER, *match.span(1), mask_identity(number)
    for match in OLD_IDENTITY.finditer(text):
        if is_old_identity_number(match[0]):
            yield IDENTITY_NUMBER, *match.span(), mask_identity(match[0])


def find_over_lines(text: str) -> Iterator[Found]:
    """Numbers that the end of a line parts; within a line ``find_numbers`` finds them."""
    taken = bytearray(len(text))
    for match in OVER_LINES.finditer(text):
        if "\n" in match[1] and is_identity_number(number := digits_of(match[1])):
            yield IDENTITY_NUMBER, *match.span(1), mask_identity(number)
            taken[match.start(1) : match.end(1)] = b"\1" * len(match[1])
    for match in MOBILE_OVER_LINES.finditer(text):
        if not taken[match.start()]:
            yield MOBILE_PHONE, *match.span(1), mask_mobile(match[1])


def find_cards(text: str) -> Iterator[Found]:
    for match in CARD.finditer(text):
        if is_bank_card(number := digits_of(match[1])):
            yield BANK_CARD, *match.span(1), f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}"


def find_landlines(text: str) -> Iterator[Found]:
    """A landline is an office's until the words before it say that it rings at home."""
    for pattern in (FIXED, SHORT_FIXED):
        for match in pattern.finditer(text):
            is_home = AT_HOME.search(text, max(0, match.start() - 12), match.start())
            if is_home or pattern is FIXED:
                mask = f"{match[1]}-****{match[2][-4:]}" if match[1] else f"****{match[2][-4:]}"
                yield HOME_PHONE if is_home else LANDLINE, *match.span(), mask


def digits_of(number: str) -> str:
    return re.sub(r"[^0-9Xx]", "", number)


def is_identity_number(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return number[:2] in PROVINCES and is_day(number[6:14]) and CHECK_CHARACTERS[total % 11] == number[17].upper()


def is_old_identity_number(number: str) -> bool:
    """Fifteen digits without a check character, as they were given until 1999."""
    return number[:2] in PROVINCES and is_day("19" + number[6:12])


def is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])) >= date(1850, 1, 1)
    except ValueError:
        return False


def is_bank_card(number: str) -> bool:
    """Known to begin so, and right by Luhn's check digit; all the same digit is nobody's card."""
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(number)))
    is_right = sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
    return is_right and CARD_PREFIX.match(number) is not None and len(set(number)) > 2


def mask_identity(number: str) -> str:
    return number[:2] + "*" * (len(number) - 5) + number[-3:]


def mask_mobile(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return f"{digits[:3]}****{digits[-4:]}"
