"""System check: the tables are whole. Every state is reached, every state that an action starts from or leads to exists, and
so does every column it names; its form asks what it must be given."""

from collections.abc import Iterator
from inspect import signature
from typing import Any

from django import forms
from django.core import checks

from disclosure.workflow.table import WORKFLOWS, Workflow


@checks.register
def tables_are_whole(app_configs, **kwargs) -> list[checks.CheckMessage]:
    finders = {"workflow.E001": faults, "workflow.E002": lost_columns, "workflow.E003": questions}
    return [
        checks.Error(words, id=code)
        for code, find in finders.items()
        for workflow in WORKFLOWS
        for words in find(workflow)
    ]


def questions(workflow: Workflow) -> Iterator[str]:
    """What the function of a button, or of a start with a form, must be given and its form does not ask; and the other way
    round, but for the form's ``asked_besides``, which its page takes itself."""
    for action in workflow.actions.values():
        if not (action.is_button or (action.is_start and action.form)):
            continue
        form: Any = action.form or forms.Form
        asked = set(form.base_fields)
        values = list(signature(action.run).parameters.values())[1:]
        needed = {value.name for value in values if value.kind is value.KEYWORD_ONLY and value.default is value.empty}
        yield from (
            f"{workflow.code}: the form of {action.name} does not ask {name}" for name in sorted(needed - asked)
        )
        if not any(value.kind is value.VAR_KEYWORD for value in values):
            extra = asked - {value.name for value in values} - set(getattr(form, "asked_besides", ()))
            yield from (
                f"{workflow.code}: {action.name} takes no {name}, which its form asks" for name in sorted(extra)
            )


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
