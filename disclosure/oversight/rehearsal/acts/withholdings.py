"""An exemption or a deferral is asked for, of an entry or of an item under way."""

from datetime import date, timedelta
from typing import Any

from catalog.directory.models import Entry
from catalog.obligations.withholdings.actions import propose
from catalog.obligations.withholdings.models import Withholding
from disclosure.oversight.rehearsal.acts.grounds import reason_of, rule_for
from disclosure.oversight.rehearsal.stage import Turn

Kind, Reason = Withholding.Kind, Withholding.Reason
EXPLANATION = "按规定办理。"


def propose_exemption(
    turn: Turn,
    *,
    entry: Entry | None = None,
    reason: str = Reason.BY_RULE,
    explanation: str = EXPLANATION,
    ground: str = "",
    from_on: date | None = None,
    review_on: date | None = None,
) -> Withholding:
    """Looked at again after half a year unless it says when."""
    return put(
        turn, Kind.EXEMPTION, entry, reason, explanation, ground, from_on, review_on=review_on or turn.on + 180 * DAY
    )


def propose_deferral(
    turn: Turn,
    *,
    entry: Entry | None = None,
    reason: str = Reason.UNDER_WAY,
    explanation: str = EXPLANATION,
    ground: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
) -> Withholding:
    """For thirty days unless it says until when."""
    return put(
        turn, Kind.DEFERRAL, entry, reason, explanation, ground, from_on, until_on=until_on or turn.on + 30 * DAY
    )


DAY = timedelta(days=1)


def put(
    turn: Turn,
    kind: str,
    entry: Entry | None,
    reason: str,
    explanation: str,
    ground: str,
    from_on: date | None,
    **last_day: date,
) -> Withholding:
    """A reason in other words than the list has is explained in them."""
    what: dict[str, Any] = {"item": turn.subject} if entry is None else {"entry": entry}
    known = reason_of(reason)
    if known == Reason.OTHER:
        explanation = reason
    return propose(
        organization=turn.organization,
        kind=kind,
        reason=known,
        explanation=explanation,
        legal_basis=rule_for(known, ground),
        from_on=from_on or turn.on,
        by=turn.staff,
        now=turn.now,
        **what,
        **last_day,
    )
