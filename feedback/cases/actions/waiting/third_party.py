"""Asking a third party whose interests an answer touches, once; its silence ends the wait, never the request."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.clocks.clocks import day_words
from feedback.cases.clocks.waits import Waiting, check_came_on, checked_until, go_on, preset_until, promise, wait
from feedback.cases.identity import refuse_telling
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Letter

ASKED = "third_party_asked"


class Outcome(models.TextChoices):
    AGREES = "agrees", "同意公开"
    REFUSES = "refuses", "不同意公开"
    SILENT = "silent", "到期没有答复"


@transaction.atomic
def ask_third_party(case: Case, *, whom: str, what: str, by, now: datetime, until_on: date | None = None) -> Case:
    """``whom`` stays inside: the sender reads that somebody is asked, not who. ``what`` is all that the third party reads of
    the request: who sent it stands in neither."""
    case, on = begin(case, "ask_third_party", by=by, now=now), timezone.localdate(now)
    whom, what = require(whom, "向谁征求意见", most=100), require(what, "与第三方有关的内容", most=1000)
    refuse_telling(case, what, by=by)
    if case.steps.filter(action=ASKED).exists():
        raise ValidationError("第三方意见只能征求一次。")
    until_on = checked_until(Waiting.THIRD_PARTY, until_on, on)
    stopped = wait(case, Waiting.THIRD_PARTY, until_on=until_on, on=on, by=by, now=now)
    issue(case, Letter.Name.THIRD_PARTY, by=by, now=now, salutation=whom, text=what, until_on=until_on)
    details = {"until_on": until_on.isoformat(), "preset": until_on == preset_until(Waiting.THIRD_PARTY, on)}
    words = f"正在征求第三方的意见，最迟等到{day_words(until_on)}。"
    words += "等待的日子不算在答复时限里。" if stopped else ""
    return finish(case, ASKED, by=by, now=now, words=words, note=f"向{whom}征求意见：{what}", details=details)


@transaction.atomic
def register_third_party(
    case: Case, *, outcome: str, by, now: datetime, text: str = "", came_on: date | None = None
) -> Case:
    """What it said, with the true day it came; ``by=None`` and silence: the sweep, after the last day. What comes late
    is kept but buys no day."""
    case, on = begin(case, "register_third_party", by=by, now=now), timezone.localdate(now)
    if outcome not in Outcome.values:
        raise ValidationError({"outcome": "请选第三方的意见。"})
    if outcome == Outcome.REFUSES:
        text = require(text, "第三方不同意的理由")
    if outcome == Outcome.SILENT and on <= case.waiting_until_on:
        raise ValidationError({"outcome": f"最迟等到{day_words(case.waiting_until_on)}，还没有到期。"})
    ended_on = case.waiting_until_on if outcome == Outcome.SILENT else check_came_on(case, came_on, on)
    go_on(case, on=ended_on, reason=f"第三方{Outcome(outcome).label}，恢复计时", by=by, now=now)
    said = "第三方到期没有答复。" if outcome == Outcome.SILENT else "第三方的意见已经收到。"
    note = f"{Outcome(outcome).label}。{text.strip()}"
    details = {"outcome": outcome, "ended_on": ended_on.isoformat()}
    return finish(case, "third_party_answered", by=by, now=now, words=said + promise(case), note=note, details=details)
