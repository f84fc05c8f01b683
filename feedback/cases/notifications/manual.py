"""What a person still has to say to a sender: to who chose the telephone or a case, nothing is sent by the portal."""

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from feedback.cases.models.cases import Case, Step

BY_HAND = (Case.ReplyBy.POST, Case.ReplyBy.PHONE)
TOLD = "told"
ASKING = ("completion_asked", "completion_end_announced")
# The sender did these, or was there when it was done; of a complaint its subject is not told.
OWN = ("received", "completed", "judged", "complained")


def untold(case: Case):
    """Steps with words for the sender since the last time they were told; what was asked and has come is asked no more."""
    steps = Step.objects.filter(case=case)
    last = Coalesce(Max("pk", filter=Q(action=TOLD)), 0)
    came = Coalesce(Max("pk", filter=Q(action="completed")), 0)
    ends = steps.aggregate(last=last, came=came)
    rows = steps.filter(pk__gt=ends["last"]).exclude(words="").exclude(action__in=OWN)
    return rows.exclude(action__in=ASKING, pk__lt=ends["came"]).order_by("pk")


def waits_to_be_told(case: Case) -> bool:
    return case.reply_by in BY_HAND and untold(case).exists()
