"""System check: the tables are whole. Every state is reached, every state that an action starts from or leads to exists."""

from collections.abc import Iterator
from typing import Any

from django.core import checks

from disclosure.workflow.table import WORKFLOWS, Workflow


@checks.register
def tables_are_whole(app_configs, **kwargs) -> list[checks.CheckMessage]:
    found: list[checks.CheckMessage] = [
        checks.Error(words, id="workflow.E001") for workflow in WORKFLOWS for words in faults(workflow)
    ]
    return found + [
        checks.Error(words, id="workflow.E002") for workflow in WORKFLOWS for words in lost_columns(workflow)
    ]


def lost_columns(workflow: Workflow) -> Iterator[str]:
    """Names in ``reads`` and ``others`` that are no columns of the model."""
    columns = {field.name for field in workflow.model._meta.get_fields()}
    yield from (f"{workflow.code}: reads {name}" for name in workflow.reads if name.split("__")[0] not in columns)
    for action in workflow.actions.values():
        yield from (f"{workflow.code}: {action.name} names {name}" for name in action.others if name not in columns)


def faults(workflow: Workflow) -> Iterator[str]:
    models: set[Any] = {model for action in workflow.actions.values() for model in action.to}
    for model in models:
        states = {value for value, _label in model._meta.get_field("state").flatchoices}
        reached = {state for action in workflow.actions.values() for state in action.to.get(model, ())}
        yield from (
            f"{workflow.code}: no action leads {model.__name__} to {state}" for state in sorted(states - reached)
        )
        yield from (f"{workflow.code}: {model.__name__} has no state {state}" for state in sorted(reached - states))
    own = {state for action in workflow.actions.values() for state in action.to.get(workflow.model, ())}
    for action in workflow.actions.values():
        yield from (
            f"{workflow.code}: {action.name} starts from {state}, which is never reached"
            for state in sorted(action.at.states - own)
            if own
        )
