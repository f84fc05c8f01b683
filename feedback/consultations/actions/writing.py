"""Writing a consultation: begun, saved as often as one likes, with its files."""

from typing import Any

from catalog.bulletins.drafts import keep_new, saving, with_file_actions
from disclosure.workflow.kit import Act
from feedback.consultations.drafts import fill_draft
from feedback.consultations.models import Consultation
from feedback.consultations.table import DRAFTED, WRITERS, consultations

# The text may come as a file.
NOT_ASKED = ("organization", "created_by", "saved_by", "body")


@consultations.start("write", "起草征求意见", who=WRITERS, done="草稿已保存。需要附件的可以接着添加。")
def write(act: Act, **text: Any) -> None:
    """``text``: what ``fill_draft`` takes."""
    consultation = Consultation(organization=act.subject, created_by=act.person, created_at=act.now)
    audiences = fill_draft(consultation, act.person, act.now, **text)
    keep_new(act, consultation, audiences, NOT_ASKED)
    act.record("created", scope=consultation.scope)


@saving(consultations, DRAFTED, WRITERS)
def save(act: Act, **text: Any) -> None:
    consultation = act.subject
    consultation.audiences.set(fill_draft(consultation, act.person, act.now, **text))
    act.record("saved", scope=consultation.scope)


add_file, drop_file = with_file_actions(consultations, DRAFTED, WRITERS)
