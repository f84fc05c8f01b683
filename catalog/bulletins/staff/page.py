"""What a notice's page shows to the staff: the draft to write, or the text, with the steps that may be taken now."""

from dataclasses import dataclass
from typing import Any

from catalog.bulletins.actions import remind, save_bulletin
from catalog.bulletins.forms import BulletinForm
from catalog.bulletins.models import Bulletin
from catalog.bulletins.public.rows import Document, document
from catalog.bulletins.readers import waiting_readers
from catalog.bulletins.staff.draft import Bound, Draft, draft_with_files
from disclosure.deadlines.dates import moment
from disclosure.web.components import Badge, Fact
from disclosure.workflow.offers import offer_of
from disclosure.workflow.staff.page import ProcedurePage

NAMES_SHOWN = 300
S = Bulletin.State
BADGES = {S.DRAFT: "draft", S.SUBMITTED: "waiting", S.PUBLISHED: "done", S.WITHDRAWN: "returned"}


@dataclass(frozen=True)
class Receipts:
    """Who has read and who has not, by name. ``is_cut``: there are more than are named."""

    confirmed: int
    waiting: int
    read: list[Fact]
    unread: list[str]
    is_cut: bool
    may_remind: bool


@dataclass(frozen=True)
class BulletinParts:
    """``written``: who wrote and saved it; ``draft``: for who may change it."""

    written: str
    document: Document
    draft: Draft | None
    receipts: Receipts | None


def page_of(context, bound: Bound) -> ProcedurePage:
    """``bound``: forms posted with errors, by ``text`` or ``file``."""
    bulletin, may_write = context.subject, offer_of(save_bulletin, context)
    return ProcedurePage(
        heading=bulletin.title,
        badge=Badge(BADGES[S(bulletin.state)], bulletin.get_state_display()),
        caption="",
        facts=[],
        more=BulletinParts(
            written=written_words(bulletin),
            document=document(bulletin, bulletin.files.order_by("pk")),
            draft=draft_with_files(context, save_bulletin, BulletinForm.of(bulletin), bound) if may_write else None,
            receipts=receipts_of(context) if bulletin.needs_receipt and bulletin.published_at else None,
        ),
    )


def written_words(row: Any) -> str:
    return f"{row.created_by} 起草，{row.saved_by or row.created_by} {moment(row.saved_at)}保存"


def receipts_of(context) -> Receipts:
    """This page is open to the organisation's own staff alone."""
    bulletin = context.subject
    read, waiting = bulletin.receipts.all(), waiting_readers(bulletin, context.on)
    confirmed, unread = read.count(), waiting.count()
    named = read.select_related("reader").order_by("-confirmed_at", "-pk")[:NAMES_SHOWN]
    return Receipts(
        confirmed=confirmed,
        waiting=unread,
        read=[Fact(str(row.reader), moment(row.confirmed_at)) for row in named],
        unread=[str(person) for person in waiting.order_by("full_name", "pk")[:NAMES_SHOWN]],
        is_cut=max(confirmed, unread) > NAMES_SHOWN,
        may_remind=bool(unread) and offer_of(remind, context) is not None,
    )
