"""The end of keeping who sent a case: some years after it was closed nobody needs it any more (个人信息保护法 第十九条、第四十七条).

What they wrote and what was answered stays, as does the log: its events of cases hold numbers alone.
"""

from datetime import datetime

from django.db.models import Q

from disclosure.notices.models import Notice
from disclosure.workflow.kit import Act, Nobody, when
from feedback.cases.models.cases import Case, Sender
from feedback.cases.models.replies import Letter
from feedback.cases.procedure import cases, describe_step
from feedback.intake.retention import senders_kept_since

EMPTY = {"name": "", "phone": "", "email": "", "address": "", "person": None}


@cases.action(
    "shred_sender", "销毁来件人信息", at=when(lambda context: not context.subject.is_open), who=Nobody(), by_system=True,
    audit="case.sender_shredded",
)  # fmt: skip
def shred_sender(act: Act) -> None:
    """With the account's messages about the case and the name on its letters, which are drawn without one from then on."""
    case = act.subject
    person = Sender.objects.filter(case=case).values_list("person_id", flat=True).first()
    Notice.objects.filter(recipient=person, key__startswith=f"case:{case.pk}:").delete()
    Sender.objects.filter(case=case).update(**EMPTY)
    Letter.objects.filter(case=case).update(salutation="")
    describe_step(act, note="保存期满，来件人的姓名、账号、电话、邮箱、住址已经销毁。")


def shred_senders(*, now: datetime) -> int:
    """A job of the sweep. What still depends on a case keeps its sender: the one that it was merged into, a complaint about it."""
    known = Q(sender__person__isnull=False)
    for name in ("name", "phone", "email", "address"):
        known |= ~Q(**{f"sender__{name}": ""}) & Q(sender__isnull=False)
    waiting = Q(merged_into__isnull=False, merged_into__closed_at__isnull=True)
    complained = Case.objects.filter(complaint_about__isnull=False, closed_at__isnull=True).values("complaint_about")
    rows = Case.objects.filter(known, closed_at__lt=senders_kept_since(now)).exclude(waiting).exclude(pk__in=complained)
    return cases.sweep(shred_sender, rows, now=now)
