"""A test that the portal sets itself instead of a foreign captcha: the browser works for a second, or a person answers a sum.

The browser looks for a number n so that SHA-256 of "challenge:n" begins with ``PROOF_OF_WORK_BITS`` zero bits. Whoever has
no scripts answers the question beside it. Every challenge is good for two hours and for one try (``feedback.intake.gate``).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing

from disclosure.web.whole_numbers import whole_number
from feedback.intake.used_tokens import PROOF, spend

SALT = "feedback.intake.proof_of_work"
GOOD_FOR = timedelta(hours=2)
# Three lines of script read the sum too: its answer counts only so long after the page was made.
SLOW = timedelta(seconds=5)
NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Challenge:
    token: str
    bits: int
    question: str


def challenge(*, now: datetime) -> Challenge:
    question, answer = a_sum()
    nonce = secrets.token_urlsafe(12)
    made, until = int(now.timestamp()), int((now + GOOD_FOR).timestamp())
    content = {"n": nonce, "m": made, "u": until, "b": settings.PROOF_OF_WORK_BITS, "a": sealed(nonce, answer)}
    return Challenge(signing.dumps(content, salt=SALT), settings.PROOF_OF_WORK_BITS, question)


def a_sum() -> tuple[str, int]:
    """“七加五等于几”: nothing to look at, so that who cannot see answers it too."""
    more, less = sorted((secrets.randbelow(9) + 2, secrets.randbelow(9) + 2), reverse=True)
    if secrets.randbelow(2):
        return f"{NUMERALS[more]}加{NUMERALS[less]}等于几？", more + less
    return f"{NUMERALS[more]}减{NUMERALS[less]}等于几？", more - less


def sealed(nonce: str, answer: int) -> str:
    """The answer travels with the question, readable to nobody."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{SALT}:{nonce}:{answer}".encode(), "sha256").hexdigest()[:32]


def valid_content(token: str, *, now: datetime) -> Mapping[str, Any] | None:
    """Of a challenge that is ours and in time. Says nothing of whether it was used before."""
    try:
        content = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return content if content["u"] >= now.timestamp() else None


def use(token: str, content: Mapping[str, Any], *, now: datetime) -> bool:
    """Whether this is the challenge's first use."""
    return spend(token, PROOF, until=datetime.fromtimestamp(content["u"], tz=now.tzinfo))


def is_worked(token: str, proof: str, bits: int) -> bool:
    if whole_number(proof) is None:
        return False
    digest = hashlib.sha256(f"{token}:{proof}".encode()).digest()
    return int.from_bytes(digest) >> (256 - bits) == 0


def is_answered(content: Mapping[str, Any], answer: str) -> bool:
    """Digits of any width, or the numeral as it is said."""
    number = number_of(answer.strip().removesuffix("。"))
    return number is not None and hmac.compare_digest(sealed(content["n"], number), content["a"])


def number_of(words: str) -> int | None:
    if words.isdecimal() and len(words) <= 3:
        return int(words)
    tens, ten, ones = words.rpartition("十")
    if not words or any(sign and sign not in tuple(NUMERALS[:10]) for sign in (tens, ones)):
        return None
    return (NUMERALS.index(tens or "一") * 10 if ten else 0) + NUMERALS.index(ones or "零")
