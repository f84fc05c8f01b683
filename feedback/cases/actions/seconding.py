"""我也想知道: somebody else asks the same. Once a person, or once a browser and address; the row itself is the record."""

import hmac
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.cases.actions.guard import locked
from feedback.cases.models.cases import Case, Second
from feedback.cases.states import Kind, State

OVER = "这件事已经有了答复，请看答复。"


def can_be_seconded(case: Case) -> bool:
    """A topic that is shown to the public and still waits for its answer."""
    is_waiting = case.is_open and case.state != State.ANSWERED
    return case.kind == Kind.TOPIC and case.listed_at is not None and is_waiting


def key_of(case: Case, whoever: str) -> str:
    """A digest for this one case: two cases do not tell that the same person seconded both."""
    return hmac.new(settings.SECRET_KEY.encode(), f"second:{case.pk}:{whoever}".encode(), "sha256").hexdigest()


@transaction.atomic
def second(case: Case, *, whoever: str, now: datetime) -> int:
    """``whoever`` names the person, or browser and address. Returns how many ask it; a second press says so and counts once."""
    case = locked(case)
    if not can_be_seconded(case):
        raise ValidationError(OVER)
    _row, is_new = Second.objects.get_or_create(case=case, key=key_of(case, whoever), defaults={"at": now})
    if not is_new:
        raise ValidationError("您已经按过“我也想知道”，算过了，不用再按。")
    return case.seconds.count()
