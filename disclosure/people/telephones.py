"""A mobile telephone as another name to sign in by: kept encrypted, looked for, shown to nobody and never logged."""

import re
from unicodedata import normalize

from disclosure.people.sealing import TELEPHONE, keys_for, opened, seal_alike, sealed_alike

MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


def mobile_in(text: str) -> str:
    """Eleven digits, whatever stands between them; empty for anything else."""
    found = MOBILE.fullmatch(re.sub(r"[\s()-]", "", normalize("NFKC", text)))
    return found[1] if found else ""


def sealed_number(mobile: str) -> str:
    return seal_alike(mobile.encode(), TELEPHONE).hex()


def sealed_numbers(mobile: str) -> list[str]:
    """As it may stand in the database: under today's key, or not sealed anew yet."""
    return [sealed_alike(mobile.encode(), key).hex() for key in keys_for(TELEPHONE)]


def sealed_today(sealed: str) -> str:
    """The same number under today's key. Raises ``nacl.exceptions.CryptoError``."""
    number, is_current = opened(bytes.fromhex(sealed), TELEPHONE)
    return sealed if is_current else seal_alike(number, TELEPHONE).hex()
