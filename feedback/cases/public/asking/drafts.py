"""Cases being written and their receipts, kept for the browser that writes: nobody else reaches them."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from disclosure.web.moments import local_day
from feedback.cases.public.browser import Browser
from feedback.intake.lockers import put

DRAFTS, FAULTS = "drafts", "faults"
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


def draft_of(browser: Browser, token: str, sheet: str) -> Draft | None:
    kept = browser.get(DRAFTS, {}).get(token) if token else None
    return Draft(token, **kept) if kept and kept["sheet"] == sheet else None


def keep(browser: Browser, draft: Draft, *, now: datetime) -> None:
    """What was typed, right or wrong, cut only where nobody types that much. What is begun is kept under a secret of its own."""
    if not draft.token:
        browser.renew()
    draft.token = draft.token or secrets.token_urlsafe(12)
    draft.begun_at = draft.begun_at or now.isoformat()
    kept = dict(browser.get(DRAFTS, {}))
    values = {name: value[:LONGEST] for name, value in draft.values.items() if value}
    kept[draft.token] = {"sheet": draft.sheet, "begun_at": draft.begun_at, "values": values}
    browser[DRAFTS] = dict(sorted(kept.items(), key=lambda pair: pair[1]["begun_at"])[-MOST:])


def keep_error(browser: Browser, draft: Draft, error: ValidationError) -> None:
    """What was wrong when it was sent, for the page that is shown next."""
    faults = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    browser[FAULTS] = {"token": draft.token, "faults": faults}


def take_error(browser: Browser, draft: Draft) -> ValidationError | None:
    kept = browser.get(FAULTS) or {}
    if kept.get("token") != draft.token:
        return None
    del browser[FAULTS]
    return ValidationError(kept["faults"])


def drop(browser: Browser, token: str) -> None:
    browser[DRAFTS] = {name: kept for name, kept in browser.get(DRAFTS, {}).items() if name != token}


def keep_receipt(name: str, *, case, code: str, now: datetime) -> None:
    """In the locker of the name, in the transaction of the case: whoever pressed twice finds it there. Only the browser that sent
    the case reads it."""
    put(name, {"case": case.pk, "code": code}, on=local_day(now))
