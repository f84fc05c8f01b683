"""Every step's form by the step's name (``feedback.cases.steps``): one line a group."""

from feedback.cases.staff.forms.case_forms import FORMS as CASE
from feedback.cases.staff.forms.handling_forms import FORMS as HANDLING
from feedback.cases.staff.forms.listing_forms import FORMS as LISTING
from feedback.cases.staff.forms.opinion_forms import FORMS as OPINIONS
from feedback.cases.staff.forms.replying_forms import FORMS as REPLYING
from feedback.cases.staff.forms.step_forms import StepForm
from feedback.cases.staff.forms.telling_forms import FORMS as TOLD

STEP_FORMS: dict[str, StepForm] = {
    **CASE,
    **HANDLING,
    **LISTING,
    **OPINIONS,
    **REPLYING,
    **TOLD,
}
