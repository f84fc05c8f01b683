"""我也想知道: somebody else asks the same. Once a person, or once a browser and address; the row itself is the record."""

import hmac
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.cases.actions.guard import locked
from feedback.cases.models.cases import Letter, Second
from feedback.cases.states import Kind, State

OVER = "这件事已经有了答复，请看答复。"


def can_be_seconded(letter: Letter) -> bool:
    """A topic that is shown to the public and still waits for its answer."""
    is_waiting = letter.is_open and letter.state != State.ANSWERED
    return letter.kind == Kind.TOPIC and letter.listed_at is not None and is_waiting


def key_of(letter: Letter, whoever: str) -> str:
    """A digest for this one letter: two letters do not tell that the same person seconded both."""
    return hmac.new(settings.SECRET_KEY.encode(), f"second:{letter.pk}:{whoever}".encode(), "sha256").hexdigest()


@transaction.atomic
def second(letter: Letter, *, whoever: str, now: datetime) -> int:
    """``whoever`` names the person, or browser and address. Returns how many ask it; a second press says so and counts once."""
    letter = locked(letter)
    if not can_be_seconded(letter):
        raise ValidationError(OVER)
    _row, is_new = Second.objects.get_or_create(letter=letter, key=key_of(letter, whoever), defaults={"at": now})
    if not is_new:
        raise ValidationError("您已经按过“我也想知道”，算过了，不用再按。")
    return letter.seconds.count()
