"""What the assessed say to their result, and points by hand: the result is named by whose it is."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.oversight.assessment.models import Objection, Result
from disclosure.oversight.assessment.objecting import mark, raise_objection
from disclosure.oversight.rehearsal.stage import Turn

TEXT, REASON = "有一个数不对。", "按规定酌情加减。"


def result_of(turn: Turn, whose: str, kind: str) -> Result:
    """``whose``: the code of an organisation, or the name of a department."""
    own = turn.subject.results.filter(kind=kind)
    found = own.filter(organization__code=whose).first() or own.filter(name=whose).first()
    if found is None:
        raise ValidationError(f"这次考核里没有“{whose}”。")
    return found


def object_to(turn: Turn, *, whose: str, text: str = TEXT, kind: str = Result.Kind.ORGANIZATION) -> Objection:
    return raise_objection(result_of(turn, whose, kind), text=text, by=turn.staff, now=turn.now)


def give_points(
    turn: Turn, *, whose: str, points: Any, reason: str = REASON, kind: str = Result.Kind.ORGANIZATION
) -> Result:
    result = result_of(turn, whose, kind)
    return mark(result, points=Decimal(str(points)), hand_reason=reason, by=turn.staff, now=turn.now)
