"""What a person still has to say to a sender: to who chose the telephone or a letter, nothing is sent by the portal."""

from django.db.models import Max
from django.db.models.functions import Coalesce

from feedback.models import Letter, Step

BY_HAND = (Letter.ReplyBy.POST, Letter.ReplyBy.PHONE)
TOLD = "told"
# The sender did these, or was there when it was done; of a complaint its subject is not told.
OWN = ("received", "completed", "judged", "complained")


def untold(letter: Letter):
    """Steps with words for the sender since the last time they were told."""
    steps = Step.objects.filter(letter=letter)
    last = steps.filter(action=TOLD).aggregate(last=Coalesce(Max("pk"), 0))["last"]
    return steps.filter(pk__gt=last).exclude(words="").exclude(action__in=OWN).order_by("pk")


def waits_to_be_told(letter: Letter) -> bool:
    return letter.reply_by in BY_HAND and untold(letter).exists()
