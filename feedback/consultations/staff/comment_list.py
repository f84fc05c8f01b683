"""What was said on a draft, page by page and without names, with the forms for who answers it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from disclosure.deadlines.dates import moment
from disclosure.web.page_links import Listed, listed
from disclosure.workflow.context import Context
from disclosure.workflow.offers import offer_of
from feedback.consultations.actions.comments import enter
from feedback.consultations.actions.deciding import counts_of, decide
from feedback.consultations.forms import DecideForm, EnterForm
from feedback.consultations.models import Comment
from feedback.consultations.public.pages import summary_words
from feedback.consultations.table import COLLECTORS

COLUMNS = ("text", "name", "given_at", "entered_by", "result", "reply", "is_hidden")
SIZE = 50


@dataclass(frozen=True)
class CommentRow:
    comment: Comment
    metadata: str


@dataclass(frozen=True)
class CommentList:
    """``open``: how many wait for an answer; ``page``: has the addresses beside these ``rows``; ``collects``: the person may
    take them out, and see who signed; ``form`` and ``enter_form``: for who answers and enters them."""

    words: str
    open: int
    is_narrowed: bool
    rows: list[CommentRow]
    page: Listed
    collects: bool
    form: Any
    ticked: list[int]
    enter_form: Any


def comments_of(context: Context, bound: Mapping[str, Any], parameters: QueryDict) -> CommentList:
    consultation = context.subject
    rows = consultation.comments.only(*COLUMNS)
    is_narrowed = parameters.get("show") == "open"
    rows = rows.filter(result=Comment.Result.OPEN) if is_narrowed else rows
    page = listed(parameters, rows, order=["pk"], size=SIZE)
    decides = bool(page.rows) and offer_of(decide, context) is not None
    return CommentList(
        words=summary_words(consultation),
        open=counts_of(consultation)["open"],
        is_narrowed=is_narrowed,
        rows=[comment_row(row) for row in page.rows],
        page=page,
        collects=COLLECTORS.allows(consultation, context.access),
        form=(bound.get("decide") or DecideForm(prefix="decide")) if decides else None,
        ticked=bound.get("ticked", []),
        enter_form=(bound.get("enter") or EnterForm(prefix="enter")) if offer_of(enter, context) else None,
    )


def comment_row(comment: Comment) -> CommentRow:
    marks = ["署名" if comment.name else "不署名", *(["登记的"] if comment.entered_by_id else [])]
    return CommentRow(comment, f"{moment(comment.given_at)} · {' · '.join(marks)}")
