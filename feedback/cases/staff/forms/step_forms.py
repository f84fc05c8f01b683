"""What a step on a case asks and calls: the step's page is drawn from this, whichever the step.

Each group of steps has its forms in a module of its own under ``feedback/desk/``; ``feedback.cases.staff.forms.all_forms`` joins them.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from feedback.cases.models.cases import Case


class CaseForm(forms.Form):
    """The base of a step's form: knows its case."""

    def __init__(self, data=None, files=None, *, case: Case, by, on, **kwargs):
        self.case, self.by, self.on = case, by, on
        super().__init__(data, files, **kwargs)


class NothingAsked(CaseForm):
    """A step that asks nothing: its page says what will happen, and has one button."""


@dataclass(frozen=True)
class StepForm:
    """``form`` is made as ``form(data, files, case=case, by=user, on=date)``; ``act`` is called as
    ``act(case, by=, now=, **cleaned_data)`` and raises ``ValidationError``, ``IllegalMove`` or ``PermissionDenied``.

    ``note`` says beforehand what the step does; ``template`` may add a part to the page, drawn from ``context(case, on)``.
    """

    act: Callable[..., object]
    done: str
    form: type[forms.Form] = NothingAsked
    note: str = ""
    press: str = ""
    is_main: bool = False
    is_danger: bool = False
    template: str = ""
    context: Callable[..., dict] | None = None
