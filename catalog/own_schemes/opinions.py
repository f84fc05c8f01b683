"""Opinions on a draft, from inside and outside the Party, and what became of each (PL-13)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q

from catalog.own_schemes.models import SchemeDraft, SchemeOpinion
from disclosure.organizations.access import Access
from disclosure.web.required import require_text

Result = SchemeOpinion.Result


def new_opinion(draft: SchemeDraft, side: str, text: str, given_on: date, sender: str, *, on: date) -> SchemeOpinion:
    """Not saved yet. It was given on a day that has come, not before the first day of the period."""
    if side not in SchemeOpinion.Side.values:
        raise ValidationError({"side": "请选择来自党内还是党外。"})
    words = require_text(text, "请写意见。", field="text")
    if given_on > on:
        raise ValidationError({"given_on": "提出日期不能晚于今天。"})
    if draft.solicit_from_on and given_on < draft.solicit_from_on:
        raise ValidationError({"given_on": "提出日期不能早于征求意见开始的日期。"})
    return SchemeOpinion(draft=draft, side=side, sender=sender.strip(), text=words, given_on=given_on)


def set_answer(opinion: SchemeOpinion, result: str, reply: str) -> None:
    """Whoever does not adopt all of it says why."""
    if result not in {Result.ADOPTED, Result.PARTLY, Result.DECLINED}:
        raise ValidationError({"result": "请选择怎样处理。"})
    if result != Result.ADOPTED and not reply.strip():
        raise ValidationError({"reply": "没有全部采纳的，请说明理由。"})
    opinion.result, opinion.reply = result, reply.strip()
    opinion.save(update_fields=["result", "reply"])


# --- on whose first page they stand ---


def has_open_opinions(access: Access) -> Q:
    """Drafts with an opinion that nobody has answered."""
    open_ones = SchemeOpinion.objects.filter(result=Result.OPEN).values("draft")
    return Q(state=SchemeDraft.State.SOLICITING, pk__in=open_ones)


def is_heard(access: Access) -> Q:
    """Drafts whose period for opinions is over."""
    return Q(state=SchemeDraft.State.SOLICITING, solicit_until_on__lt=access.on)
