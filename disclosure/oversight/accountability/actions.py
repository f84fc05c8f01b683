"""A measure is recorded by one person and confirmed by another; what is changed is confirmed anew (PL-18, QJ-21)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from disclosure.orders.actions import begin_order
from disclosure.orders.models import Order
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.accountability.filling import FACTS, fill
from disclosure.oversight.accountability.forms import AppealForm, FactsForm, RectifyForm, WithdrawForm
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.accountability.table import (
    CONCERNED,
    KEEPERS,
    S,
    concerned_in,
    measures,
    not_concerning,
    taken_by_concerned,
)
from disclosure.workflow.kit import Act, Context, Nobody, in_state, require_text, when

RECTIFY = "整改"
IS_FAULT = when(lambda context: context.subject.kind == Measure.Kind.FAULT, not_now="表扬推广没有这一步。")
NO_ORDER = when(lambda context: context.subject.order_id is None, not_now="已经要求整改。")


@measures.start(
    "enter_measure", "登记责任追究或表扬", who=KEEPERS, to={S.ENTERED}, form=FactsForm, done="已登记，请另一个人核对。"
)
def enter(
    act: Act, *, kind: str, concerned: Organization, step: str, body: str, decided_on: date, why: str, ground: str = "",
    person: User | None = None, person_name: str = "", document_number: str = "", heard_on: date | None = None,
    not_heard: str = "",
) -> Measure:  # fmt: skip
    measure = Measure(organization=act.subject)
    facts = {"kind": kind, "concerned": concerned, "step": step, "body": body, "decided_on": decided_on, "why": why}
    who = {"person": person, "person_name": person_name, "heard_on": heard_on, "not_heard": not_heard}
    fill(act, measure, {**facts, **who, "ground": ground, "document_number": document_number})
    refuse_same(measure)
    entered(act, measure)
    act.create(measure)
    act.record("entered", kind=kind)
    return measure


def refuse_same(measure: Measure) -> None:
    """Kept twice it would count twice. The organisation that keeps it is locked."""
    said = {name: getattr(measure, name) for name in ("organization", *FACTS)}
    if Measure.objects.filter(**said).exclude(state=S.WITHDRAWN).exists():
        raise ValidationError("一样的记录已经登记过，不用再登记。")


def entered(act: Act, measure: Any) -> None:
    measure.entered_by, measure.entered_at = act.person, act.now
    measure.confirmed_by, measure.confirmed_at = None, None
    act.move(S.ENTERED, measure)


def as_entered(context: Context) -> Mapping[str, Any]:
    return {name: getattr(context.subject, name) for name in FACTS}


@measures.action(
    "correct", "更正", at=in_state(S.ENTERED, S.CONFIRMED), to={S.ENTERED}, who=KEEPERS, hands=concerned_in, form=FactsForm,
    initial=as_entered, is_folded=True, same_person=CONCERNED, done="已更正，请另一个人核对。",
)  # fmt: skip
def correct(act: Act, **facts: Any) -> None:
    """``facts``: what ``enter`` takes. It is read by nobody else until it is confirmed anew."""
    fill(act, act.subject, facts)
    entered(act, act.subject)
    act.record("corrected")


@measures.action(
    "confirm", "核对无误", at=in_state(S.ENTERED), to={S.CONFIRMED}, who=KEEPERS, others=("entered_by",), hands=taken_by_concerned,
    same_person="登记的人和有关系的人不能核对，要由另一个人对照文件核对。", shows_blocked=True, waits=not_concerning, style="main",
    done="已核对。",
)  # fmt: skip
def confirm(act: Act) -> None:
    measure = act.subject
    measure.confirmed_by, measure.confirmed_at = act.person, act.now
    act.move(S.CONFIRMED)
    act.record("confirmed")
    title = f"有一条{measure.get_kind_display()}的记录给您看"
    act.notify(f"confirmed:{act.now.isoformat()}", readers_of(act), title, url=measure.get_absolute_url())


def readers_of(act: Act) -> list[int | None]:
    """The person named, else the secretaries, where the scheme lets them read."""
    measure = act.subject
    if measure.person_id:
        return [measure.person_id] if measure.is_for_person else []
    return list(concerned_in(act.context)) if measure.is_for_head and not measure.person_name else []


@measures.action(
    "appeal", "登记申诉", at=in_state(S.CONFIRMED) & IS_FAULT, to={S.ENTERED}, who=KEEPERS, hands=concerned_in, form=AppealForm,
    same_person=CONCERNED, is_folded=True, done="已登记，请另一个人核对。",
)  # fmt: skip
def appeal(act: Act, *, appealed_on: date, appeal_outcome: str = "", appeal_note: str = "") -> None:
    measure = act.subject
    if not measure.decided_on <= appealed_on <= act.on:
        raise ValidationError({"appealed_on": "申诉的日期要在决定以后，不能晚于今天。"})
    measure.appealed_on, measure.appeal_outcome, measure.appeal_note = appealed_on, appeal_outcome, appeal_note.strip()
    entered(act, measure)
    act.record("appealed")


@measures.action(
    "order", "要求限期整改", at=in_state(S.CONFIRMED) & IS_FAULT & NO_ORDER, who=KEEPERS, hands=concerned_in, form=RectifyForm,
    same_person=CONCERNED, is_folded=True, text="发给涉及的党组织，按期报告，由本组织确认。", done="已要求整改，开始计时。",
)  # fmt: skip
def order_rectification(act: Act, *, what: str, due_on: date) -> Order:
    """Its words are what is written here; who works at the addressee reads nothing of the measure."""
    measure = act.subject
    if RECTIFY not in measure.step:
        raise ValidationError(f"处理是“{measure.step}”，不是限期整改。")
    given = {"issuer": measure.organization, "what": what, "due_on": due_on, "source_label": "限期整改"}
    measure.order = act.follow(begin_order, measure.concerned, **given)
    act.record("ordered")
    return measure.order


@measures.action(
    "withdraw", "撤销这条记录", at=in_state(S.ENTERED, S.CONFIRMED), to={S.WITHDRAWN}, who=KEEPERS, others=("entered_by",),
    hands=concerned_in, same_person="登记的人和有关系的人不能撤销。", form=WithdrawForm, style="danger", is_folded=True, done="已撤销。",
)  # fmt: skip
def withdraw(act: Act, *, reason: str) -> None:
    measure = act.subject
    measure.ended_reason = require_text(reason, "请写明撤销的原因。", field="reason", most=300)
    act.move(S.WITHDRAWN)
    act.record("withdrawn")


@measures.action("forget", "保存期满，删去", who=Nobody(), by_system=True, is_button=False)
def forget(act: Act) -> None:
    act.record("forgotten")
    act.delete()


def forget_old(*, on: date, now: datetime) -> int:
    """Those whose last day here is over. Returns how many."""
    return measures.sweep(forget, Measure.objects.filter(Q(keep_until_on__lt=on)), now=now)
