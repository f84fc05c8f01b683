"""Every step's form by the step's name (``feedback.steps``): one line a group."""

from feedback.desk.case_forms import FORMS as CASE
from feedback.desk.handling_forms import FORMS as HANDLING
from feedback.desk.listing_forms import FORMS as LISTING
from feedback.desk.opinion_forms import FORMS as OPINIONS
from feedback.desk.replying_forms import FORMS as REPLYING
from feedback.desk.step_forms import StepForm
from feedback.desk.told_forms import FORMS as TOLD

STEP_FORMS: dict[str, StepForm] = {
    **CASE,
    **HANDLING,
    **LISTING,
    **OPINIONS,
    **REPLYING,
    **TOLD,
}
