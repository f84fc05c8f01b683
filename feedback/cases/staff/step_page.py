"""The page of one action on a case: what it does, what it asks, and what is shown beside."""

from typing import Any

from disclosure.workflow.action import Action
from feedback.cases.context import CaseContext
from feedback.cases.forms.base import CaseForm
from feedback.cases.staff.canned import canned_rows
from feedback.cases.staff.facts import state_of


def form_of(action: Action, context: CaseContext, *data: Any, **more: Any) -> CaseForm:
    form: Any = action.form or CaseForm
    return form(*data, context=context, **more)


def step_facts(action: Action, context: CaseContext, form: CaseForm) -> dict:
    return {
        "case": context.subject,
        "state": state_of(context.subject),
        "step": action,
        "form": form,
        "canned": canned_rows(context.subject, action.name),
        "press": form.press or action.label,
        "press_kind": "danger" if action.style == "danger" else "main",
        "extra": form.template,
        "panel": form.panel(),
    }
