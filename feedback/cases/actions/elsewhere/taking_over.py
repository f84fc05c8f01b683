"""What is handed over inside the portal becomes a case of the other organisation, with what its sender wrote alone."""

from typing import Any

from disclosure.workflow.kit import Act, Nobody
from feedback.cases.actions.receiving import Received, identity_of, keep_case
from feedback.cases.files import copy_own_files
from feedback.cases.models.cases import Case
from feedback.cases.procedure import cases, describe_step
from feedback.cases.states import State


@cases.start(
    "take_over", "收到别的组织转来的来件", to={State.RECEIVED}, who=Nobody(), audit="case.taken_over"
)  # fmt: skip
def take_over(act: Act, *, earlier: Case) -> Received:
    """A case of its own, received today: with its sender and what they wrote, none of what was done with it elsewhere."""
    given: dict[str, Any] = {"purpose": earlier.purpose, "reply_by": earlier.reply_by, **identity_of(earlier)}
    received = keep_case(
        act,
        kind=earlier.kind,
        subject=earlier.subject,
        text=written_text(earlier),
        channel=Case.Channel.ELSEWHERE,
        received_on=act.on,
        registered_by=None,
        is_anonymous=earlier.is_anonymous,
        origin=earlier.origin or earlier,
        **given,
    )
    copy_own_files(earlier, received.case, now=act.now)
    describe_step(act, f"{earlier.organization.name}转来，已收到。")
    return received


def written_text(case: Case) -> str:
    """As it came, with what was written when more was asked for."""
    more = case.steps.filter(action="completed").exclude(note="").order_by("pk").values_list("note", flat=True)
    return "\n\n".join([case.text, *(f"补充：{text}" for text in more)])
