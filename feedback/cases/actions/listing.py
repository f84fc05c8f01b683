"""Showing a case and its answer to the public with the names hidden, and ceasing to (LK-23, JG-11).

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
from feedback.cases.models.cases import Case
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
def list_case(case: Case, *, subject: str, text: str, reply: str = "", by, now: datetime) -> Case:
    """Once more with other words where it is shown already: the answer comes to a topic later."""
    case = begin(case, "list", by=by, now=now)
    words = {
        "listed_subject": one_line(require(subject, "公布的标题", most=SUBJECT)),
        "listed_text": require(text, "公布的内容", most=TEXT),
        "listed_reply": reply.strip()[:TEXT],
    }
    check_case(case, by, timezone.localdate(now))
    check_words(case, words)
    refuse_telling(case, *words.values(), by=by)
    was_listed = case.listed_at is not None
    if was_listed and all(getattr(case, name) == value for name, value in words.items()):
        raise ValidationError("已经这样公布了，可能有人刚刚办过。")
    for name, value in words.items():
        setattr(case, name, value)
    case.listed_at, case.listed_by = case.listed_at or now, by
    return finish(case, "listed", by=by, now=now, words="" if was_listed else TOLD)


def check_case(case: Case, by, on: date) -> None:
    if by is not None and case.replies.filter(written_by=by).exists():
        raise PermissionDenied("答复是您写的，请由另一个人决定公布。")
    if case.item_id and not may_be_about(case.item, AnonymousUser(), on):
        raise ValidationError("这件来件说的事项没有向社会公开，不能公布。")


def check_words(case: Case, words: dict[str, str]) -> None:
    """Raises ``ValidationError`` by field of the form."""
    faults = {}
    for name, value in words.items():
        if sentence := leak_in(value):
            faults[name.removeprefix("listed_")] = sentence
    if words["listed_reply"] and (why := why_no_answer(case)):
        faults.setdefault("reply", why)
    if faults:
        raise ValidationError(faults)


def why_no_answer(case: Case) -> str:
    """Why no answer may be shown; empty when one may."""
    if case.state not in ANSWERED:
        return "还没有答复，公布的答复请留空。"
    if shown_answer(case) is None:
        return "这件的答复不是给所有人看的，公布的答复请留空。"
    return ""


def shown_answer(case: Case) -> Reply | None:
    """The last answer, where everyone may read what it says."""
    last = case.replies.filter(sent_at__isnull=False).order_by("-round").first()
    return last if last and last.result in SHOWN_RESULTS else None


@transaction.atomic
def unlist(case: Case, *, reason: str, by, now: datetime) -> Case:
    case = begin(case, "unlist", by=by, now=now)
    reason = require(reason, "不再公布的原因", most=500)
    case.listed_subject = case.listed_text = case.listed_reply = ""
    case.listed_at = case.listed_by = None
    return finish(case, "unlisted", by=by, now=now, note=reason)
