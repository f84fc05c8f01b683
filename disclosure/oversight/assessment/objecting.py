"""What the assessed say to their result, and what is answered; points given by hand (QJ-20)."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q

from disclosure.files.rich_text import printable
from disclosure.organizations.holders import heads_of, holders
from disclosure.organizations.roles import DECIDE_BELOW, DRAFT, MANAGE_CATALOGUE, PUBLISH
from disclosure.oversight.assessment import forms
from disclosure.oversight.assessment.figures.points import points_of
from disclosure.oversight.assessment.models import Assessment, Objection, Result
from disclosure.workflow.kit import (
    Act,
    Context,
    Holds,
    HoldsThere,
    Own,
    Workflow,
    in_state,
    lock_row,
    require_text,
    when,
)

ASSESSOR = "assessment__organization"
S = Assessment.State

results = Workflow(
    Result,
    code="assessmentresult",
    words={"marked": "酌情加减考核分"},
    reads=("assessment__organization", "organization"),
    lock=lambda result: lock_row(Assessment, result.assessment_id),
    organization_of=lambda result: result.assessment.organization,
    state_words=lambda result: result.assessment.get_state_display(),
    label=lambda result: f"{result.assessment}：{result}",
)
objections = Workflow(
    Objection,
    code="assessmentobjection",
    words={"raised": "提出考核异议", "answered": "答复考核异议"},
    reads=("result__assessment__organization", "result__organization"),
    lock=lambda objection: lock_row(Assessment, objection.result.assessment_id),
    organization_of=lambda objection: objection.result.organization,
    label=lambda objection: f"{objection.result.assessment}：{objection.result}",
)

NOT_FIXED = when(lambda context: not context.subject.assessment.is_fixed, not_now="结果已经确认，不能再改。")
# What is changed once nobody may object any more would be heard by nobody.
HEARD = when(
    lambda context: is_still_heard(context.subject, context.on),
    not_now="提异议的日子已经过了，这一条也没有采纳的异议。要改，请先收回预告，改好再发。",
)
IN_TIME = when(
    lambda context: context.subject.assessment.takes_objections(context.on), not_now="现在不能提异议：还没有预告，或者已经过了提异议的日子。"
)  # fmt: skip
OBJECTING = Holds(DRAFT, PUBLISH, MANAGE_CATALOGUE) | Own("person")


@results.action(
    "mark", "酌情加减分", at=NOT_FIXED & HEARD, who=Holds(DRAFT, MANAGE_CATALOGUE, PUBLISH, at=ASSESSOR), form=forms.PointsForm,
    initial=lambda context: {"points": context.subject.by_hand, "hand_reason": context.subject.hand_reason}, is_folded=True,
    done="记下了，得分已经重算。",
)  # fmt: skip
def mark(act: Act, *, points: Decimal, hand_reason: str = "") -> None:
    """With a reason, within what the scheme allows."""
    result, terms = act.subject, act.subject.assessment.terms
    most = terms["by_hand"]
    if abs(points) > most:
        raise ValidationError({"points": f"按方案，加分、扣分都不能超过{most}分。"})
    reason = require_text(hand_reason, "请写明加分、扣分的理由。", field="hand_reason") if points else ""
    result.by_hand, result.hand_reason, result.hand_by = points, reason, act.person
    result.points = points_of(result.scores.defer("rows"), terms["weights"], points)
    act.record("marked", points=str(points), reason=reason)
    if result.assessment.is_shown:
        heads = heads_of([result.organization_id], act.on)[result.organization_id]
        step = f"marked:{act.now.isoformat()}"
        act.notify(step, [*heads, result.person_id], "酌情加减分改过，请再核对", url=result.get_absolute_url())


def is_still_heard(result: Result, on: date) -> bool:
    """Whether the assessed may still object to it, or have objected and were found right."""
    assessment = result.assessment
    is_open = assessment.state == S.DRAFT or assessment.takes_objections(on)
    return is_open or result.objections.filter(is_upheld=True).exists()


@results.action(
    "object", "提出异议", at=IN_TIME, who=OBJECTING, form=forms.ObjectionForm, done="异议提出了，会有人答复您。"
)
def raise_objection(act: Act, *, text: str) -> Objection:
    return act.follow(begin_objection, act.subject.organization, result=act.subject, text=text)


@objections.start(
    "begin", "提出异议", who=OBJECTING, to={Objection.State.RAISED},
    lock=lambda organization, values: lock_row(Assessment, values["result"].assessment_id),
)  # fmt: skip
def begin_objection(act: Act, *, result: Result, text: str) -> None:
    """Seen at once by who assesses: it waits there for an answer."""
    row = Objection(result=result, text=require_text(printable(text), "请写明哪里不对。", field="text"))
    row.raised_by, row.raised_at = act.person, act.now
    act.move(Objection.State.RAISED, row)
    act.create(row, exclude=("result", "raised_by"))
    act.record("raised")
    superior = result.assessment.organization
    act.notify("raised", holders(PUBLISH, [superior], act.on)[superior.pk], "提出了异议，请答复")


def under_preview(context: Context) -> bool:
    return context.subject.result.assessment.state in (S.PREVIEW, S.DRAFT)


@objections.action(
    "answer", "答复", at=in_state(Objection.State.RAISED) & when(under_preview, lambda: Q(result__assessment__state__in=[S.PREVIEW, S.DRAFT])),
    to={Objection.State.ANSWERED}, who=Holds(PUBLISH, at=f"result__{ASSESSOR}") | HoldsThere(DECIDE_BELOW, at=f"result__{ASSESSOR}"),
    form=forms.AnswerForm, waits=True, style="main", others=("raised_by",),
    done="答复了。采纳的，请回到考核那里重新计算或者加减分。", same_person="异议是您提的，要由另一个人答复。",
)  # fmt: skip
def answer_objection(act: Act, *, is_upheld: bool, answer: str) -> None:
    row = act.subject
    row.is_upheld, row.answer = is_upheld, require_text(printable(answer), "请写明答复。", field="answer")
    row.answered_by, row.answered_at = act.person, act.now
    act.move(Objection.State.ANSWERED)
    act.record("answered", is_upheld=is_upheld)
    own = row.result.organization_id
    people = [row.raised_by_id, *heads_of([own], act.on)[own]]
    act.notify(
        "answered", people, f"异议{'采纳了' if is_upheld else '没有采纳'}，请看答复", url=row.result.get_absolute_url()
    )
