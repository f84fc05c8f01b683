from catalog.obligations.confirmations.models import Answer, Confirmation, Rhythm
from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.withholdings.models import Withholding

__all__ = ["Answer", "Confirmation", "Duty", "Milestone", "Project", "Rhythm", "Withholding"]
