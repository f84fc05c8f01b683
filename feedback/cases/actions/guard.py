"""How every action on a case begins and ends: lock the row, then person, then state; write, note the step, audit."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from feedback.cases.conflict_of_interest import refuse_own_case
from feedback.cases.models.cases import Case, Step
from feedback.cases.notifications.sender import ENDS_MERGED, tell_merged, tell_sender
from feedback.cases.notifications.staff import tell_staff
from feedback.cases.states import IllegalMove
from feedback.cases.steps import STEPS, is_allowed


def locked(case: Case) -> Case:
    """The case behind its row lock, read after the lock is held."""
    Case.objects.select_for_update().only("pk").get(pk=case.pk)
    joined = ("organization", "accept_deadline", "answer_deadline", "handler", "department", "item", "entry")
    return Case.objects.select_related(*joined).get(pk=case.pk)


def begin(case: Case, name: str, *, by, now: datetime) -> Case:
    """``by=None`` is the system, which needs no post. Raises ``PermissionDenied`` or ``IllegalMove``; writes nothing."""
    case, step = locked(case), STEPS[name]
    if by is not None and not is_allowed(case, step, access_of(by, timezone.localdate(now))):
        raise PermissionDenied(f"您没有“{step.label}”的权限。")
    refuse_own_case(case, by)
    if not step.fits(case):
        raise IllegalMove(
            f"来件现在是“{case.state_words(timezone.localdate(now))}”，办不了“{step.label}”；可能已经有人办过。"
        )
    return case


def require(text: str, words: str, *, most: int = 2000) -> str:
    """A text that must be given; ``words`` names it to the person."""
    if not text.strip():
        raise ValidationError(f"请写明{words}。")
    if len(text) > most:
        raise ValidationError(f"{words}最多{most}个字。")
    return text.strip()


def finish(
    case: Case, action: str, *, by, now: datetime, words: str = "", note: str = "", details: dict | None = None
) -> Case:
    """Save the case, put the step on its time line and on record. ``words`` are what the sender reads; the audit gets
    number and action alone, never a text or a name."""
    case.changed_at = now
    case.save()
    step = Step.objects.create(case=case, action=action, words=words, note=note, details=details or {}, by=by, at=now)
    record(f"case.{action}", case, by=by, now=now, organization=case.organization, label=case.number)
    if words:
        tell_sender(case, step, now=now)
    if action in ENDS_MERGED:
        tell_merged(case, action, by=by, now=now)
    tell_staff(case, step, now=now)
    return case
