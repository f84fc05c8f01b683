"""Who has confirmed a notice as read, who has not yet, and the reminder to those (LK-22)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from catalog.bulletins.models import Bulletin, Receipt
from catalog.bulletins.readers import readers_of
from catalog.bulletins.verbs import audit, begin
from disclosure.deadlines.dates import local_day
from disclosure.notices.tell import tell
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User


@dataclass(frozen=True)
class Standing:
    """``waiting``: how many of those it is for have not confirmed; who left since is among the confirmed still."""

    confirmed: int
    waiting: int


def standing(bulletin: Bulletin, on: date) -> Standing:
    """Two counts."""
    return Standing(bulletin.receipts.count(), waiting_readers(bulletin, on).count())


def waiting_readers(bulletin: Bulletin, on: date) -> QuerySet[User]:
    return readers_of(bulletin, on).exclude(pk__in=bulletin.receipts.values("reader"))


@transaction.atomic
def confirm_read(bulletin: Bulletin, *, by, now: datetime) -> bool:
    """The reader says "我已阅读", once; False when they had said so before. Raises for who may not read it."""
    if not Bulletin.objects.visible_to(by, local_day(now)).filter(pk=bulletin.pk, needs_receipt=True).exists():
        raise ValidationError("这一份不用确认，或者已经撤下。")
    _receipt, is_new = Receipt.objects.get_or_create(bulletin=bulletin, reader=by, defaults={"confirmed_at": now})
    if is_new:
        audit("bulletin.confirmed", bulletin, by=by, now=now)
    return is_new


@transaction.atomic
def remind(bulletin: Bulletin, *, by, now: datetime) -> int:
    """Tell those who have not confirmed once more, at most once a day; returns how many."""
    on = local_day(now)
    bulletin = begin(bulletin, "remind", access=access_of(by, on))
    if not bulletin.needs_receipt:
        raise ValidationError("这一份不要求确认已读。")
    people = waiting_readers(bulletin, on).values_list("pk", flat=True)
    title = f"请阅读并确认{bulletin.get_kind_display()}：{bulletin.organization}"
    key = f"bulletin:{bulletin.pk}:reminder:{on}"
    told = tell(people, key=key, title=title, url=bulletin.get_absolute_url(), now=now)
    if not told:
        raise ValidationError("没有要提醒的人：都已确认，或者今天已经提醒过。")
    audit("bulletin.reminded", bulletin, by=by, now=now, people=told)
    return told
