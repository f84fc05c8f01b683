"""A finding let stand: asked with a reason by who writes, agreed or refused by a second person of the secrecy review."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.items.actions.guard import audit, begin, require_reason
from catalog.items.actions.notifications import send, tell_holders
from catalog.items.context import Case
from catalog.items.redaction.models import Clearance
from catalog.items.redaction.status import Spot
from disclosure.organizations.roles import CHECK_SECRECY

State = Clearance.State


@transaction.atomic
def ask_clearance(item, *, kind: str, mask: str, reason: str, by, now: datetime) -> Clearance:
    """Ask that a finding may stand. After a refusal it may be asked again, with another reason."""
    case = begin(item, "ask_clearance", by=by, now=now)
    reason = require_reason(reason)
    spot = spot_of(case, kind, mask)
    clearance = Clearance.objects.filter(version=case.version, kind=kind, mask=mask).first()
    if clearance and clearance.state != State.REFUSED:
        raise ValidationError(f"{spot.label}{mask}：{clearance.get_state_display()}，不用再申请。")
    clearance = clearance or Clearance(version=case.version, kind=kind, mask=mask)
    clearance.reason, clearance.state = reason[:300], State.ASKED
    clearance.asked_by, clearance.asked_at, clearance.decided_by, clearance.decided_at = by, now, None, None
    clearance.save()
    audit("clearance.asked", case.item, by=by, now=now, **facts_of(clearance))
    step = f"clearance:{clearance.pk}:{now:%Y%m%d%H%M%S}"
    tell_holders(case, (CHECK_SECRECY,), step=step, words="有敏感内容待决定是否保留", now=now)
    return clearance


@transaction.atomic
def decide_clearance(clearance: Clearance, *, agreed: bool, by, now: datetime) -> Clearance:
    """Agree or refuse; never by who asked, wrote or submitted."""
    case = begin(clearance.version.item, "decide_clearance", by=by, now=now)
    clearance = Clearance.objects.select_related("asked_by").filter(pk=clearance.pk, version=case.version).first()
    if clearance is None:
        raise ValidationError("这份内容已经换了版本，请按新的版本重新申请。")
    if clearance.state != State.ASKED:
        raise ValidationError(f"这一处已经有人决定：{clearance.get_state_display()}。")
    if by.pk in {clearance.asked_by_id, *case.proposers}:
        raise ValidationError("这是您自己拟稿或申请的，应由别人决定。")
    clearance.state = State.AGREED if agreed else State.REFUSED
    clearance.decided_by, clearance.decided_at = by, now
    clearance.save()
    word = "clearance.agreed" if agreed else "clearance.refused"
    audit(word, case.item, by=by, now=now, **facts_of(clearance))
    step = f"clearance:{clearance.pk}:{now:%Y%m%d%H%M%S}:decided"
    send(case, {clearance.asked_by_id}, step=step, words=f"敏感内容{clearance.get_state_display()}", now=now)
    return clearance


def spot_of(case: Case, kind: str, mask: str) -> Spot:
    spot = next((row for row in case.spots if row.key == (kind, mask)), None)
    if spot is None:
        raise ValidationError("内容里已经没有这一处了。请看最新的内容。")
    if not spot.is_clearable:
        raise ValidationError("这一处不能申请保留，请修改内容或附件。")
    return spot


def facts_of(clearance: Clearance) -> dict:
    """The mask alone: what stands behind it is nobody's to read in a log."""
    return {"kind": clearance.kind, "mask": clearance.mask, "reason": clearance.reason}
