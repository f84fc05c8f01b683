"""A person told the sender what happened, by telephone, by post or face to face (LK-23, QJ-17)."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction

from feedback.cases.actions.guard import begin, finish
from feedback.cases.identity import known
from feedback.cases.models.cases import Case, Sender
from feedback.cases.notifications.manual import TOLD


class How(models.TextChoices):
    PHONE = "phone", "打电话"
    POST = "post", "寄书信"
    VISIT = "visit", "当面"


@transaction.atomic
def register_told(case: Case, *, how: str, note: str = "", by, now: datetime) -> Case:
    """Everything that happened up to now is told. ``note`` is for the colleagues and names no sender."""
    case = begin(case, TOLD, by=by, now=now)
    if how not in How.values:
        raise ValidationError({"how": "请选是怎样告知的。"})
    note = note.strip()[:500]
    sender = Sender.objects.select_related("person", "organization").filter(case=case).first()
    if sender and any(value in note for _label, value in known(sender) if len(value) > 1):
        raise ValidationError({"note": "这里不要写来件人的姓名、电话和地址。"})
    return finish(case, TOLD, by=by, now=now, note=f"{How(how).label}。{note}", details={"how": how})
