"""Nobody works on a complaint about what they did themselves: against retaliation, and so that a complaint is heard."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from feedback.cases.models.cases import Letter, Step
from feedback.cases.models.replies import Reply

# Who had a hand in an answer, by the field that names them; the steps by which a letter is turned away.
HANDS = ("written_by", "approved_by", "sent_by", "superior_by")
TURNED_AWAY = ("not_accepted", "screened_out", "withdrawn", "merged")


def subjects_of(letter_id: int) -> set[int]:
    """Whom a complaint about the letter is about: who handled it or turned it away, or wrote, approved, sent or decided on an
    answer to it; where it was merged, to the one that it was merged into."""
    letters = Letter.objects.filter(Q(pk=letter_id) | Q(merged=letter_id))
    people = set(Step.objects.filter(letter__in=letters, action__in=TURNED_AWAY).values_list("by_id", flat=True))
    people |= set(letters.values_list("handler_id", flat=True))
    for hands in Reply.objects.filter(letter__in=letters).values_list(*HANDS):
        people |= set(hands)
    return people - {None}


def is_own_case(letter: Letter, person) -> bool:
    if letter.complaint_about_id is None or person is None:
        return False
    return person.pk in subjects_of(letter.complaint_about_id)


def refuse_own_case(letter: Letter, by) -> None:
    if is_own_case(letter, by):
        raise PermissionDenied("这件来件反映的是您经办的事，请由别人办理。")
