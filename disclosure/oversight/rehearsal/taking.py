"""A step is taken: the action of that name in the procedure of what it is about, or one of the shorthands."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from catalog.items.actions.writing import EditConflict
from catalog.items.models import Item
from disclosure.oversight.rehearsal.acts.cases import actor_of
from disclosure.oversight.rehearsal.acts.redaction import spots
from disclosure.oversight.rehearsal.acts.table import INSTEAD, OPEN, SHORTHANDS, performer_at
from disclosure.oversight.rehearsal.choosing import chosen_action
from disclosure.oversight.rehearsal.defaults import complete
from disclosure.oversight.rehearsal.outcomes import DONE, REFUSED, SAID, Outcome
from disclosure.oversight.rehearsal.stage import Turn
from disclosure.oversight.rehearsal.values import understood
from disclosure.workflow.action import Action
from disclosure.workflow.table import Workflow
from feedback.cases.actions.receiving import Received


def take(turn: Turn) -> Outcome:
    """All of it or nothing. Raises ``WrittenError`` for what cannot be meant."""
    try:
        with transaction.atomic():
            message = perform(turn)
    except (ValidationError, PermissionDenied, EditConflict) as error:
        words = "".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return Outcome(REFUSED, words, findings_of(turn))
    return Outcome(DONE, message, findings_of(turn))


def perform(turn: Turn) -> str:
    """What is said then."""
    name = turn.step.do
    if name in SHORTHANDS:
        _label, place = SHORTHANDS[name]
        shorthand = performer_at(place)
        keep(turn, shorthand(turn, **understood(turn, shorthand, OPEN.get(name), turn.step.values)))
        return SAID
    workflow, action = chosen_action(turn)
    code = f"{workflow.code}.{action.name}"
    if code in INSTEAD:
        run = performer_at(INSTEAD[code])
        keep(turn, run(turn, **understood(turn, run, None, turn.step.values)))
        return SAID
    return take_action(turn, workflow, action, code)


def take_action(turn: Turn, workflow: Workflow, action: Action, code: str) -> str:
    subject = turn.organization if action.is_start else turn.subject
    given = understood(turn, action.run, workflow.model, turn.step.values)
    values = complete(turn, code, action.run, given)
    found = action(subject, by=actor_of(turn, action), now=turn.now, **values)
    keep(turn, found)
    return action.done.format(found=found) if action.done else SAID


def keep(turn: Turn, result: Any) -> None:
    """What came about gets its name."""
    turn.result = result
    row = result.case if isinstance(result, Received) else result
    if turn.step.called:
        turn.stage.rows[turn.step.called] = row if isinstance(row, models.Model) else turn.subject


def findings_of(turn: Turn) -> list[str]:
    """What the search for sensitive data holds against the item that the step was about."""
    name = turn.step.called or turn.step.on_what.partition(".")[0]
    row = turn.stage.rows.get(name)
    return [spot.sentence for spot in spots(row, turn)] if isinstance(row, Item) else []
