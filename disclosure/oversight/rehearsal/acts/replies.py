"""An answer in one word: what it leaves out means the nearest to an explanation."""

from catalog.items.models import Item
from catalog.obligations.withholdings.models import Withholding
from catalog.schemes.choices import Scope
from disclosure.oversight.rehearsal.acts.grounds import reason_of, rule_for
from disclosure.oversight.rehearsal.stage import Turn
from feedback.cases.actions.answering.writing import write_reply as write
from feedback.cases.models.replies import REPLY_RESULTS, Reply
from feedback.cases.replies import KEEPS_BACK, Result
from feedback.cases.states import Kind

Reason = Withholding.Reason
TEXT = "按规定办理。"
PLAIN = (Result.EXPLAINED, Result.TO_SENDER, Result.HANDLED)


def write_reply(
    turn: Turn,
    *,
    result: str = "",
    text: str = TEXT,
    item: Item | None = None,
    scope: str = Scope.PARTY,
    reason: str = Reason.BY_RULE,
    legal_basis: str = "",
    held_by: str = "",
) -> Reply:
    """``reason``: of the list, by its words too; in other words than the list has it is “其他”, explained in the text."""
    results = REPLY_RESULTS[Kind(turn.subject.kind)]
    result = result or next((each for each in PLAIN if each in results), results[0])
    known = reason_of(reason)
    if result in KEEPS_BACK and known == Reason.OTHER:
        text = f"{text}{reason}"
    return write(
        turn.subject,
        result=result,
        text=text,
        item=item,
        scope=scope,
        reason=known,
        legal_basis=rule_for(known, legal_basis),
        held_by=held_by,
        by=turn.staff,
        now=turn.now,
    )
