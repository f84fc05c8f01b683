"""A mobile telephone as another name to sign in by: kept encrypted, looked for, shown to nobody and never logged."""

import re
from unicodedata import normalize

from disclosure.people.sealing import TELEPHONE, seal_alike

MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


def mobile_in(text: str) -> str:
    """Eleven digits, whatever stands between them; empty for anything else."""
    found = MOBILE.fullmatch(re.sub(r"[\s()-]", "", normalize("NFKC", text)))
    return found[1] if found else ""


def sealed_number(mobile: str) -> str:
    return seal_alike(mobile.encode(), TELEPHONE).hex()
