"""What must vanish vanishes at once (立即隐藏): hidden from every reader by one person, confirmed by a second within one working day,
else the superior's office is told; it stays hidden until it is shown again (LK-13).

What is hidden is owed again while it should be on display. A correction may be published meanwhile: then what was replaced is
never shown again.
"""

from datetime import date, datetime

from django.db.models import Q

from catalog.items.actions.notifications import notify_holders
from catalog.items.actions.table import REASON, S, decide, items
from catalog.items.decision_forms import HidingForm, ReasonForm
from catalog.items.models import Decision, Item
from catalog.items.search.index import reindex
from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.models import Deadline
from disclosure.organizations.holders import nearest_holders
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, DECIDE_BELOW, PUBLISH
from disclosure.workflow.kit import Act, Context, Holds, Nobody, in_state, require_text, stamp_of, when

Step = Decision.Step
REASON_LENGTH = 500
# No document says within how many days.
RULE = {"working_days": 1}
SOURCE = {"note": "预设：原文没有写，定为隐藏后1个工作日内由另一个人确认。", "preset": True}
SHOWN = in_state(S.PUBLISHED_INSIDE, S.PUBLISHED_OUTSIDE, S.DISPLAY_ENDED, S.ARCHIVED) & when(
    lambda context: context.item.hidden_at is None, not_now="这个事项已经隐藏了。"
)
HIDDEN = when(
    lambda context: context.item.hidden_at is not None and context.item.withdrawn_at is None,
    lambda: Q(hidden_at__isnull=False, withdrawn_at__isnull=True),
    not_now="这个事项没有隐藏。",
)
UNCONFIRMED = HIDDEN & when(
    lambda context: context.item.hiding_confirmed_at is None,
    lambda: Q(hiding_confirmed_at__isnull=True),
    not_now="隐藏已经确认过了。",
)
UNTOLD = UNCONFIRMED & when(lambda context: context.item.hiding_told_at is None)
HIDERS, SECOND = Holds(PUBLISH, CHECK_SECRECY), Holds(PUBLISH, APPROVE, CHECK_SECRECY)
OWN = "是您隐藏的，应由另一个人办理。"


def hiding_in_hand(context: Context) -> str:
    """The stamp of what is confirmed or undone: shown again, it may be hidden for another reason."""
    return stamp_of(context.subject.hidden_at)


@items.action("hide", "立即隐藏", at=SHOWN, who=HIDERS, form=HidingForm, is_folded=True, style="danger")
def hide(act: Act, *, reason: str) -> None:
    """Gone for every reader at once, on every outlet."""
    item, why = act.subject, require_text(reason, REASON)[:REASON_LENGTH]
    item.hidden_at, item.hidden_by, item.hidden_reason = act.now, act.by, why
    item.hiding_deadline = open_confirmation(act)
    decide(act, Step.HIDE, version=item.published_version, reason=why)
    reindex(item)
    act.record("hidden", reason=why)
    step = f"hidden-{item.published_version.pk}-{item.published_version.round}"
    notify_holders(act, SECOND.permissions, step=step, words="已隐藏，请确认")


def open_confirmation(act: Act) -> Deadline:
    item = act.subject
    return open_deadline(
        organization=item.organization,
        department=item.department,
        permission=PUBLISH,
        kind=Deadline.Kind.REVIEW,
        title=f"确认隐藏：{item.entry_words[:270]}",
        url=item.staff_url,
        start_on=act.on,
        rule=RULE,
        event="隐藏",
        source=SOURCE,
        by=act.by,
        now=act.now,
    )


@items.action(
    "confirm_hiding", "确认隐藏", at=UNCONFIRMED, who=SECOND, others=("hidden_by",), same_person=OWN, style="main",
    waits=True, stamp=hiding_in_hand,
)  # fmt: skip
def confirm_hiding(act: Act) -> None:
    """A second person agrees that it had to go. It stays hidden until it is shown again or withdrawn."""
    item = act.subject
    item.hiding_confirmed_at, item.hiding_confirmed_by = act.now, act.by
    decide(act, Step.CONFIRM_HIDING, version=item.published_version)
    close_confirmation(act)
    act.record("hiding_confirmed")


@items.action(
    "show_again", "恢复公开", at=HIDDEN, who=SECOND, others=("hidden_by",), same_person=OWN, form=ReasonForm,
    is_folded=True, stamp=hiding_in_hand,
)  # fmt: skip
def show_again(act: Act, *, reason: str) -> None:
    """As before; but a text that was corrected while it was hidden is read by nobody any more, not even among the versions."""
    item, version, why = act.subject, act.subject.published_version, require_text(reason, REASON)
    close_confirmation(act)
    if version.released_at and version.released_at > item.hidden_at:
        item.history_from_at = act.now
    item.hidden_at = item.hidden_by = item.hiding_confirmed_at = item.hiding_confirmed_by = item.hiding_told_at = None
    item.hidden_reason = ""
    decide(act, Step.SHOW_AGAIN, version=version, reason=why)
    # Hidden again, it is a new round: a step is decided once a round.
    version.round += 1
    version.save(update_fields=["round"])
    reindex(item)
    act.record("shown_again", reason=why)


def close_confirmation(act: Act) -> None:
    """Confirmed, shown again, or withdrawn."""
    if act.subject.hiding_deadline:
        close(act.subject.hiding_deadline, on=act.on, by=act.by, now=act.now)


@items.action("tell_superior", "告知上级", at=UNTOLD, who=Nobody(), by_system=True, is_button=False)
def tell_superior(act: Act) -> None:
    """Once, when the working day is over and nobody has confirmed. By the entry, never by the title."""
    item = act.subject
    item.hiding_told_at = act.now
    above, people = nearest_holders(DECIDE_BELOW, item.organization, act.on)
    title = f"{item.organization}隐藏了一件公开事项，过了一个工作日还没有第二个人确认：{item.entry_words}"
    url = item.hiding_deadline.get_absolute_url() if item.hiding_deadline else ""
    act.notify(f"unconfirmed:{item.hidden_at.isoformat()}", people, title, url=url)
    act.record("hiding_told", told=str(above or ""))


def tell_superiors(*, on: date, now: datetime) -> int:
    """Of everything hidden that a second person should have confirmed before ``on``; may run twice or late. Returns how many."""
    rows = Item.objects.filter(hidden_at__isnull=False, hiding_confirmed_at__isnull=True, hiding_told_at__isnull=True)
    return items.sweep(tell_superior, rows.filter(hiding_deadline__due_on__lt=on), now=now)
