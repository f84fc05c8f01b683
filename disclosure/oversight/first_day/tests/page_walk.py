"""The pages of the first day, one after the other, for who looks at pages: an empty portal lasts only that long."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.utils import timezone

from disclosure.organizations.models.people import User
from disclosure.organizations.start_codes.codes import issue_portal_code

PASSWORD = "Qing-feng-2026"
FIRST = {"full_name": "安国平", "username": "an", "password1": PASSWORD, "password2": PASSWORD}
TWO = {"system-full_name": "席同", "system-username": "xi", "audit-full_name": "沈继", "audit-username": "shen"}
WELCOME, ADMINISTRATORS, START = "/welcome/", "/admin/administrators/", "/accounts/start/"


def walk(keep: Callable[[str, Any], object]) -> None:
    """In a transaction that is rolled back: nobody is an administrator any more."""
    User.objects.update(administrator="", is_superuser=False)
    guard, beginner = Client(), Client()
    keep("welcome", guard.get(WELCOME))
    keep("welcome, left empty", guard.post(WELCOME, {}))
    keep("welcome, done", guard.post(WELCOME, {**FIRST, "code": issue_portal_code(now=timezone.now())}, follow=True))
    keep("administrators", guard.get(ADMINISTRATORS))
    keep("administrators, left empty", guard.post(ADMINISTRATORS, {}))
    slips = guard.post(ADMINISTRATORS, TWO)
    keep("slips", slips)
    keep("administrators, named", guard.get(ADMINISTRATORS))
    code = {"code": slips.context["slips"][0].code}
    keep("start, wrong", beginner.post(START, {"code": "AAAA"}))
    keep("choose a password", beginner.post(START, code))
    keep("choose a password, left empty", beginner.post(START, {**code, "new_password1": ""}))
