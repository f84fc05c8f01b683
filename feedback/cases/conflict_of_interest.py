"""Nobody works on a complaint about what they did themselves: against retaliation, and so that a complaint is heard."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from disclosure.workflow.context import Context
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Reply

# Who had a hand in an answer, by the field that names them; the steps by which a case is turned away.
HANDS = ("written_by", "approved_by", "sent_by", "superior_by")
TURNED_AWAY = ("not_accepted", "screened_out", "withdrawn", "merged", "handover_proposed", "handed_over")


def subjects_of(case_id: int) -> set[int]:
    """Whom a complaint about the case is about: who handled it or turned it away, or wrote, approved, sent or decided on an
    answer to it; where it was merged, to the one that it was merged into."""
    cases = Case.objects.filter(Q(pk=case_id) | Q(merged=case_id))
    people = set(Step.objects.filter(case__in=cases, action__in=TURNED_AWAY).values_list("by_id", flat=True))
    people |= set(cases.values_list("handler_id", flat=True))
    for hands in Reply.objects.filter(case__in=cases).values_list(*HANDS):
        people |= set(hands)
    return people - {None}


def is_own_case(case: Case, person) -> bool:
    if case.complaint_about_id is None or person is None:
        return False
    return person.pk in subjects_of(case.complaint_about_id)


def refuse_own_case(context: Context) -> None:
    if is_own_case(context.subject, context.user):
        raise PermissionDenied("这件来件反映的是您经办的事，请由别人办理。")
