"""What readers see: published in two stages, corrected, taken down, withdrawn (LK-02, PL-02, YY-06, YY-17)."""

from datetime import date, timedelta

from django.db.models import Q

from catalog.items.actions.checking import send_back
from catalog.items.actions.notifications import notify_holders
from catalog.items.actions.revising import drop_revision, meet_revision, owe_revision
from catalog.items.actions.table import (
    IS_PUBLISHED,
    IS_TEXT,
    OF_SOCIETY,
    PUBLISHERS,
    REASON,
    WITHDRAWERS,
    WRITERS,
    S,
    V,
    both,
    decide,
    items,
    text_in_hand,
    working,
)
from catalog.items.blockers import find_correction, find_ending, find_inside, find_outside
from catalog.items.channels.opening import end_channels, open_channels
from catalog.items.context import ItemContext
from catalog.items.decision_forms import CorrectionForm, DroppingForm, EndingForm, ReasonForm, WithdrawalForm
from catalog.items.models import Attachment, Decision, Item, Version
from catalog.items.search.index import reindex
from catalog.schemes.choices import Scope
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.workflow.kit import Act, Holds, Nobody, in_state, require_text, stamp_of, when

Step = Decision.Step
COPIED = ("name", "path", "content_type", "size", "sha256", "personal_data", "uploaded_by_id", "uploaded_at")
REASON_LENGTH = 500

MAY_GO_OUTSIDE = OF_SOCIETY & when(
    lambda context: (
        context.item.state == S.PUBLISHED_INSIDE or (context.item.state == S.APPROVED and not context.item.inside_first)
    ),
    lambda: Q(state=S.PUBLISHED_INSIDE) | Q(state=S.APPROVED, inside_first=False),
)
IS_CORRECTED = IS_PUBLISHED & working(V.APPROVED) & IS_TEXT
IS_OVER = when(lambda context: (until := context.item.display_until) is not None and until < context.on)
WITHDRAWABLE = in_state(S.PUBLISHED_INSIDE, S.PUBLISHED_OUTSIDE, S.DISPLAY_ENDED)
ASKED = when(lambda context: context.item.withdrawal_asked_at is not None, lambda: Q(withdrawal_asked_at__isnull=False))
NOT_ASKED = when(lambda context: context.item.withdrawal_asked_at is None)
OWED_STILL = "已撤回，谁也看不到了。还应公开的，改好以后重新登记一件，事项日期填原来那一天，接着算原来的期限。"
OWN_WITHDRAWAL = "撤回是您申请的，应由另一人办理。"


def request_in_hand(context: ItemContext) -> str:
    """The stamp of a request for withdrawal: refused, it may come again for another reason."""
    return stamp_of(context.item.withdrawal_asked_at)


# --- published ---


@items.action(
    "publish_inside", "党内公开", at=in_state(S.APPROVED), to={Item: {S.PUBLISHED_INSIDE}, Version: {V.RELEASED}},
    who=PUBLISHERS, style="main", blockers=find_inside, shows_blocked=True, waits=True, stamp=text_in_hand,
)  # fmt: skip
def publish_inside(act: Act) -> None:
    """Release the approved version to the readers inside: members, staff, named groups or persons, as the scope says."""
    act.move(S.PUBLISHED_INSIDE)
    act.subject.published_inside_at = act.now
    release(act)
    finish(act, Step.PUBLISH_INSIDE, "published_inside")


@items.action(
    "publish_outside", "向社会公开", at=MAY_GO_OUTSIDE, to={Item: {S.PUBLISHED_OUTSIDE}, Version: {V.RELEASED}},
    who=PUBLISHERS, by_system=True, style="main", blockers=find_outside, shows_blocked=True, stamp=text_in_hand,
    waits=Q(inside_first=True, working_version__state=V.RELEASED),
)  # fmt: skip
def publish_outside(act: Act) -> None:
    """Release to society: after the stage inside, or at once where the item does not go inside first."""
    item = act.subject
    act.move(S.PUBLISHED_OUTSIDE)
    item.published_outside_at = act.now
    if item.published_inside_at is None:
        item.published_inside_at = act.now
        release(act)
    bound_display(act)
    finish(act, Step.PUBLISH_OUTSIDE, "published_outside")


