"""A complaint about how a case was answered goes to the discipline body, as an opinion of its own (LK-21, JG-08)."""

from collections.abc import Iterator

from disclosure.workflow.kit import Act, Blocker, Context, Nobody, require_text, when
from feedback.cases.actions.receiving import Received, identity_of, receive_case
from feedback.cases.conflict_of_interest import subjects_of
from feedback.cases.forms.sender import ComplaintForm
from feedback.cases.models.cases import Case
from feedback.cases.models.choices import TEXT
from feedback.cases.procedure import cases, describe_step
from feedback.cases.states import Kind, State
from feedback.cases.supervision import complaint_body

# Answered, or turned away: who is not content with that may be heard too, and of whom it was said that they withdrew.
ANSWERED = (State.ANSWERED, State.CLOSED)
TURNED_AWAY = (State.NOT_ACCEPTED, State.SCREENED_OUT, State.HANDED_OVER)


def has_result(case: Case) -> bool:
    if case.state == State.WITHDRAWN:
        return case.steps.filter(action="withdrawn", by__isnull=False).exists()
    if case.state == State.MERGED:
        return case.steps.filter(action__in=["main_answered", "main_refused", "main_handed_over"]).exists()
    return case.state in TURNED_AWAY or (case.state in ANSWERED and case.answered_on is not None)


def find_complaint(context: Context, values) -> Iterator[Blocker]:
    """Once a case."""
    if context.subject.complaints.exists():
        yield Blocker("complained", "这一件您已经反映过，请用那一次的查询码看办理情况。")


@cases.action(
    "complain", "对办理情况有意见，向纪检机构反映", at=when(lambda context: has_result(context.subject)),
    who=Nobody(), by_sender=True, blockers=find_complaint, form=ComplaintForm, audit="case.complained",
    not_now="这一件还没有答复，答复以后才能反映。", done="已经提交。请记下新的编号和查询码。",
)  # fmt: skip
def complain(act: Act, *, text: str) -> Received:
    """With the same name, or without one if the case is anonymous."""
    case, text = act.subject, require_text(text, "请写明要反映的情况。", most=TEXT)
    to = complaint_body(case.organization, act.on, without=subjects_of(case.pk))
    received: Received = act.follow(
        receive_case,
        to,
        kind=Kind.OPINION,
        subject=f"对{case.number}办理情况的反映",
        text=text,
        complaint_about=case,
        is_anonymous=case.is_anonymous,
        reply_by=case.reply_by,
        **identity_of(case),
    )
    describe_step(act, f"您已向{to}反映，编号 {received.case.number}。", complaint=received.case.pk)
    return received
