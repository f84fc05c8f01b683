"""How every action on a letter begins and ends: lock the row, then person, then state; write, note the step, audit."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from feedback.cases.conflict_of_interest import refuse_own_case
from feedback.cases.models.cases import Letter, Step
from feedback.cases.notifications.sender import ENDS_MERGED, tell_merged, tell_sender
from feedback.cases.notifications.staff import tell_staff
from feedback.cases.states import IllegalMove
from feedback.cases.steps import STEPS, is_allowed


def locked(letter: Letter) -> Letter:
    """The letter behind its row lock, read after the lock is held."""
    Letter.objects.select_for_update().only("pk").get(pk=letter.pk)
    joined = ("organization", "accept_deadline", "answer_deadline", "handler", "department", "item", "entry")
    return Letter.objects.select_related(*joined).get(pk=letter.pk)


def begin(letter: Letter, name: str, *, by, now: datetime) -> Letter:
    """``by=None`` is the system, which needs no post. Raises ``PermissionDenied`` or ``IllegalMove``; writes nothing."""
    letter, step = locked(letter), STEPS[name]
    if by is not None and not is_allowed(letter, step, access_of(by, timezone.localdate(now))):
        raise PermissionDenied(f"您没有“{step.label}”的权限。")
    refuse_own_case(letter, by)
    if not step.fits(letter):
        raise IllegalMove(
            f"来件现在是“{letter.state_words(timezone.localdate(now))}”，办不了“{step.label}”；可能已经有人办过。"
        )
    return letter


def require(text: str, words: str, *, most: int = 2000) -> str:
    """A text that must be given; ``words`` names it to the person."""
    if not text.strip():
        raise ValidationError(f"请写明{words}。")
    if len(text) > most:
        raise ValidationError(f"{words}最多{most}个字。")
    return text.strip()


def finish(
    letter: Letter, action: str, *, by, now: datetime, words: str = "", note: str = "", facts: dict | None = None
) -> Letter:
    """Save the letter, put the step on its time line and on record. ``words`` are what the sender reads; the audit gets
    number and action alone, never a text or a name."""
    letter.changed_at = now
    letter.save()
    step = Step.objects.create(letter=letter, action=action, words=words, note=note, facts=facts or {}, by=by, at=now)
    record(f"letter.{action}", letter, by=by, now=now, organization=letter.organization, label=letter.number)
    if words:
        tell_sender(letter, step, now=now)
    if action in ENDS_MERGED:
        tell_merged(letter, action, by=by, now=now)
    tell_staff(letter, step, now=now)
    return letter
