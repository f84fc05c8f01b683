from feedback.cases.models.cases import Letter, LetterFile, Second, Sender, Step
from feedback.cases.models.replies import (
    CannedReply,
    Document,
    LetterTemplate,
    Outgoing,
    Rectification,
    Reply,
    SavedFilter,
)
from feedback.consultations.models import Comment, Consultation, ConsultationFile, Meeting
from feedback.intake.models import Attempt

__all__ = [
    "Attempt",
    "CannedReply",
    "Comment",
    "Consultation",
    "ConsultationFile",
    "Document",
    "Letter",
    "LetterFile",
    "LetterTemplate",
    "Meeting",
    "Outgoing",
    "Rectification",
    "Reply",
    "SavedFilter",
    "Second",
    "Sender",
    "Step",
]
