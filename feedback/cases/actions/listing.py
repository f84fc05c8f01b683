"""Showing a letter and its answer to the public with the names hidden, and ceasing to (LK-23, JG-11).

A person puts the words and presses; the leak search holds back what must not stand there. Whoever wrote the answer does
not let it through themselves.
"""

from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.files.rich_text import one_line
from disclosure.files.sensitive_data.refusing import leak_in
from feedback.cases.actions.guard import begin, finish, require
from feedback.cases.actions.receiving import SUBJECT, TEXT, may_be_about
from feedback.cases.identity import refuse_telling
from feedback.cases.models.cases import Letter
from feedback.cases.models.replies import Reply
from feedback.cases.states import State

# What was answered to one person, or within a scope, or in part, is not for everyone.
SHOWN_RESULTS = (
    Reply.Result.PUBLISHED,
    Reply.Result.ALREADY_PUBLIC,
    Reply.Result.NOT_HELD,
    Reply.Result.REFUSED,
    Reply.Result.HANDLED,
    Reply.Result.EXPLAINED,
)
ANSWERED = (State.ANSWERED, State.CLOSED)
TOLD = "您提的这一件已经隐去姓名，公布在“点题与申请”里。"


@transaction.atomic
def list_letter(letter: Letter, *, subject: str, text: str, reply: str = "", by, now: datetime) -> Letter:
    """Once more with other words where it is shown already: the answer comes to a topic later."""
    letter = begin(letter, "list", by=by, now=now)
    words = {
        "listed_subject": one_line(require(subject, "公布的标题", most=SUBJECT)),
        "listed_text": require(text, "公布的内容", most=TEXT),
        "listed_reply": reply.strip()[:TEXT],
    }
    check_letter(letter, by, timezone.localdate(now))
    check_words(letter, words)
    refuse_telling(letter, *words.values(), by=by)
    was_listed = letter.listed_at is not None
    if was_listed and all(getattr(letter, name) == value for name, value in words.items()):
        raise ValidationError("已经这样公布了，可能有人刚刚办过。")
    for name, value in words.items():
        setattr(letter, name, value)
    letter.listed_at, letter.listed_by = letter.listed_at or now, by
    return finish(letter, "listed", by=by, now=now, words="" if was_listed else TOLD)


def check_letter(letter: Letter, by, on: date) -> None:
    if by is not None and letter.replies.filter(written_by=by).exists():
        raise PermissionDenied("答复是您写的，请由另一个人决定公布。")
    if letter.item_id and not may_be_about(letter.item, AnonymousUser(), on):
        raise ValidationError("这件来件说的事项没有向社会公开，不能公布。")


def check_words(letter: Letter, words: dict[str, str]) -> None:
    """Raises ``ValidationError`` by field of the form."""
    faults = {}
    for name, value in words.items():
        if sentence := leak_in(value):
            faults[name.removeprefix("listed_")] = sentence
    if words["listed_reply"] and (why := why_no_answer(letter)):
        faults.setdefault("reply", why)
    if faults:
        raise ValidationError(faults)


def why_no_answer(letter: Letter) -> str:
    """Why no answer may be shown; empty when one may."""
    if letter.state not in ANSWERED:
        return "还没有答复，公布的答复请留空。"
    if shown_answer(letter) is None:
        return "这件的答复不是给所有人看的，公布的答复请留空。"
    return ""


def shown_answer(letter: Letter) -> Reply | None:
    """The last answer, where everyone may read what it says."""
    last = letter.replies.filter(sent_at__isnull=False).order_by("-round").first()
    return last if last and last.result in SHOWN_RESULTS else None


@transaction.atomic
def unlist(letter: Letter, *, reason: str, by, now: datetime) -> Letter:
    letter = begin(letter, "unlist", by=by, now=now)
    reason = require(reason, "不再公布的原因", most=500)
    letter.listed_subject = letter.listed_text = letter.listed_reply = ""
    letter.listed_at = letter.listed_by = None
    return finish(letter, "unlisted", by=by, now=now, note=reason)