@items.action(
    "publish_correction", "公开更正", at=IS_CORRECTED, to={Version: {V.RELEASED, V.SUPERSEDED}}, who=PUBLISHERS,
    style="main", blockers=find_correction, shows_blocked=True, waits=True, stamp=text_in_hand,
)  # fmt: skip
def publish_correction(act: Act) -> None:
    """Put the corrected version in the place of the old one, for all who could read that; the dates of publication stay."""
    item, old = act.subject, act.subject.published_version
    act.move(V.SUPERSEDED, old)
    release(act)
    decide(act, Step.PUBLISH_OUTSIDE if item.published_outside_at else Step.PUBLISH_INSIDE)
    reindex(item)
    meet_revision(act)
    act.record("corrected", version=[old.number, item.working_version.number])


@items.action(
    "return_item", "退回修改", at=working(V.APPROVED), to=both(V.DRAFT), who=PUBLISHERS,
    form=ReasonForm, is_folded=True,
)  # fmt: skip
def return_item(act: Act, *, reason: str) -> None:
    """The publisher sends an approved version back instead of publishing it."""
    item = act.subject
    is_outside = item.published_inside_at or (item.scope == Scope.SOCIETY and not item.inside_first)
    send_back(act, Step.PUBLISH_OUTSIDE if is_outside else Step.PUBLISH_INSIDE, reason)


# --- corrected (更正): a new version goes through the same checks while readers still see the old one ---


@items.action(
    "start_correction", "更正", at=IS_PUBLISHED & working(V.RELEASED), who=WRITERS, form=CorrectionForm,
    is_folded=True,
)  # fmt: skip
def start_correction(act: Act, *, note: str, revised_on: date | None = None) -> None:
    """Open a new draft from what is published, its attachments with it. ``note`` says what is corrected and why; readers
    see it. ``revised_on``: the day on which the matter itself was revised."""
    item, old, note = act.subject, act.subject.published_version, require_text(note, REASON)
    refuse_sensitive_data(note)
    new = Version.objects.create(
        item=item,
        number=item.versions.texts().order_by("-number").values_list("number", flat=True)[0] + 1,
        title=old.title,
        body=old.body,
        correction_note=note,
        created_by=act.person,
        created_at=act.now,
        saved_at=act.now,
        saved_by=act.by,
    )
    copy_attachments(old, new)
    owe_revision(act, revised_on)
    item.working_version, item.changed_at = new, act.now
    act.record("correction_started", version=new.number, note=note)


@items.action(
    "drop_correction", "放弃更正", who=WRITERS, is_folded=True, form=DroppingForm,
    at=IS_PUBLISHED & working(V.DRAFT) & IS_TEXT & when(lambda context: context.version.number > 1),
)  # fmt: skip
def drop_correction(act: Act, *, reason: str = "") -> None:
    """Give a correction up; ``reason`` where a revision was registered. Its draft stays on record when it was ever submitted; what is published was never touched."""
    item, draft = act.subject, act.subject.working_version
    drop_revision(act, reason)
    item.working_version, item.changed_at = item.published_version, act.now
    act.record("correction_dropped", version=draft.number)
    if not draft.decisions.exists():
        act.save()
        draft.delete()


# --- taken down ---


@items.action(
    "end_display", "结束展示", at=IS_PUBLISHED, to={S.DISPLAY_ENDED}, who=PUBLISHERS, blockers=find_ending,
    shows_blocked=True, is_folded=True, form=EndingForm,
)  # fmt: skip
def end_display(act: Act, *, reason: str) -> None:
    """The publisher takes the item off society's page before its display is over, and says why."""
    take_down(act, require_text(reason, REASON))


@items.action(
    "end_display_when_over", "结束展示", at=IS_PUBLISHED & IS_OVER, to={S.DISPLAY_ENDED}, who=Nobody(), by_system=True,
    is_button=False, not_now="展示期还没有满。",
)  # fmt: skip
def end_display_when_over(act: Act) -> None:
    """On the day after the last one on display."""
    take_down(act)


