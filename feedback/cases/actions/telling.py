"""A person told the sender what happened, by telephone, by post or face to face (LK-23, QJ-17)."""

from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, when
from feedback.cases.forms.listing import ToldForm
from feedback.cases.identity import known
from feedback.cases.models.cases import Sender
from feedback.cases.models.choices import How
from feedback.cases.notifications.manual import TOLD, waits_to_be_told
from feedback.cases.procedure import STAFF, cases, describe_step


@cases.action(
    TOLD, "登记已经告知", at=when(lambda context: waits_to_be_told(context.subject)), who=STAFF, form=ToldForm,
    style="main", audit=f"case.{TOLD}", text="到现在为止的进展都算已经告知。", done="已登记。有了新的进展，再提醒您。",
)  # fmt: skip
def register_told(act: Act, *, how: str, note: str = "") -> None:
    """Everything that happened up to now is told. ``note`` is for the colleagues and names no sender."""
    if how not in How.values:
        raise ValidationError({"how": "请选是怎样告知的。"})
    note = note.strip()[:500]
    sender = Sender.objects.select_related("person", "organization").filter(case=act.subject).first()
    if sender and any(value in note for _label, value in known(sender) if len(value) > 1):
        raise ValidationError({"note": "这里不要写来件人的姓名、电话和地址。"})
    describe_step(act, note=f"{How(how).label}。{note}", how=how)
