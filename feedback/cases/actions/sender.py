"""What the staff have to do with who sent a case: they tell them what happened (LK-23, QJ-17), and look who it is."""

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.workflow.kit import Act, Anyone, require_text, when
from feedback.cases.forms.listing import ToldForm
from feedback.cases.identity import is_told, refuse_telling, why_not
from feedback.cases.models.cases import Sender
from feedback.cases.models.choices import How
from feedback.cases.notifications.manual import TOLD, waits_to_be_told
from feedback.cases.procedure import STAFF, cases, describe_step

# In place of a reason that says who it is: all of it, for what is left of a list of names says it too.
NOT_KEPT = "（原因里写了来件人的姓名、电话或者住处，没有保存）"


@cases.action(
    TOLD, "登记已经告知", at=when(lambda context: waits_to_be_told(context.subject)), who=STAFF, form=ToldForm,
    style="main", audit=f"case.{TOLD}", text="到现在为止的进展都算已经告知。", done="已登记。有了新的进展，再提醒您。",
)  # fmt: skip
def register_told(act: Act, *, how: str, note: str = "") -> None:
    """By telephone, by post or face to face; everything that happened up to now is told. ``note`` is for the colleagues and
    names no sender."""
    if how not in How.values:
        raise ValidationError({"how": "请选是怎样告知的。"})
    note = note.strip()[:500]
    refuse_telling(act.subject, note, by=act.by, field="note")
    describe_step(act, note=f"{How(how).label}。{note}", how=how)


@cases.action("see_sender", "查看来件人", who=Anyone(), is_button=False, audit="case.sender_seen")
def see_sender(act: Act, *, reason: str) -> Sender:
    """For who needs to know, on record (against retaliation): the log gets the case's number, the case's own history the
    reason, but for one that tells who it is. Whether it does changes nothing else: whoever tries names has looked, on record, and
    is answered as everybody is. ``identity.why_not`` says why somebody may not."""
    if refusal := why_not(act.subject, act.access):
        raise PermissionDenied(refusal)
    reason = require_text(reason, "请写明为什么要看来件人是谁。", most=200)
    sender = Sender.objects.select_related("person", "organization").get(case=act.subject)
    describe_step(act, note=NOT_KEPT if is_told(sender, reason) else reason)
    return sender
