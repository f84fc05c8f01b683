"""Whether a text tells a person's name, telephone or address, however it is written: full width, with dots or spaces between the
signs, or a part of it."""

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

# What may stand between two signs of one name or number; a comma or a full stop ends it.
BETWEEN = r"[\s·•‧∙・.\-_*'’|/()\u200b-\u200f\u2060\ufeff]{0,3}"
LEAST = 2
# A telephone without the code of its area; a street without province and county.
LAST_DIGITS, LEAST_OF_ADDRESS = 7, 4
LEAST_OF_MAILBOX = 5
DOUBLE_SURNAMES = [
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "司徒",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "宇文",
    "长孙",
    "夏侯",
    "轩辕",
    "端木",
    "百里",
    "南宫",
    "东郭",
    "呼延",
    "独孤",
    "拓跋",
    "闻人",
    "钟离",
]
# A given name alone may be a word of every day (国庆, 建设): it is one where a person is called by it.
CALLED = "同志|先生|女士|老师|师傅|书记|主任|大爷|大妈|大叔|阿姨|反映|来信|来电|来访|提出|提的|要求|申请|本人"
HAN = re.compile(r"[\u3400-\u9fff]+")


def tells(text: str, signs: Iterable[re.Pattern]) -> bool:
    said = normalize("NFKC", text).casefold()
    return any(sign.search(said) for sign in signs)


def spelled(value: str, *, behind: str = "") -> Iterator[re.Pattern]:
    """The value, with anything of ``BETWEEN`` between its signs. Nothing where it is too short to say who it is."""
    signs = [sign for sign in normalize("NFKC", value).casefold() if sign.isalnum()]
    if len(signs) < LEAST:
        return
    # The letters and figures of a longer word are not the name.
    head = r"(?<![a-z0-9])" if signs[0].isascii() else ""
    tail = r"(?![a-z0-9])" if signs[-1].isascii() else ""
    yield re.compile(head + BETWEEN.join(map(re.escape, signs)) + tail + behind)


def name_signs(name: str) -> Iterator[re.Pattern]:
    """The whole of it; each part of one with dots or spaces; a Chinese name's surname and given name as a person is called by them."""
    yield from spelled(name)
    said = normalize("NFKC", name).strip()
    parts = [part for part in re.split(r"[\s·•‧∙・.]+", said) if part]
    # Of 王 小明 the parts are surname and given name.
    whole = "".join(parts) if all(HAN.fullmatch(part) for part in parts) and len("".join(parts)) <= 4 else ""
    if not whole:
        for part in parts if len(parts) > 1 else ():
            yield from spelled(part) if len(part) > LEAST else ()
        return
    surname = whole[:2] if whole[:2] in DOUBLE_SURNAMES else whole[:1]
    called = f"{BETWEEN}(?:{CALLED})"
    yield from spelled(whole.removeprefix(surname), behind=called)
    yield re.compile(f"{surname}{BETWEEN}(?:同志|先生|女士|老师|师傅|大爷|大妈|大叔|阿姨)")
    yield re.compile(f"(?:小|老){surname}(?:同志|师傅|反映|来信|来电|提出)")


def phone_signs(phone: str) -> Iterator[re.Pattern]:
    digits = re.sub("[^0-9]", "", normalize("NFKC", phone))
    yield from spelled(phone)
    if len(digits) >= LAST_DIGITS:
        yield re.compile(BETWEEN.join(digits[-LAST_DIGITS:]) + r"(?![0-9])")


def mailbox_signs(mailbox: str) -> Iterator[re.Pattern]:
    own, _at, host = normalize("NFKC", mailbox).casefold().partition("@")
    yield re.compile(f"{re.escape(own)}{BETWEEN}(?:@|#|at){BETWEEN}{re.escape(host)}")
    if len(own) >= LEAST_OF_MAILBOX:
        yield from spelled(own)


def address_signs(address: str) -> Iterator[re.Pattern]:
    """With and without what the places around it are called."""
    said = normalize("NFKC", address)
    tails = {said, *(said[found.end() :] for found in re.finditer("省|自治区|市|区|县|镇|乡|街道|村", said))}
    for tail in tails:
        if sum(map(str.isalnum, tail)) >= LEAST_OF_ADDRESS:
            yield from spelled(tail)
