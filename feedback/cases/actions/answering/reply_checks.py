"""What is checked each time an answer is written, approved or sent."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from disclosure.deadlines.dates import month_day
from disclosure.files.sensitive_data.refusing import refuse_sensitive_data
from disclosure.workflow.kit import stamp_of
from feedback.cases.context import CaseContext
from feedback.cases.identity import refuse_telling
from feedback.cases.models.cases import Case
from feedback.cases.models.replies import Rectification, Reply
from feedback.cases.replies import DISCLOSED, ReplyState, check_disclosed, check_written
from feedback.cases.states import REQUESTS, Kind
from feedback.cases.superiors import needs_superior


def reply_in_hand(context: CaseContext) -> str:
    """The stamp of the answer that its page shows."""
    return stamp_of(context.reply and context.reply.written_at)


def read_anew(press: str) -> str:
    return f"答复刚刚改过，上面是新写的。请再看一遍，再按一次“{press}”。"


def check_sensitive_data(reply: Reply) -> None:
    """What others than one known sender read: for all or for a scope, to several who asked, to somebody unknown."""
    is_nameless = reply.case.is_anonymous and reply.case.kind not in REQUESTS
    if reply.result in DISCLOSED or is_nameless or reply.case.merged.exists():
        refuse_sensitive_data(reply.text, field="text")


def check_sendable(reply: Reply, *, by, on: date) -> None:
    """Everything once more: between writing and sending an item may have been withdrawn, another case merged into this one."""
    case = reply.case
    if case.merged.exists():
        refuse_telling(case, reply.text, by=by)
    if reply.state == ReplyState.DRAFT and needs_superior(case, reply.result, on):
        raise ValidationError("不予公开要先报上级审定，上级有了意见才能答复。")
    check_written(reply)
    reply.check_basis(on)
    check_disclosed(reply, on)
    check_sensitive_data(reply)
    if case.kind == Kind.OPINION:
        check_rectified(case, reply.text)


def check_rectified(case: Case, text: str) -> None:
    """What was ordered is done, or the answer names the day by which it will be (LK-07, PL-05)."""
    found = Rectification.objects.filter(case=case).select_related("order__deadline").first()
    due_on = found.deadline.due_on if found and not found.is_done else None
    if due_on is None or names_day(due_on, text):
        return
    raise ValidationError(
        {"text": f"整改还没有完成。请等整改完成再答复，或者在答复里写明{month_day(due_on)}前完成整改。"}
    )


def names_day(on: date, text: str) -> bool:
    """Written as people write days: 10月16日, 2026-10-16, 2026.10.16."""
    spelling = rf"(?<!\d)({month_day(on)}|{on.isoformat()}|{on.year}\.{on.month}\.{on.day}(?!\d))"
    return re.search(spelling, "".join(text.split())) is not None
