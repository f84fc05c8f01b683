"""The base of the forms of a case's actions."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Self

from disclosure.web.forms import DeskForm
from disclosure.workflow.action import Action
from disclosure.workflow.staff.page import stamped
from feedback.cases.context import CaseContext
from feedback.cases.models.cases import Case

# What a form begins with, by field.
Values = Mapping[str, Any]


class CaseForm(DeskForm):
    """Knows its case; alone it asks nothing: its page says what will happen, and has one button. ``press``: the words on the
    button, where they are not the action's own; ``template``: what its page shows beside, drawn from ``panel``."""

    press = ""
    template = ""

    def __init__(self, data=None, files=None, *, context: CaseContext, **kwargs):
        self.context = context
        self.case, self.by, self.on = context.subject, context.user, context.on
        super().__init__(data, files, **kwargs)
        self.initial = {**self.propose(), **self.initial}

    def propose(self) -> Values:
        """What its fields begin with."""
        return {}

    def panel(self) -> Any:
        return None

    def shown_again(self, action: Action) -> Self:
        """With the stamp of the answer that its panel shows."""
        return stamped(self, action, self.context)


class FollowsForm(CaseForm):
    """Shows which days will come of it, as ``follows`` says of a case on a day."""

    template = "admin/feedback/case/_what_follows.html"
    follows: Callable[[Case, date], list[str]]

    def panel(self) -> list[str]:
        return self.follows(self.case, self.on)


def form_of(action: Action, context: CaseContext, *data: Any, **more: Any) -> CaseForm:
    form: Any = action.form or CaseForm
    found: CaseForm = form(*data, context=context, **more)
    return found.shown_again(action)
