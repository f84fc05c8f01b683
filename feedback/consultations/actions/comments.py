"""Saying something on a draft: its readers while it is open, or the staff for who wrote or called (JG-10, JG-15)."""

from datetime import date, datetime, time
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from disclosure.deadlines.dates import full
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import Act, Nobody, require_text
from feedback.consultations.blockers import find_unreadable
from feedback.consultations.models import Comment, Consultation
from feedback.consultations.table import COLLECTORS, NOT_SUMMARISED, OUT, consultations

TEXT, NAME = 5000, 60


@consultations.action("comment", "提意见", who=Nobody(), by_sender=True, blockers=find_unreadable, is_button=False)
def comment(
    act: Act,
    *,
    text: str,
    name: str = "",
    person: User | None = None,
    is_anonymous: bool = False,
    once: str = "",
) -> Comment:
    """By a reader, from ``from_on`` to ``until_on``, both included, in local days.

    ``person``: the account that reads, if any; of an anonymous comment neither account nor name is kept. ``once`` names
    the form that was sent: sent twice, it is kept once.
    """
    consultation = act.subject
    if kept := kept_from(consultation, once):
        return kept
    require_open(consultation, act.on)
    text = require_text(text, "请写明您的意见。", field="text", most=TEXT)
    person, name = signature(consultation, name, person, is_anonymous=is_anonymous)
    values = {"text": text, "key": key_of(once), "person": person, "name": name, "given_at": act.now}
    found = Comment.objects.create(consultation=consultation, **values)
    act.record("commented")  # Who spoke stands with the comment alone.
    return found


def kept_from(consultation: Consultation, once: str) -> Comment | None:
    """What came of the form by an earlier press."""
    return consultation.comments.filter(key=key_of(once)).first() if once else None


def key_of(once: str) -> str:
    return sha256(once.encode()).hexdigest() if once else ""


@consultations.action("enter", "登记意见", at=OUT & NOT_SUMMARISED, who=COLLECTORS, is_button=False, done="已登记。")
def enter(act: Act, *, text: str, given_on: date, name: str = "") -> Comment:
    """What was written or said by telephone while it was open, entered until the summary is published."""
    consultation, name = act.subject, one_line(name)
    text = require_text(text, "请写明意见。", field="text", most=TEXT)
    if len(name) > NAME:
        raise ValidationError({"name": f"姓名最多{NAME}个字。"})
    if not consultation.from_on <= given_on <= min(consultation.until_on, act.on):
        raise ValidationError({"given_on": "请填收到意见的那一天，要在征求意见的期间以内，不能晚于今天。"})
    given_at = timezone.make_aware(datetime.combine(given_on, time(12)))
    values = {"text": text, "name": name, "given_at": given_at, "entered_by": act.by}
    found = Comment.objects.create(consultation=consultation, **values)
    act.record("comment_entered", comment=found.pk)
    return found


def require_open(consultation: Consultation, on: date) -> None:
    if on < consultation.from_on:
        raise ValidationError(f"还没有开始，{full(consultation.from_on)}起可以提意见。您写的还在下面。")
    if on > consultation.until_on:
        raise ValidationError(
            f"{full(consultation.until_on)}已经截止，这一条没有收下。您写的还在下面，可以复制下来，用“我有意见”告诉我们。"
        )


def signature(consultation: Consultation, name: str, person, *, is_anonymous: bool) -> tuple[Any, str]:
    """Who says it: the account with its name, a name that was written, or nobody where that is allowed."""
    name, is_known = one_line(name), person is not None and person.is_authenticated
    if is_known and not is_anonymous:
        return person, str(person)[:NAME]
    if name and not is_anonymous:
        return None, require_text(name, "请写明姓名。", field="name", most=NAME)
    if not consultation.allows_anonymous:
        raise ValidationError({"name": "这次征求意见要写姓名。姓名只有本组织的工作人员看得到，不会公布。"})
    return None, ""
