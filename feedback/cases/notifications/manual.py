"""What a person has to tell a sender: who chose telephone or post gets no message, and not every message arrives."""

from datetime import date, datetime, time

from django.db.models import Max, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Outgoing

BY_HAND = (Case.ReplyBy.POST, Case.ReplyBy.PHONE)
TOLD = "told"
# After so many tries a message is given up.
MOST_TRIES = 7
UNCERTAIN = "发送时中断，不知道有没有送到。"
ASKING = ("completion_asked", "completion_end_announced")
# The sender did these, or was there when it was done; of a complaint its subject is not told, and of what was handed over
# the organisation that did so tells.
OWN = ("received", "completed", "judged", "complained", "taken_over")


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


def unsent(case: Case, on: date):
    """Messages of a case that were given up, or of which nobody knows whether they arrived."""
    midnight = timezone.make_aware(datetime.combine(on, time()))
    given_up = Q(claimed_at__isnull=True, tries__gte=MOST_TRIES)
    lost = Q(claimed_at__lt=midnight) | Q(error=UNCERTAIN) | given_up
    return Outgoing.objects.filter(lost, case=case, sent_at__isnull=True).order_by("pk")
