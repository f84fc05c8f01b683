"""The base of the forms of a case's actions, and the fields that many of them have."""

from typing import Any

from django import forms

from disclosure.workflow.action import Action
from feedback.cases.context import CaseContext


class CaseForm(forms.Form):
    """Knows its case; alone it asks nothing: its page says what will happen, and has one button. ``press``: the words on the
    button, where they are not the action's own; ``template``: what its page shows beside, drawn from ``panel``."""

    press = ""
    template = ""

    def __init__(self, data=None, files=None, *, context: CaseContext, **kwargs):
        self.context = context
        self.case, self.by, self.on = context.subject, context.user, context.on
        super().__init__(data, files, **kwargs)

    def panel(self) -> Any:
        return None


class FollowsForm(CaseForm):
    """Shows which days will come of it."""

    template = "admin/feedback/case/_what_follows.html"

    def panel(self) -> list[str]:
        raise NotImplementedError


def form_of(action: Action, context: CaseContext, *data: Any, **more: Any) -> CaseForm:
    form: Any = action.form or CaseForm
    return form(*data, context=context, **more)
