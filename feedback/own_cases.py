"""Nobody works on a complaint about what they did themselves: against retaliation, and so that a complaint is heard."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from feedback.models import Letter


def is_own_case(letter: Letter, person) -> bool:
    """Whether the person handled the letter that this one complains about, or wrote or sent an answer to it."""
    if letter.complaint_about_id is None or person is None:
        return False
    if letter.complaint_about.handler_id == person.pk:
        return True
    return letter.complaint_about.replies.filter(Q(written_by=person.pk) | Q(sent_by=person.pk)).exists()


def refuse_own_case(letter: Letter, by) -> None:
    if is_own_case(letter, by):
        raise PermissionDenied("这件来件反映的是您经办的事，请由别人办理。")
