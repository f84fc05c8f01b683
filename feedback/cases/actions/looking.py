"""A look at who sent a case: for who needs to know, with a reason, and on record (against retaliation)."""

from django.core.exceptions import PermissionDenied

from disclosure.workflow.kit import Act, Anyone, require_text
from feedback.cases.identity import refuse_names, why_not
from feedback.cases.models.cases import Sender
from feedback.cases.procedure import cases, describe_step


@cases.action("see_sender", "查看来件人", who=Anyone(), is_button=False, audit="case.sender_seen")
def see_sender(act: Act, *, reason: str) -> Sender:
    """The log gets the case's number, the case's own history the reason, which must not name the sender itself. Who may look
    depends on more than posts: ``identity.why_not`` says why somebody may not."""
    if refusal := why_not(act.subject, act.access):
        raise PermissionDenied(refusal)
    reason = require_text(reason, "请写明为什么要看来件人是谁。", most=200)
    sender = Sender.objects.select_related("person", "organization").get(case=act.subject)
    refuse_names(sender, reason)
    describe_step(act, note=reason)
    return sender
