from feedback.cases.models.cases import Case, CaseFile, Second, Sender, Step
from feedback.cases.models.handovers import Handover
from feedback.cases.models.replies import (
    CannedReply,
    Letter,
    LetterTemplate,
    Outgoing,
    Rectification,
    Reply,
    SavedFilter,
)
from feedback.consultations.models import Comment, Consultation, ConsultationFile, Meeting
from feedback.intake.models import Attempt, Locker, Waiting
