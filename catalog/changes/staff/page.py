"""What the page of one change shows: old and new side by side, why, for whom it counts, what may be done."""

from catalog.changes.guard import S, in_force_now, maker_of, subject_of
from catalog.changes.making import organizations_under
from catalog.changes.models import EntryChange
from catalog.changes.offers import offers_for
from catalog.directory.fields import rows
from catalog.directory.models import Catalogue
from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import Access
from disclosure.workflow.offer import Offer

BADGES = {S.SUBMITTED: "waiting", S.APPROVED: "done", S.REFUSED: "returned", S.TAKEN_BACK: "draft"}
HISTORY = 30


def context_of(change: EntryChange, access: Access, bound: dict) -> dict:
    """``bound``: forms that were posted with errors, by the name of their step."""
    offers = offers_for(change, access)
    is_open = change.state == S.SUBMITTED
    return {
        "change": change,
        "heading": f"{change.get_kind_display()}：{subject_of(change)}",
        "state": {"state": BADGES[S(change.state)], "word": change.get_state_display()},
        "facts": facts(change, access),
        "fields": rows(change.before, change.after),
        "reach": reach(change.catalogue) if is_open else "",
        "drafts": drafts(change.catalogue) if is_open else "",
        "waits_for": f"等{maker_of(change)}批准。" if is_open and not offers else "",
        "offers": [offer_row(offer, bound) for offer in offers],
        "history": [
            {"on": moment(event.at), "title": label(event.action), "who": event.actor_name, "state": ""}
            for event in events_of(change)[:HISTORY]
        ],
    }


def offer_row(offer: Offer, bound: dict) -> dict:
    form = bound.get(offer.name) or offer.form(prefix=offer.name)
    return {"name": offer.name, "label": offer.label, "kind": offer.kind, "is_folded": offer.is_folded, "form": form}


def facts(change: EntryChange, access: Access) -> list[dict]:
    announced, made = change.announcement, change.new_catalogue
    rows = [
        {"label": "申请组织", "value": str(change.organization)},
        {"label": "制定组织", "value": str(maker_of(change))},
        {"label": "申请人", "value": f"{change.asked_by}，{moment(change.asked_at)}"},
        {"label": "批准人", "value": f"{change.decided_by}，{moment(change.decided_at)}" if change.decided_at else ""},
        {"label": "生效", "value": plain(change.effective_on) if change.effective_on else ""},
        {"label": "原因", "value": change.reason, "is_wide": True},
        {"label": "公布说明", "value": change.explanation, "is_wide": True},
        {"label": "批准意见", "value": change.decision_note, "is_wide": True},
        {"label": "公布", "value": announced.title if announced else "", "url": announced and f"/b/{announced.pk}/"},
        {"label": "新一版目录", "value": str(made) if made else "", "url": made and made_url(made), "is_wide": True},
        {"label": "备案", "value": change.filing.state_words(access.on) if change.filing else ""},
    ]
    return [row for row in rows if row["value"]]


def made_url(catalogue: Catalogue) -> str:
    return f"/admin/catalog/catalogue/{catalogue.pk}/change/"


def reach(catalogue: Catalogue) -> str:
    """For whom the change counts, where that is more than one organisation."""
    current = in_force_now(catalogue)
    count = len(organizations_under(current)) if current else 0
    if count <= 1:
        return ""
    return f"这份目录是{catalogue.organization}制定的。批准以后，按它公开的{count}个党组织都照新的办。"


def drafts(catalogue: Catalogue) -> str:
    """A draft of the next version does not know of the change."""
    rows = Catalogue.objects.filter(
        organization=catalogue.organization_id, title=catalogue.title, state__in=["draft", "approved", "filed"]
    )
    versions = [f"第{version}版" for version in rows.order_by("version").values_list("version", flat=True)]
    if not versions:
        return ""
    return f"另有还没有施行的{'、'.join(versions)}，里面没有这次变更。施行它以前，请把这次变更也写进去。"
