"""Saying something on a draft: by its readers while it is open, or entered by staff for who wrote on paper or called (JG-10, JG-15)."""

from datetime import date, datetime, time
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.deadlines.dates import full
from disclosure.files.rich_text import one_line
from feedback.consultations.guard import COLLECTORS, audit, begin, locked, require_out, required
from feedback.consultations.models import Comment, Consultation
from feedback.intake import proof_of_work
from feedback.intake import rate_limit as attempts

TEXT, NAME = 5000, 60
USED = "这道小题已经用过了，请再答一次。您写的还在下面。"
TOO_MANY = "从这个地址提的意见太多了，请过一小时再提。您写的还在下面。"


@transaction.atomic
def comment(
    consultation: Consultation,
    *,
    text: str,
    now: datetime,
    name: str = "",
    person=None,
    is_anonymous: bool = False,
    address: str = "",
    once: str = "",
    challenge: str = "",
) -> Comment:
    """By a reader, from ``from_on`` to ``until_on``, both included, in local days. Raises ``ValidationError``.

    ``person``: the account that reads, if any; of an anonymous comment neither account nor name is kept. ``once`` names
    the form that was sent: sent twice, it is kept once. ``challenge``: the test that a passer-by passed, spent with it.
    """
    on = timezone.localdate(now)
    consultation = locked(consultation)
    if not Consultation.objects.visible_to(person or AnonymousUser(), on).filter(pk=consultation.pk).exists():
        raise ValidationError("这份征求意见已经撤下，没有收下您写的。")
    key = sha256(once.encode()).hexdigest() if once else ""
    if key and (kept := consultation.comments.filter(key=key).first()):
        return kept
    require_open(consultation, on)
    text = required(text, "您的意见", "text", most=TEXT)
    values = signed(consultation, name, person, is_anonymous=is_anonymous)
    if challenge and not proof_of_work.use(challenge, now=now):
        raise ValidationError(USED)
    if address:
        if attempts.is_locked(address, attempts.COMMENT, now=now):
            raise ValidationError(TOO_MANY)
        attempts.count(address, attempts.COMMENT, now=now)
    found = Comment.objects.create(consultation=consultation, text=text, key=key, given_at=now, **values)
    audit("consultation.commented", consultation, by=None, now=now)  # Who spoke stands with the comment alone.
    return found


def require_open(consultation: Consultation, on: date) -> None:
    if on < consultation.from_on:
        raise ValidationError(f"还没有开始，{full(consultation.from_on)}起可以提意见。您写的还在下面。")
    if on > consultation.until_on:
        raise ValidationError(
            f"{full(consultation.until_on)}已经截止，这一条没有收下。您写的还在下面，可以复制下来，用“我有意见”告诉我们。"
        )


def signed(consultation: Consultation, name: str, person, *, is_anonymous: bool) -> dict:
    """Who says it: the account with its name, a name that was written, or nobody where that is allowed."""
    name, is_known = one_line(name), person is not None and person.is_authenticated
    if is_known and not is_anonymous:
        return {"person": person, "name": str(person)[:NAME]}
    if name and not is_anonymous:
        return {"name": required(name, "姓名", "name", most=NAME)}
    if not consultation.allows_anonymous:
        raise ValidationError({"name": "这次征求意见要写姓名。姓名只有本组织的工作人员看得到，不会公布。"})
    return {}


@transaction.atomic
def enter(consultation: Consultation, *, text: str, given_on: date, by, now: datetime, name: str = "") -> Comment:
    """What came on paper or by phone while it was open, entered until the summary is published."""
    consultation = begin(consultation, "登记意见", COLLECTORS, by=by, now=now)
    require_out(consultation)
    require_unsummarised(consultation)
    text, name = required(text, "意见", "text", most=TEXT), one_line(name)
    if len(name) > NAME:
        raise ValidationError({"name": f"姓名最多{NAME}个字。"})
    if not consultation.from_on <= given_on <= min(consultation.until_on, timezone.localdate(now)):
        raise ValidationError({"given_on": "请填收到意见的那一天，要在征求意见的期间以内，不能晚于今天。"})
    given_at = timezone.make_aware(datetime.combine(given_on, time(12)))
    values = {"text": text, "name": name, "given_at": given_at, "entered_by": by}
    found = Comment.objects.create(consultation=consultation, **values)
    audit("consultation.comment_entered", consultation, by=by, now=now, comment=found.pk)
    return found


def require_unsummarised(consultation: Consultation) -> None:
    if consultation.summary_published_at:
        raise ValidationError("采纳情况已经公布，不能再改。")
