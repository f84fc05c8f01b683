"""What a browser that writes has here: not in the session, whose row would say which member wrote an anonymous case, and when.

Two cookies name lockers (``feedback.intake.lockers``): one what is being written and which cases are open, one receipts. A secret
that was there before somebody began to write, opened a case or came to the page with the last button opens nothing of it, whoever
planted it.
"""

from collections.abc import Mapping
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils import timezone

from disclosure.web.moments import local_day
from feedback.intake.lockers import LONGEST, content_of, empty, name_of, new_secret, put

WRITING, RECEIPTS = "writing", "receipts"
# Receipts that one browser can have at once: another press of the same page finds that of the first.
MOST = 3


class Browser:
    """Read and written as a dict; written back when the answer is ready, where anything was changed."""

    def __init__(self, cookies: Mapping[str, str], whose: int | None):
        self.whose = whose
        self.secret = cookies.get(WRITING, "")[:LONGEST]
        self.receipts = [each[:LONGEST] for each in cookies.get(RECEIPTS, "").split(".") if each][:MOST]
        self.content, self.old = self.found()
        self.is_changed = self.has_new_receipt = False

    def found(self) -> tuple[dict[str, Any], list[str]]:
        """What was written before somebody signed in is theirs then; with the lockers that it came from."""
        for whose in owners(self.whose) if self.secret else []:
            if (content := content_of(self.secret, whose)) is not None:
                return dict(content), [name_of(self.secret, whose)]
        return {}, []

    def get(self, name: str, otherwise: Any = None) -> Any:
        return self.content.get(name, otherwise)

    def __setitem__(self, name: str, value: Any) -> None:
        self.content[name], self.is_changed = value, True

    def __delitem__(self, name: str) -> None:
        del self.content[name]
        self.is_changed = True

    def renew(self) -> None:
        """What is here goes along under another secret. Where it was it stays for the day: an answer that is lost on its way takes
        the new secret with it, and whoever had the old one had what was there."""
        self.secret, self.old, self.is_changed = new_secret(), [], True

    # --- receipts ---

    def expect_receipt(self) -> None:
        """Under a secret that nobody had before this page."""
        self.receipts = [new_secret(), *self.receipts][:MOST]
        self.has_new_receipt = True

    @property
    def receipt_locker(self) -> str:
        """Where the next receipt is put."""
        if not self.receipts:
            self.expect_receipt()
        return name_of(self.receipts[0], self.whose)

    def receipt(self) -> Mapping[str, Any] | None:
        """The newest: ``case``, the key, and ``code``."""
        for secret in self.receipts:
            for whose in owners(self.whose):
                if found := content_of(secret, whose):
                    return found
        return None

    def forget_receipts(self) -> None:
        empty(*(name_of(secret, whose) for secret in self.receipts for whose in owners(self.whose)))
        self.receipts, self.has_new_receipt = [], True

    # --- the answer ---

    def write_back(self, response) -> None:
        if self.is_changed:
            self.secret = self.secret or new_secret()
            name = name_of(self.secret, self.whose)
            put(name, self.content, on=local_day(timezone.now()))
            empty(*(old for old in self.old if old != name))
            set_cookie(response, WRITING, self.secret)
        if self.has_new_receipt:
            set_cookie(response, RECEIPTS, ".".join(self.receipts))


def owners(whose: int | None) -> list[int | None]:
    return [None] if whose is None else [whose, None]


def set_cookie(response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=settings.SESSION_COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def browser_of(request) -> Browser:
    """Of a view that is ``with_browser``."""
    kept = vars(request)
    if "browser" not in kept:
        kept["browser"] = Browser(request.COOKIES, request.user.pk)
    return kept["browser"]


def with_browser(view):
    """What the view changes is written back with its answer."""

    @wraps(view)
    def keeping(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if "browser" in vars(request):
            browser_of(request).write_back(response)
        return response

    return keeping