# --- withdrawn (撤回): gone for every reader at once ---


@items.action(
    "ask_withdrawal", "申请撤回", at=WITHDRAWABLE & NOT_ASKED, who=Holds(DRAFT, PUBLISH, APPROVE),
    form=WithdrawalForm, is_folded=True,
)  # fmt: skip
def ask_withdrawal(act: Act, *, reason: str) -> None:
    """Asked with a reason; a second person confirms it."""
    item, why = act.subject, require_text(reason, REASON)[:REASON_LENGTH]
    item.withdrawal_asked_at, item.withdrawal_asked_by, item.withdrawal_reason = act.now, act.by, why
    decide(act, Step.ASK_WITHDRAWAL, version=item.published_version, reason=why)
    act.record("withdrawal_asked", reason=why)
    step = f"withdrawal-{item.published_version.round}"
    notify_holders(act, (PUBLISH, APPROVE), step=step, words="申请撤回，请审定")


@items.action(
    "confirm_withdrawal", "同意撤回", at=WITHDRAWABLE & ASKED, to={S.WITHDRAWN}, who=WITHDRAWERS,
    others=("withdrawal_asked_by",), same_person=OWN_WITHDRAWAL, style="main", shows_blocked=True, waits=True,
    stamp=request_in_hand, done=OWED_STILL,
)  # fmt: skip
def confirm_withdrawal(act: Act, *, reason: str = "") -> None:
    item = act.subject
    act.move(S.WITHDRAWN)
    item.withdrawn_at = act.now
    end_channels(item, by=act.by, now=act.now)
    decide(act, Step.WITHDRAW, version=item.published_version, reason=reason)
    reindex(item)
    act.record("withdrawn", reason=item.withdrawal_reason)


@items.action(
    "refuse_withdrawal", "不同意撤回", at=WITHDRAWABLE & ASKED, who=WITHDRAWERS, others=("withdrawal_asked_by",),
    same_person=OWN_WITHDRAWAL, form=ReasonForm, style="main", shows_blocked=True, stamp=request_in_hand,
)  # fmt: skip
def refuse_withdrawal(act: Act, *, reason: str) -> None:
    """The item stays. A later request begins a new round, for a step is decided once a round."""
    item, version, why = act.subject, act.subject.published_version, require_text(reason, REASON)
    decide(act, Step.WITHDRAW, version=version, passed=False, reason=why)
    version.round += 1
    version.save(update_fields=["round"])
    item.withdrawal_asked_at = item.withdrawal_asked_by = None
    item.withdrawal_reason = ""
    act.record("withdrawal_refused", reason=why)


# --- what the actions share ---


def release(act: Act) -> None:
    """The working version becomes what readers see."""
    item, version = act.subject, act.subject.working_version
    act.move(V.RELEASED, version)
    version.released_at = act.now
    item.published_version, item.title = version, version.title


def bound_display(act: Act) -> None:
    """Where the scheme bounds the display and nobody set its end, it is the longest allowed (PL-10)."""
    item, limits = act.subject, act.context.display_limits
    if limits and item.display_until is None and item.published_outside_at:
        item.display_until = act.context.released_outside_on + timedelta(days=limits[1])


def finish(act: Act, step: str, word: str) -> None:
    decide(act, step)
    open_channels(act.subject, by=act.by, now=act.now)
    reindex(act.subject)
    act.record(word, version=act.subject.working_version.number)


def copy_attachments(old: Version, new: Version) -> None:
    """Rows only: the files are stored once, under their content's hash."""
    rows = old.attachments.order_by("pk").values(*COPIED)
    Attachment.objects.bulk_create([Attachment(version=new, **row) for row in rows])


def take_down(act: Act, reason: str = "") -> None:
    act.move(S.DISPLAY_ENDED)
    act.subject.display_ended_at = act.now
    decide(act, Step.END_DISPLAY, version=act.subject.published_version, reason=reason)
    act.record("display_ended", **({"reason": reason} if reason else {}))
