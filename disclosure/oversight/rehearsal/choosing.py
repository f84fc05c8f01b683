"""Which action a step means: by the name that the table of its procedure has, ``bulletin.write`` where several have it."""

from collections.abc import Iterator, Sequence
from functools import cache

from django.core.exceptions import ValidationError

from disclosure.oversight.rehearsal.acts.table import OF_ORGANIZATION, SHORTHANDS
from disclosure.oversight.rehearsal.stage import NOT_YET, Turn
from disclosure.workflow.action import Action
from disclosure.workflow.table import WORKFLOWS, Workflow

Found = tuple[Workflow, Action]
CHECK = "check"


def known_names() -> set[str]:
    """Everything that ``do`` may be."""
    actions = {name for workflow, action in all_actions() for name in (action.name, f"{workflow.code}.{action.name}")}
    return {CHECK, *SHORTHANDS, *OF_ORGANIZATION, *actions}


def all_actions() -> Iterator[Found]:
    for workflow in WORKFLOWS:
        for action in workflow.actions.values():
            yield workflow, action


@cache
def actions_named(name: str) -> Sequence[Found]:
    """The tables are whole when the first step is taken."""
    return [each for each in all_actions() if each[1].name == name]


def chosen_action(turn: Turn) -> Found:
    """Raises ``WrittenError``; ``ValidationError`` for what is promised and not there."""
    code, _, name = turn.step.do.rpartition(".")
    found = [each for each in actions_named(name) if code in ("", each[0].code)]
    if not found:
        raise ValidationError(NOT_YET)
    if turn.step.on_what:
        fitting = [each for each in found if isinstance(turn.subject, each[0].model) and not each[1].is_start]
    elif name in OF_ORGANIZATION:
        fitting = found
    else:
        fitting = [each for each in found if each[1].is_start]
    if not fitting:
        what = turn.step.on_what and f"“{turn.step.on_what}”"
        raise turn.fault(f"{what}不能办“{name}”。" if what else f"“{name}”没有写办哪一件（on_what）。", "do")
    if len(fitting) > 1:
        names = "、".join(f"{workflow.code}.{name}" for workflow, _action in fitting)
        raise turn.fault(f"有几个流程都有“{name}”，请写全：{names}。", "do")
    return fitting[0]
