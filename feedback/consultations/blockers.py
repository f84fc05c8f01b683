"""What blocks publishing a consultation, its summary or the minutes of a meeting: the same for the action and its
page."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser

from catalog.bulletins.blockers import find_sensitive_data, forbid
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import plain
from disclosure.files.rich_text import to_text
from disclosure.files.sensitive_data.kinds import BLOCKS_PUBLICATION, LABELS, MASKABLE
from disclosure.files.sensitive_data.places import findings_in_text
from disclosure.files.sensitive_data.search import find
from disclosure.organizations.names.recognising import name_signs, tells
from disclosure.workflow.kit import Blocker, Context
from feedback.consultations.models import Comment, Consultation, Meeting

Values = Mapping[str, Any]


def find_unreadable(context: Context, values: Values) -> Iterator[Blocker]:
    """Only who may read the draft comments on it."""
    readable = Consultation.objects.visible_to(values.get("person") or AnonymousUser(), context.on)
    if not readable.filter(pk=context.subject.pk).exists():
        yield Blocker("unreadable", "这份征求意见已经撤下，没有收下您写的。")


def find_unready(context: Context, values: Values) -> Iterator[Blocker]:
    consultation, on = context.subject, context.on
    files = list(consultation.files.order_by("pk"))
    if not to_text(consultation.body) and not files:
        yield Blocker("no_text", "还没有写征求意见稿，也没有附件。", "body")
    if consultation.until_on < on:
        yield Blocker("over", f"截止日期{plain(consultation.until_on)}已经过了，请改晚一些。", "until_on")
    elif consultation.from_on < on:
        words = f"开始日期{plain(consultation.from_on)}已经过了，请改成今天或者以后，让大家有足够的时间。"
        yield Blocker("begun", words, "from_on")
    yield from of_audience(consultation)
    yield from find_sensitive_data(consultation, files)


def of_audience(row: Consultation | Meeting) -> Iterator[Blocker]:
    if row.scope == Scope.AUDIENCE and not row.audiences.exists():
        yield Blocker("no_audience", "面向特定对象，还没有选对象。", "audiences")


def find_undecided(context: Context, values: Values) -> Iterator[Blocker]:
    consultation, by = context.subject, context.user
    if by.pk == consultation.summary_by_id:
        yield Blocker("own", "采纳情况是您自己写的，要由另一个人公布。")
    elif consultation.comments.filter(decided_by=by).exists():
        yield Blocker("own", "有的意见是您自己答复的，采纳情况要由另一个人公布。")
    if waiting := consultation.comments.filter(result=Comment.Result.OPEN).count():
        yield Blocker("undecided", f"还有 {waiting} 条意见没有写明采纳还是不采纳。")
    if not to_text(consultation.summary):
        yield Blocker("no_summary", "还没有写采纳情况。", "summary")
    for found in findings_in_text("", consultation.summary):
        yield from forbid(f"采纳情况{found.place}", found.kind, found.suggested_mask)
    yield from of_comments(consultation)


def of_comments(consultation: Consultation) -> Iterator[Blocker]:
    """What masking cannot remove; numbers are masked when the summary is published."""
    for comment in consultation.comments.order_by("pk").only("text", "name", "reply", "is_hidden"):
        yield from of_name(comment)
        for found in find(comment.reply):
            yield from forbid(f"第{comment.pk}号意见的说明", found.kind, found.suggested_mask)
        for found in [] if comment.is_hidden else find(comment.text):
            if found.kind in BLOCKS_PUBLICATION - MASKABLE:
                words = f"第{comment.pk}号意见里有{LABELS[found.kind]}，请勾选“公布时不列原文”。"
                yield Blocker(found.kind, words)


def of_name(comment: Comment) -> Iterator[Blocker]:
    """The name that a commenter gave is never published."""
    signs = list(name_signs(comment.name))
    if tells(comment.reply, signs):
        yield Blocker("name", f"第{comment.pk}号意见的说明里有提意见人的姓名，请删去。")
    if not comment.is_hidden and tells(comment.text, signs):
        yield Blocker("name", f"第{comment.pk}号意见里写着提意见人自己的姓名，请勾选“公布时不列原文”。")


def find_unready_minutes(context: Context, values: Values) -> Iterator[Blocker]:
    meeting = context.subject
    if meeting.held_on > context.on:
        yield Blocker("to_come", f"这次会{plain(meeting.held_on)}才开，开完再公布记录。", "held_on")
    if not to_text(meeting.minutes):
        yield Blocker("no_minutes", "还没有写会议记录。", "minutes")
    yield from of_audience(meeting)
    for found in findings_in_text(meeting.title, meeting.minutes):
        yield from forbid(found.place, found.kind, found.suggested_mask)
    for place, words in (("地点", meeting.place), ("参加人员", meeting.attendees)):
        for found in find(words):
            yield from forbid(place, found.kind, found.suggested_mask)
