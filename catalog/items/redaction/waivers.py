"""Waivers of sensitive data: asked with a reason by who writes, agreed or refused by a second person of the secrecy review."""

from django.core.exceptions import ValidationError

from catalog.items.actions.notifications import notify, notify_holders
from catalog.items.actions.table import REASON, SECRECY_REVIEWERS, UNRELEASED, WRITERS, items
from catalog.items.context import ItemContext
from catalog.items.redaction.models import Waiver
from catalog.items.redaction.status import Spot
from disclosure.audit.words import register
from disclosure.organizations.roles import CHECK_SECRECY
from disclosure.workflow.kit import Act, require_text

register("waiver", {"asked": "申请保留敏感内容", "agreed": "同意保留敏感内容", "refused": "不同意保留敏感内容"})

State = Waiver.State
REASON_LENGTH = 300


@items.action(
    "ask_waiver", "申请保留", at=UNRELEASED, to={Waiver: {State.ASKED}}, who=WRITERS, is_button=False,
    done="已申请保留。保密审查员会收到通知。",
)  # fmt: skip
def ask_waiver(act: Act, *, kind: str, mask: str, reason: str) -> Waiver:
    """Ask that a finding may stand. After a refusal it may be asked again, with another reason."""
    version, why = act.subject.working_version, require_text(reason, REASON)[:REASON_LENGTH]
    spot = spot_of(act.context, kind, mask)
    waiver = Waiver.objects.filter(version=version, kind=kind, mask=mask).first()
    if waiver and waiver.state != State.REFUSED:
        raise ValidationError(f"{spot.label}{mask}：{waiver.get_state_display()}，不用再申请。")
    waiver = waiver or Waiver(version=version, kind=kind, mask=mask)
    waiver.reason, waiver.asked_by, waiver.asked_at = why, act.person, act.now
    waiver.decided_by = waiver.decided_at = None
    act.move(State.ASKED, waiver)
    waiver.save()
    log(act, "asked", waiver)
    notify_holders(act, (CHECK_SECRECY,), step=step_of(act, waiver), words="有敏感内容待决定是否保留")
    return waiver


@items.action(
    "decide_waiver", "决定是否保留", at=UNRELEASED, to={Waiver: {State.AGREED, State.REFUSED}}, who=SECRECY_REVIEWERS,
    is_button=False, done="已同意保留。",
)  # fmt: skip
def decide_waiver(act: Act, *, waiver: Waiver, agreed: bool) -> Waiver:
    """Agree or refuse; never by who asked, wrote or submitted."""
    found = Waiver.objects.select_related("asked_by").filter(pk=waiver.pk, version=act.subject.working_version).first()
    if found is None:
        raise ValidationError("这份内容已经换了版本，请按新的版本重新申请。")
    if found.state != State.ASKED:
        raise ValidationError(f"这一处已经有人决定：{found.get_state_display()}。")
    if act.person.pk in {found.asked_by_id, *act.context.proposers}:
        raise ValidationError("这是您自己拟稿或申请的，应由别人决定。")
    act.move(State.AGREED if agreed else State.REFUSED, found)
    found.decided_by, found.decided_at = act.person, act.now
    log(act, "agreed" if agreed else "refused", found)
    step, words = f"{step_of(act, found)}:decided", f"敏感内容{found.get_state_display()}"
    notify(act, {found.asked_by_id}, step=step, words=words)
    return found


def step_of(act: Act, waiver: Waiver) -> str:
    return f"waiver:{waiver.pk}:{act.now:%Y%m%d%H%M%S}"


def spot_of(context: ItemContext, kind: str, mask: str) -> Spot:
    spot = next((row for row in context.spots if row.key == (kind, mask)), None)
    if spot is None:
        raise ValidationError("内容里已经没有这一处了。请看最新的内容。")
    if not spot.is_clearable:
        raise ValidationError("这一处不能申请保留，请修改内容或附件。")
    return spot


def log(act: Act, word: str, waiver: Waiver) -> None:
    """The mask alone: what stands behind it is nobody's to read in a log."""
    act.record_as(f"waiver.{word}", {"kind": waiver.kind, "mask": waiver.mask, "reason": waiver.reason})
