"""A mobile telephone as another name to sign in by: kept encrypted, looked for, shown to nobody and never logged."""

import re
from unicodedata import normalize

from disclosure.organizations.models.people import User
from disclosure.people.models import SignInPhone
from disclosure.people.sealing import TELEPHONE, seal_alike

UNKNOWN = "手机号"
MOBILE = re.compile(r"(?:\+?86)?(1[3-9]\d{9})")


def mobile_in(text: str) -> str:
    """Eleven digits, whatever stands between them; empty for anything else."""
    found = MOBILE.fullmatch(re.sub(r"[\s()-]", "", normalize("NFKC", text)))
    return found[1] if found else ""


def sealed_number(mobile: str) -> str:
    return seal_alike(mobile.encode(), TELEPHONE).hex()


def username_for(typed: str) -> str:
    """Whose account is meant by what was typed to sign in. A number that is nobody's leaves no trace of itself."""
    mobile = mobile_in(typed)
    if not mobile or User.objects.filter(username=typed).exists():
        return typed
    row = SignInPhone.objects.select_related("person").filter(sealed=sealed_number(mobile)).first()
    return row.person.username if row else UNKNOWN
