"""Every step's form by the step's name (``feedback.steps``): one line a group."""

from feedback.desk.step_forms import StepForm

STEP_FORMS: dict[str, StepForm] = {}
