from feedback.models.consultations import Comment, Consultation, ConsultationFile, Meeting
from feedback.models.letters import Attempt, Letter, LetterFile, Second, Sender, Step
from feedback.models.replies import CannedReply, Document, LetterTemplate, Outgoing, Rectification, Reply, SavedFilter

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
