"""What a notice's page shows to the staff: the draft to write, or the text, with the steps that may be taken now."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from catalog.bulletins.actions import bulletins, remind, save_bulletin
from catalog.bulletins.forms import BulletinForm
from catalog.bulletins.models import Bulletin, BulletinFile
from catalog.bulletins.public.rows import Document, document
from catalog.bulletins.receipts import standing, waiting_readers
from disclosure.deadlines.dates import moment
from disclosure.files.listing import Attachment, attachment_of
from disclosure.web.components import Badge
from disclosure.web.forms import UploadForm
from disclosure.workflow.context import Context
from disclosure.workflow.offers import Offer, offer_of, offers

NAMES_SHOWN = 300
S = Bulletin.State
BADGES = {S.DRAFT: "draft", S.SUBMITTED: "waiting", S.PUBLISHED: "done", S.WITHDRAWN: "returned"}
Bound = dict[str, Any]


@dataclass(frozen=True)
class WrittenOffer:
    """A step as ``admin/catalog/_written_offers.html`` shows it."""

    name: str
    label: str
    kind: str
    is_folded: bool
    blockers: list[str]
    form: Any


@dataclass(frozen=True)
class DraftFile(Attachment):
    """``remove``: where its removal is posted to."""

    remove: str


@dataclass(frozen=True)
class Draft:
    """What a writer may change."""

    form: Any
    file_form: Any
    files: list[DraftFile]


@dataclass(frozen=True)
class ReceiptRow:
    who: str
    on: str


@dataclass(frozen=True)
class Receipts:
    """Who has read and who has not, by name. ``is_cut``: there are more than are named."""

    confirmed: int
    waiting: int
    read: list[ReceiptRow]
    unread: list[str]
    is_cut: bool
    may_remind: bool


@dataclass(frozen=True)
class BulletinPage:
    """``written``: who wrote and saved it; ``draft``: for who may change it."""

    bulletin: Bulletin
    badge: Badge
    written: str
    document: Document
    offers: list[WrittenOffer]
    draft: Draft | None
    receipts: Receipts | None


def page_of(context: Context, bound: Bound) -> BulletinPage:
    """``bound``: forms posted with errors, by ``text``, ``file`` or the action's name."""
    bulletin = context.subject
    return BulletinPage(
        bulletin=bulletin,
        badge=Badge(BADGES[S(bulletin.state)], bulletin.get_state_display()),
        written=f"{bulletin.created_by} 起草，{bulletin.saved_by or bulletin.created_by} {moment(bulletin.saved_at)}保存",
        document=document(bulletin, bulletin.files.order_by("pk")),
        offers=[written_offer(offer, bound) for offer in offers(bulletins, context)],
        draft=draft_of(bulletin, bound) if offer_of(save_bulletin, context) else None,
        receipts=receipts_of(context) if bulletin.needs_receipt and bulletin.published_at else None,
    )


def written_offer(offer: Offer, bound: Bound) -> WrittenOffer:
    action = offer.action
    blockers = [blocker.message for blocker in offer.blockers]
    form = bound.get(action.name) or offer.form()
    return WrittenOffer(action.name, action.label, action.style, action.is_folded, blockers, form)


def draft_of(bulletin: Bulletin, bound: Bound) -> Draft:
    form = bound.get("text") or BulletinForm.of(bulletin)
    files = [draft_file(file) for file in bulletin.files.order_by("pk")]
    return Draft(form, bound.get("file") or UploadForm(), files)


def draft_file(file: BulletinFile) -> DraftFile:
    remove = reverse("admin:catalog_bulletin_remove_file", args=[file.bulletin_id, file.pk])
    return DraftFile(**vars(attachment_of(file, file.get_absolute_url())), remove=remove)


def receipts_of(context: Context) -> Receipts:
    """This page is open to the organisation's own staff alone."""
    bulletin = context.subject
    found = standing(bulletin, context.on)
    read = bulletin.receipts.select_related("reader").order_by("-confirmed_at", "-pk")[:NAMES_SHOWN]
    waiting = waiting_readers(bulletin, context.on).order_by("full_name", "pk")[:NAMES_SHOWN]
    return Receipts(
        confirmed=found.confirmed,
        waiting=found.waiting,
        read=[ReceiptRow(str(row.reader), moment(row.confirmed_at)) for row in read],
        unread=[str(person) for person in waiting],
        is_cut=max(found.confirmed, found.waiting) > NAMES_SHOWN,
        may_remind=bool(found.waiting) and offer_of(remind, context) is not None,
    )
