"""Writing a consultation: begun, saved as often as one likes, with its files."""

from functools import partial
from typing import Any

from catalog.bulletins import drafts
from catalog.bulletins.drafts import saved_by_another
from disclosure.workflow.kit import Act, last_saved
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
    act.create(consultation, exclude=NOT_ASKED)
    consultation.audiences.set(audiences)
    act.record("created", scope=consultation.scope)


@consultations.action(
    "save",
    "修改",
    at=DRAFTED,
    who=WRITERS,
    is_button=False,
    stamp=last_saved,
    changed=saved_by_another,
    done="已保存。",
)
def save(act: Act, **text: Any) -> None:
    consultation = act.subject
    consultation.audiences.set(fill_draft(consultation, act.person, act.now, **text))
    act.record("saved", scope=consultation.scope)


keep_file = consultations.action("keep_file", "修改", at=DRAFTED, who=WRITERS, is_button=False)(drafts.keep_file)
drop_file = consultations.action("drop_file", "修改", at=DRAFTED, who=WRITERS, is_button=False)(drafts.drop_file)
add_file = partial(drafts.attach_file, consultations)
