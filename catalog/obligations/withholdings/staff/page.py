"""What the page of one withholding shows: the facts, what it frees, the opinions, what happened, what may be done."""

from datetime import date

from catalog.items.models import Item
from catalog.obligations.duties.excusing import covered_duties, covered_item_deadline
from catalog.obligations.withholdings.guard import S, subject_of
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.offers import offers_for, waits_for
from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import Access
from disclosure.workflow.offer import Offer

BADGES = {
    S.SUBMITTED: "waiting",
    S.AGREED: "waiting",
    S.IN_FORCE: "excused",
    S.REFUSED: "returned",
    S.ENDED: "done",
}
HISTORY = 30


def context_of(withholding: Withholding, access: Access, bound: dict) -> dict:
    """``bound``: forms that were posted with errors, by the name of their step."""
    offers = offers_for(withholding, access)
    return {
        "withholding": withholding,
        "heading": f"{withholding.get_kind_display()}：{subject_of(withholding)}",
        "state": {"state": BADGES[S(withholding.state)], "word": withholding.get_state_display()},
        "facts": facts(withholding, access),
        "opinions": opinions(withholding),
        "waits_for": "" if offers else waits_for(withholding),
        "offers": [offer_row(offer, bound) for offer in offers],
        "frees": freed(withholding, access.on),
        "history": [
            {"on": moment(event.at), "title": label(event.action), "who": event.actor_name, "state": ""}
            for event in events_of(withholding)[:HISTORY]
        ],
    }


def offer_row(offer: Offer, bound: dict) -> dict:
    form = bound.get(offer.name) or offer.form(prefix=offer.name)
    return {"name": offer.name, "label": offer.label, "kind": offer.kind, "is_folded": offer.is_folded, "form": form}


def facts(withholding: Withholding, access: Access) -> list[dict]:
    rows = [
        {"label": "党组织", "value": str(withholding.organization)},
        {"label": "事项", "value": subject_of(withholding), "url": item_url(withholding, access), "is_wide": True},
        {"label": "种类", "value": withholding.get_kind_display()},
        {"label": "期限", "value": days_of(withholding)},
        {"label": "理由", "value": withholding.get_reason_display()},
        {"label": "依据", "value": withholding.legal_basis, "is_wide": True},
        {"label": "具体说明", "value": withholding.explanation, "is_wide": True},
        {"label": "提出", "value": f"{withholding.proposed_by}，{moment(withholding.proposed_at)}"},
        {
            "label": "批准",
            "value": f"{withholding.approved_by}，{moment(withholding.approved_at)}" if withholding.approved_at else "",
        },
        {"label": "备案", "value": withholding.filing.state_words(access.on) if withholding.filing else ""},
        {
            "label": "结束",
            "value": f"{moment(withholding.ended_at)}，{withholding.ended_reason}" if withholding.ended_at else "",
        },
    ]
    return [row for row in rows if row["value"]]


def item_url(withholding: Withholding, access: Access) -> str:
    if (
        withholding.item_id is None
        or not Item.objects.on_desk_of(access.user, access.on).filter(pk=withholding.item_id).exists()
    ):
        return ""
    return f"/admin/catalog/item/{withholding.item_id}/change/"


def days_of(withholding: Withholding) -> str:
    if withholding.until_on:
        return f"{plain(withholding.from_on)}至{plain(withholding.until_on)}"
    return f"{plain(withholding.from_on)}起，{plain(withholding.review_on)}复查"


def opinions(withholding: Withholding) -> list[dict]:
    rows = []
    if withholding.approval_note:
        rows.append({"title": "本级意见", "text": withholding.approval_note})
    if withholding.superior_opinion:
        rows.append({"title": f"上级意见（{plain_day(withholding)}）", "text": withholding.superior_opinion})
    return rows


def plain_day(withholding: Withholding) -> str:
    return moment(withholding.superior_at).partition(" ")[0]


def freed(withholding: Withholding, on: date) -> dict:
    """What need not be done by its day: that which would be once it is granted, or that which is."""
    if withholding.state in (S.SUBMITTED, S.AGREED):
        own = covered_item_deadline(withholding)
        rows = [*covered_duties(withholding)]
        lines = [{"text": str(duty), "due": duty_due(duty.deadline)} for duty in rows]
        lines += [{"text": own.title, "due": duty_due(own)}] if own else []
        late = sum(row.deadline.is_overdue(on) for row in rows) + bool(own and own.is_overdue(on))
        return {"title": "批准以后不再计时的", "lines": lines, "late": late}
    rows = withholding.duties.select_related("deadline").order_by("ends_on", "pk")
    return {"title": "因此没有计时的", "lines": [{"text": str(duty), "due": duty_due(duty.deadline)} for duty in rows]}


def duty_due(deadline) -> str:
    return f"应于{plain(deadline.due_on)}前公开" if deadline.due_on else "已暂停计时"
