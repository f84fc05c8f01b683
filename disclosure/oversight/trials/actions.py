"""The life of a trial: asked for by who writes the scheme, one at a time an organisation; taken up, heard of and ended by the
system."""

import logging
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from celery import current_app
from celery.exceptions import OperationalError
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.own_schemes.actions import WRITERS
from catalog.own_schemes.models import SchemeDraft
from catalog.schemes.document.reading import check_data, in_words
from disclosure.oversight.trials.given import catalogue_of
from disclosure.oversight.trials.models import Trial
from disclosure.workflow.kit import SYSTEM, Act, Nobody, NotNow, Workflow, when

logger = logging.getLogger(__name__)
Outcome = Trial.Outcome
PLAY = "disclosure.oversight.tasks.play_trial"
NOBODY_THERE = "后台服务没有连上，没有开始。请告诉系统管理员，接上以后再试一次。"
KEPT = timedelta(days=30)
GOING_ON = when(lambda context: context.subject.ended_at is None, not_now="这次试运行已经结束。")

trials = Workflow(
    Trial,
    code="trial",
    words={"begun": "试运行一年", "ended": "试运行结束"},
    reads=("organization", "draft"),
    state_words=lambda trial: trial.state_words(trial.heard_at),
)


def year_from(on: date) -> tuple[date, date]:
    """The twelve months that begin next."""
    first = (on.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first, first.replace(year=first.year + 1) - timedelta(days=1)


@trials.start("begin", "试运行一年", who=WRITERS, done="开始试运行，一般一两分钟。您可以先做别的，回来再看。")
def begin_trial(act: Act, *, draft: SchemeDraft) -> Trial:
    """Of the draft as it is saved; it is queued once it is on record."""
    organization = act.subject
    if draft.organization_id != organization.pk:
        raise ValidationError("这份方案不是本组织的。")
    if catalogue_of(organization) is None:
        raise ValidationError("试运行要照公开目录算，本组织还没有目录。请先写好目录，草稿也可以。")
    if wrong := check_data(draft.document).wrong:
        raise ValidationError(f"方案里有一处不对，先改好再试运行：{in_words(wrong[0])}")
    close_lost(act)
    first, until = year_from(act.on)
    trial = Trial(draft=draft, organization=organization, saved_at=draft.saved_at, first_on=first, until_on=until)
    trial.asked_by, trial.asked_at, trial.heard_at = act.person, act.now, act.now
    act.create(trial)
    act.record("begun", draft=draft.pk, saved_at=draft.saved_at.isoformat())
    transaction.on_commit(partial(queue, trial))
    return trial


def queue(trial: Trial) -> None:
    """By the name of its task: who asks for a trial loads nothing of the night's work. Where nobody takes the message it ends at
    once, and its page says so."""
    try:
        current_app.send_task(PLAY, [trial.pk])
    except (OperationalError, OSError):
        logger.exception("trial %s was not queued", trial.pk)
        end_trial(trial, outcome=Outcome.FAILED, said=NOBODY_THERE, by=SYSTEM, now=timezone.now())


def close_lost(act: Act) -> None:
    """So that another may begin; refused while one is under way."""
    trial = Trial.objects.filter(organization=act.subject, ended_at__isnull=True).first()
    if trial is None:
        return
    if not trial.is_lost(act.now):
        raise NotNow("本组织正在试运行，一次只能试一份。请等它做完。")
    act.follow(end_trial, trial, outcome=Outcome.LOST)


@trials.action("take_up", "开始", at=GOING_ON, who=Nobody(), by_system=True, is_button=False)
def take_up(act: Act) -> Trial:
    """Once, of the draft as it is saved by now."""
    trial = act.subject
    if trial.begun_at:
        raise NotNow("这次试运行已经开始过。")
    trial.begun_at = trial.heard_at = act.now
    trial.saved_at = trial.draft.saved_at
    return trial


@trials.action("end", "结束", at=GOING_ON, who=Nobody(), by_system=True, is_button=False)
def end_trial(act: Act, *, outcome: str, said: str = "", result: Mapping[str, Any] | None = None) -> None:
    trial = act.subject
    trial.ended_at, trial.outcome, trial.said, trial.result = act.now, outcome, said, result
    if outcome == Outcome.DONE:
        trial.days_done = trial.days
    act.record("ended", outcome=outcome)
    words = "算好了" if outcome == Outcome.DONE else str(Outcome(outcome).label)
    act.notify("ended", [trial.asked_by_id], words)


def hear(trial: Trial, days_done: int, *, now: datetime) -> None:
    """A word of the work; not on record."""
    Trial.objects.filter(pk=trial.pk, ended_at__isnull=True).update(days_done=days_done, heard_at=now)


def forget_trials(*, now: datetime) -> int:
    """Those that ended long ago. Returns how many."""
    return Trial.objects.filter(ended_at__lt=now - KEPT).delete()[0]
