"""Numbers and query codes: the number is printed and may be told to anyone, the code opens the tracking page."""

import hashlib
import re
import secrets
from unicodedata import normalize

from django.db.models.functions import Length

from disclosure.organizations.models.directory import Organization
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind

# No 0 and O, no 1, I and L: a code is read from letter and over the telephone. 16 of 31 signs are 79 bits.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 16, 4
CASES: dict[str, str] = {Kind.TOPIC: "D", Kind.APPLICATION: "S", Kind.OPINION: "Y", Kind.QUESTION: "Z"}


def new_code() -> str:
    """Sixteen signs in groups of four. Shown once, on the receipt; only its digest is kept."""
    signs = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    return "-".join(signs[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def plain(code: str) -> str:
    """As typed: full-width signs, small cases, spaces and dashes of any kind make no difference."""
    return re.sub(r"[^0-9A-Z]", "", normalize("NFKC", code).upper())


def digest(code: str) -> str:
    return hashlib.sha256(plain(code).encode()).hexdigest()


def case_for(code: str) -> Case | None:
    """By the digest, which is found by an index: nothing is compared sign by sign."""
    if len(plain(code)) != LENGTH:
        return None
    return Case.objects.select_related("organization").filter(code_digest=digest(code)).first()


def next_number(organization: Organization, kind: str, year: int) -> str:
    """The caller holds the organisation's row lock, so that no two cases get one number."""
    head = f"{organization.code}-{year}-{CASES[kind]}"
    rows = Case.objects.filter(organization=organization, number__startswith=head)
    last = rows.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return f"{head}{int(last[len(head) :]) + 1 if last else 1:04d}"
