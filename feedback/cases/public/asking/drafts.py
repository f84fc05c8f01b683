"""Cases being written and the last receipt, in the session of the browser that writes: nobody else reaches them."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

DRAFTS, FAULTS, RECEIPT = "cases_being_written", "case_faults", "case_receipt"
# Tabs somebody has open at once; the oldest gives way.
MOST = 5
LONGEST = 6000
# What was answered, by the name of the field.
Answers = dict[str, str]


@dataclass
class Draft:
    """``token`` names it in the address and keeps a form from being sent twice; it opens nothing for anybody else."""

    token: str = ""
    sheet: str = ""
    begun_at: str = ""
    values: Answers = field(default_factory=dict)


def draft_of(session, token: str, sheet: str) -> Draft | None:
    kept = session.get(DRAFTS, {}).get(token) if token else None
    return Draft(token, **kept) if kept and kept["sheet"] == sheet else None


def keep(session, draft: Draft, *, now: datetime) -> None:
    """What was typed, right or wrong, cut only where nobody types that much."""
    draft.token = draft.token or secrets.token_urlsafe(12)
    draft.begun_at = draft.begun_at or now.isoformat()
    kept = dict(session.get(DRAFTS, {}))
    values = {name: value[:LONGEST] for name, value in draft.values.items() if value}
    kept[draft.token] = {"sheet": draft.sheet, "begun_at": draft.begun_at, "values": values}
    session[DRAFTS] = dict(sorted(kept.items(), key=lambda pair: pair[1]["begun_at"])[-MOST:])


def keep_error(session, draft: Draft, error: ValidationError) -> None:
    """What was wrong when it was sent, for the page that is shown next."""
    faults = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    session[FAULTS] = {"token": draft.token, "faults": faults}


def take_error(session, draft: Draft) -> ValidationError | None:
    kept = session.get(FAULTS) or {}
    if kept.get("token") != draft.token:
        return None
    del session[FAULTS]
    return ValidationError(kept["faults"])


def drop(session, token: str) -> None:
    session[DRAFTS] = {name: kept for name, kept in session.get(DRAFTS, {}).items() if name != token}


def keep_receipt(session, *, case, code: str) -> None:
    """Written at once, in the transaction of the case: whoever pressed twice finds it there. Whoever reads the table of
    sessions reads no code there."""
    session[RECEIPT] = sealed_receipt(case, code)
    session.save()


def sealed_receipt(case, code: str) -> Mapping[str, Any]:
    nonce = secrets.token_urlsafe(12)
    return {"case": case.pk, "nonce": nonce, "sealed": veil(code.encode(), nonce).hex()}


def take_receipt(session, token: str, sealed: Mapping[str, Any]) -> None:
    """Of what was sent with a form and received meanwhile."""
    session[RECEIPT] = dict(sealed)
    drop(session, token)


def receipt_of(session) -> tuple[int, str] | None:
    """The case's key and its code."""
    kept = session.get(RECEIPT)
    return (kept["case"], veil(bytes.fromhex(kept["sealed"]), kept["nonce"]).decode()) if kept else None


def veil(text: bytes, nonce: str) -> bytes:
    """With a pad of the portal's key for this one receipt; the same again lifts it. No longer than the pad's 32 bytes."""
    pad = hmac.new(settings.SECRET_KEY.encode(), f"receipt:{nonce}".encode(), "sha256").digest()
    return bytes(sign ^ key for sign, key in zip(text, pad, strict=False))
