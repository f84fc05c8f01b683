"""How a published matter went on (根据工作进展情况随时公开, YY-04): a text of its own beside the item's, by the same hands.

Written by who drafts, searched for sensitive data, secrecy-checked by another, approved by the item's own route, published by
the publisher. Whether it needs to be disclosed was reviewed with the item. No document says by which day, so none is owed.
"""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from catalog.items.actions.notifications import notify_holders
from catalog.items.actions.table import (
    IS_PROGRESS,
    IS_PUBLISHED,
    PUBLISHERS,
    REASON,
    WRITERS,
    S,
    V,
    decide,
    items,
    text_in_hand,
    working,
)
from catalog.items.blockers import find_correction
from catalog.items.models import Decision, Item, Version
from catalog.items.progress.forms import ProgressForm, TakingBackForm
from catalog.items.search.index import reindex
from disclosure.deadlines.dates import plain
from disclosure.files.rich_text import clean
from disclosure.organizations.roles import APPROVE, CHECK_SECRECY, PUBLISH
from disclosure.workflow.kit import Act, Holds, in_state, require_text, when

Step = Decision.Step
REASON_LENGTH = 500
HIDERS = Holds(PUBLISH, CHECK_SECRECY)
FOLLOWED_UP = when(lambda context: context.has_progress, not_now="按实施方案，这一类事项不用补充工作进展。")
STANDS = when(
    lambda context: context.item.hidden_at is None and context.item.withdrawal_asked_at is None,
    not_now="这个事项已经隐藏，或者有人申请撤回，先办那一件。",
)


@items.action(
    "start_progress", "补充工作进展", at=IS_PUBLISHED & working(V.RELEASED) & FOLLOWED_UP & STANDS, who=WRITERS,
    form=ProgressForm, is_folded=True, done="已保存。看一遍，提交保密审查。",
)  # fmt: skip
def start_progress(act: Act, *, progress_on: date, text: str) -> None:
    """Opens its draft; readers see nothing of it until it is published."""
    item = act.subject
    check_day(item, progress_on, act.on)
    words = require_text(text, "请写进展情况。", field="text")
    found = item.versions.filter(progress_on__isnull=False).order_by("-number").values_list("number", flat=True).first()
    item.working_version = Version.objects.create(
        item=item,
        number=(found or 0) + 1,
        title=Version.PROGRESS,
        body=clean(words),
        progress_on=progress_on,
        created_by=act.person,
        created_at=act.now,
        saved_at=act.now,
        saved_by=act.by,
    )
    item.changed_at = act.now
    log(act, "progress_started", item.working_version)


def check_day(item: Item, progress_on: date, today: date) -> None:
    if progress_on > today:
        raise ValidationError({"progress_on": "进展的日期不能晚于今天。"})
    if progress_on < item.event_on:
        raise ValidationError({"progress_on": f"进展的日期不能早于事项日期（{plain(item.event_on)}）。"})


@items.action(
    "drop_progress", "放弃补充工作进展", at=IS_PUBLISHED & working(V.DRAFT) & IS_PROGRESS, who=WRITERS, is_folded=True,
)  # fmt: skip
def drop_progress(act: Act) -> None:
    """Its draft stays on record when it was ever submitted."""
    draft = back_to_text(act.subject, act.now)
    log(act, "progress_dropped", draft)
    if not draft.decisions.exists():
        act.save()
        draft.delete()


@items.action(
    "publish_progress", "公开工作进展", at=IS_PUBLISHED & working(V.APPROVED) & IS_PROGRESS, to={Version: {V.RELEASED}},
    who=PUBLISHERS, style="main", blockers=find_correction, shows_blocked=True, waits=True, stamp=text_in_hand,
)  # fmt: skip
def publish_progress(act: Act) -> None:
    """For all who read the item, now and later."""
    item = act.subject
    decide(act, Step.PUBLISH_OUTSIDE if item.published_outside_at else Step.PUBLISH_INSIDE)
    version = back_to_text(item, act.now)
    act.move(V.RELEASED, version)
    version.released_at = act.now
    version.save()
    reindex(item)
    log(act, "progress_published", version)


@items.action(
    "take_back_progress", "撤下工作进展", who=HIDERS, to={Version: {V.TAKEN_BACK}}, is_button=False, form=TakingBackForm,
    at=in_state(S.PUBLISHED_INSIDE, S.PUBLISHED_OUTSIDE, S.DISPLAY_ENDED), done="已撤下，谁也看不到了。",
)  # fmt: skip
def take_back_progress(act: Act, *, progress: Version, reason: str) -> None:
    """What must vanish vanishes at once, and is shown again by nobody: what is right is written anew, by the same hands."""
    item, why = act.subject, require_text(reason, REASON)[:REASON_LENGTH]
    version = item.versions.progress().filter(pk=progress.pk).first()
    if version is None:
        raise ValidationError("这一条进展已经撤下了。")
    act.move(V.TAKEN_BACK, version)
    version.save()
    decide(act, Step.HIDE, version=version, reason=why)
    reindex(item)
    log(act, "progress_taken_back", version, reason=why)
    step = f"progress-taken-back-{version.pk}"
    notify_holders(act, (APPROVE,), step=step, words="撤下了一条工作进展", body=f"原因：{why}")


# --- what the actions share ---


def back_to_text(item: Item, now: datetime) -> Version:
    """The desk works on the item's own text again. Returns the update."""
    version = item.working_version
    assert version is not None
    item.working_version, item.changed_at = item.published_version, now
    return version


def log(act: Act, word: str, version: Version, **details: str) -> None:
    act.record(word, number=version.number, progress_on=str(version.progress_on), **details)
