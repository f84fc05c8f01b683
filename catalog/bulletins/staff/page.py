"""What a notice's page at the desk shows: the draft to write, or the text with the steps that may be taken now."""

from catalog.bulletins.blockers import of_publication, of_submission
from catalog.bulletins.models import Bulletin
from catalog.bulletins.public.rows import document, file_rows
from catalog.bulletins.receipts import standing, waiting_readers
from catalog.bulletins.staff.forms import BulletinForm, values_of
from catalog.bulletins.verbs import VERBS, Verb, is_allowed
from disclosure.deadlines.dates import moment
from disclosure.organizations.access import Access
from disclosure.web.forms import ReasonForm, UploadForm

NAMES_SHOWN = 300
STATE_COLOURS = {
    Bulletin.State.DRAFT: "draft",
    Bulletin.State.SUBMITTED: "waiting",
    Bulletin.State.PUBLISHED: "done",
    Bulletin.State.WITHDRAWN: "returned",
}


def page_of(bulletin: Bulletin, access: Access, bound: dict) -> dict:
    """``bound``: forms posted with errors, by ``text``, ``file`` or the verb's name."""
    writable = bulletin.state == Bulletin.State.DRAFT and is_allowed(bulletin, VERBS["save"], access)
    context = {
        "bulletin": bulletin,
        "state_colour": STATE_COLOURS[bulletin.state],
        "is_writable": writable,
        "document": document(bulletin, bulletin.files.order_by("pk")),
        "offers": offers_of(bulletin, access, bound),
        "written": f"{bulletin.created_by} 起草，{bulletin.saved_by or bulletin.created_by} {moment(bulletin.saved_at)}保存",
        "receipts": receipts_of(bulletin, access),
    }
    if writable:
        given = {"organization": bulletin.organization, "initial": values_of(bulletin)}
        context["form"] = bound.get("text") or BulletinForm(**given)
        context["file_form"] = bound.get("file") or UploadForm()
        context["files"] = removable(bulletin)
    return context


def offers_of(bulletin: Bulletin, access: Access, bound: dict) -> list[dict]:
    """The buttons of the present state; the first without a reason to give is the main one."""
    names = [name for name, verb in VERBS.items() if verb.at == bulletin.state and name not in ("save", "remind")]
    return [
        offer(bulletin, name, VERBS[name], access, bound) for name in names if is_allowed(bulletin, VERBS[name], access)
    ]


def offer(bulletin: Bulletin, name: str, verb: Verb, access: Access, bound: dict) -> dict:
    checks = {"submit": lambda: of_submission(bulletin), "publish": lambda: of_publication(bulletin, access.user)}
    return {
        "name": name,
        "label": verb.label,
        "kind": "plain" if verb.needs_reason else "main",
        "is_folded": verb.needs_reason,
        "blockers": [blocker.message for blocker in checks.get(name, list)()],
        "form": (bound.get(name) or ReasonForm(prefix=name, needs_reason=True)) if verb.needs_reason else None,
    }


def removable(bulletin: Bulletin) -> list[dict]:
    rows = list(bulletin.files.order_by("pk"))
    return [
        {**shown, "remove": f"/admin/catalog/bulletin/{bulletin.pk}/files/{row.pk}/remove/"}
        for shown, row in zip(file_rows(bulletin, rows), rows, strict=True)
    ]


def receipts_of(bulletin: Bulletin, access: Access) -> dict | None:
    """Who has read and who has not, by name: this page is open to the organisation's own desk alone."""
    if not bulletin.needs_receipt or bulletin.published_at is None:
        return None
    found = standing(bulletin, access.on)
    read = bulletin.receipts.select_related("reader").order_by("-confirmed_at", "-pk")[:NAMES_SHOWN]
    waiting = waiting_readers(bulletin, access.on).order_by("full_name", "pk")[:NAMES_SHOWN]
    is_out = bulletin.state == Bulletin.State.PUBLISHED
    return {
        "confirmed": found.confirmed,
        "waiting": found.waiting,
        "read": [{"who": str(row.reader), "on": moment(row.confirmed_at)} for row in read],
        "unread": [str(person) for person in waiting],
        "is_cut": max(found.confirmed, found.waiting) > NAMES_SHOWN,
        "may_remind": is_out and bool(found.waiting) and is_allowed(bulletin, VERBS["remind"], access),
    }
