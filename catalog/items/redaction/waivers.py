"""A finding let stand: asked with a reason by who writes, agreed or refused by a second person of the secrecy review."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.items.actions.guard import audit, begin, require_reason
from catalog.items.actions.notifications import send, tell_holders
from catalog.items.context import ItemContext
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.status import Spot
from disclosure.organizations.roles import CHECK_SECRECY

State = Waiver.State


@transaction.atomic
def ask_waiver(item, *, kind: str, mask: str, reason: str, by, now: datetime) -> Waiver:
    """Ask that a finding may stand. After a refusal it may be asked again, with another reason."""
    case = begin(item, "ask_waiver", by=by, now=now)
    reason = require_reason(reason)
    spot = spot_of(case, kind, mask)
    waiver = Waiver.objects.filter(version=case.version, kind=kind, mask=mask).first()
    if waiver and waiver.state != State.REFUSED:
        raise ValidationError(f"{spot.label}{mask}：{waiver.get_state_display()}，不用再申请。")
    waiver = waiver or Waiver(version=case.version, kind=kind, mask=mask)
    waiver.reason, waiver.state = reason[:300], State.ASKED
    waiver.asked_by, waiver.asked_at, waiver.decided_by, waiver.decided_at = by, now, None, None
    waiver.save()
    audit("waiver.asked", case.item, by=by, now=now, **facts_of(waiver))
    step = f"waiver:{waiver.pk}:{now:%Y%m%d%H%M%S}"
    tell_holders(case, (CHECK_SECRECY,), step=step, words="有敏感内容待决定是否保留", now=now)
    return waiver


@transaction.atomic
def decide_waiver(waiver: Waiver, *, agreed: bool, by, now: datetime) -> Waiver:
    """Agree or refuse; never by who asked, wrote or submitted."""
    case = begin(waiver.version.item, "decide_waiver", by=by, now=now)
    waiver = Waiver.objects.select_related("asked_by").filter(pk=waiver.pk, version=case.version).first()
    if waiver is None:
        raise ValidationError("这份内容已经换了版本，请按新的版本重新申请。")
    if waiver.state != State.ASKED:
        raise ValidationError(f"这一处已经有人决定：{waiver.get_state_display()}。")
    if by.pk in {waiver.asked_by_id, *case.proposers}:
        raise ValidationError("这是您自己拟稿或申请的，应由别人决定。")
    waiver.state = State.AGREED if agreed else State.REFUSED
    waiver.decided_by, waiver.decided_at = by, now
    waiver.save()
    word = "waiver.agreed" if agreed else "waiver.refused"
    audit(word, case.item, by=by, now=now, **facts_of(waiver))
    step = f"waiver:{waiver.pk}:{now:%Y%m%d%H%M%S}:decided"
    send(case, {waiver.asked_by_id}, step=step, words=f"敏感内容{waiver.get_state_display()}", now=now)
    return waiver


def spot_of(case: ItemContext, kind: str, mask: str) -> Spot:
    spot = next((row for row in case.spots if row.key == (kind, mask)), None)
    if spot is None:
        raise ValidationError("内容里已经没有这一处了。请看最新的内容。")
    if not spot.is_clearable:
        raise ValidationError("这一处不能申请保留，请修改内容或附件。")
    return spot


def facts_of(waiver: Waiver) -> dict:
    """The mask alone: what stands behind it is nobody's to read in a log."""
    return {"kind": waiver.kind, "mask": waiver.mask, "reason": waiver.reason}
