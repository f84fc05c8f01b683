"""The rows of the ledger that are the handler's to keep, and how long a case may be put aside because of them."""

from datetime import date

from django.db.models import Q

from disclosure.deadlines.models import Deadline
from feedback.cases.models.cases import Case

TOO_LATE = "这一件今天到期或者已经逾期，不能再搁，请尽快办理。"


def own_deadlines(case: Case):
    """Those that are open; what is to be put right is one of them."""
    pks = [case.accept_deadline_id, case.answer_deadline_id]
    own = Q(pk__in=[pk for pk in pks if pk]) | Q(rectified_case__case=case)
    return Deadline.objects.open().filter(own)


def first_due(case: Case) -> date | None:
    """The next day on which something is due; while the clocks stand still, that until which somebody is waited for."""
    days = own_deadlines(case).filter(due_on__isnull=False).order_by("due_on")
    due_on = days.values_list("due_on", flat=True).first()
    return min(filter(None, (due_on, case.waiting_until_on)), default=None)
