"""Opinions on a draft, from inside and outside the Party, and what became of each (PL-13)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from catalog.own_schemes.states import begin, finish
from disclosure.audit.record import record

Result = SchemeOpinion.Result


@transaction.atomic
def solicit(draft: SchemeDraft, *, from_on: date, until_on: date, by, now: datetime) -> SchemeDraft:
    """Ask for opinions between two days, both included; a second round replaces the days of the first."""
    draft = begin(draft, "solicit", by=by, now=now)
    if not draft.body.strip():
        raise ValidationError("方案还没有正文，请先写好再征求意见。")
    if until_on < from_on:
        raise ValidationError({"until_on": "结束日期不能早于开始日期。"})
    draft.solicit_from_on, draft.solicit_until_on = from_on, until_on
    days = {"from_on": str(from_on), "until_on": str(until_on)}
    return finish(draft, "solicit", "schemedraft.solicited", by=by, now=now, **days)


@transaction.atomic
def add_opinion(
    draft: SchemeDraft, *, side: str, text: str, given_on: date, sender: str = "", by, now: datetime
) -> SchemeOpinion:
    draft = begin(draft, "add_opinion", by=by, now=now)
    if side not in SchemeOpinion.Side.values:
        raise ValidationError({"side": "请选择来自党内还是党外。"})
    if not text.strip():
        raise ValidationError({"text": "请写意见。"})
    if given_on > timezone.localdate(now):
        raise ValidationError({"given_on": "提出日期不能晚于今天。"})
    if given_on < draft.solicit_from_on:
        raise ValidationError({"given_on": "提出日期不能早于征求意见开始的日期。"})
    opinion = SchemeOpinion.objects.create(
        draft=draft,
        side=side,
        sender=sender.strip(),
        text=text.strip(),
        given_on=given_on,
        entered_by=by,
        entered_at=now,
    )
    changes = {"opinion": opinion.pk, "side": side}
    record("schemedraft.opinion_added", draft, by=by, now=now, organization=draft.organization, changes=changes)
    return opinion


@transaction.atomic
def answer_opinion(opinion: SchemeOpinion, *, result: str, reply: str = "", by, now: datetime) -> SchemeOpinion:
    """Adopted, partly or not; whoever does not adopt all of it says why. May be changed until the draft goes on."""
    draft = begin(opinion.draft, "answer_opinion", by=by, now=now)
    if result not in {Result.ADOPTED, Result.PARTLY, Result.DECLINED}:
        raise ValidationError({"result": "请选择怎样处理。"})
    if result != Result.ADOPTED and not reply.strip():
        raise ValidationError({"reply": "没有全部采纳的，请说明理由。"})
    opinion.result, opinion.reply = result, reply.strip()
    opinion.save(update_fields=["result", "reply"])
    changes = {"opinion": opinion.pk, "result": result}
    record("schemedraft.opinion_answered", draft, by=by, now=now, organization=draft.organization, changes=changes)
    return opinion
