"""What was said in a consultation is answered, one or several at once."""

from django.db import models

from disclosure.oversight.rehearsal.stage import Turn
from disclosure.web.whole_numbers import whole_number
from feedback.consultations.actions.deciding import decide as decide_comments
from feedback.consultations.models import Comment


def decide(
    turn: Turn, *, comments: list[str] | None = None, result: str, reply: str = "", is_hidden: bool = False
) -> models.Model:
    """``comments``: by their names in the script, or by their places, the first is 1; all of them where none is named."""
    known = list(Comment.objects.filter(consultation=turn.subject).order_by("pk").values_list("pk", flat=True))
    if comments:
        places = {each: whole_number(each) for each in comments}
        known = [known[place - 1] if place else turn.named(each, "comments").pk for each, place in places.items()]
    decide_comments(
        turn.subject, comments=known, result=result, reply=reply, is_hidden=is_hidden, by=turn.staff, now=turn.now
    )
    return turn.subject
