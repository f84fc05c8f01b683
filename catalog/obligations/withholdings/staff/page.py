"""What the page of one excuse shows: the facts, what it frees, the opinions, what happened, what may be done."""

from datetime import date

from catalog.items.models import Item
from catalog.obligations.duties.excusing import covered_duties, covered_item_deadline
from catalog.obligations.withholdings.guard import S, subject_of
from catalog.obligations.withholdings.models import Excuse
from catalog.obligations.withholdings.offers import offers_for, waits_for
from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import Access
from disclosure.workflow.offer import Offer

BADGES = {
    S.DRAFT: "draft",
    S.SUBMITTED: "waiting",
    S.AGREED: "waiting",
    S.IN_FORCE: "excused",
    S.REFUSED: "returned",
    S.ENDED: "done",
}
HISTORY = 30


def context_of(excuse: Excuse, access: Access, bound: dict) -> dict:
    """``bound``: forms that were posted with errors, by the name of their step."""
    offers = offers_for(excuse, access)
    return {
        "excuse": excuse,
        "heading": f"{excuse.get_kind_display()}：{subject_of(excuse)}",
        "state": {"state": BADGES[S(excuse.state)], "word": excuse.get_state_display()},
        "facts": facts(excuse, access),
        "opinions": opinions(excuse),
        "waits_for": "" if offers else waits_for(excuse),
        "offers": [offer_row(offer, bound) for offer in offers],
        "frees": freed(excuse, access.on),
        "history": [
            {"on": moment(event.at), "title": label(event.action), "who": event.actor_name, "state": ""}
            for event in events_of(excuse)[:HISTORY]
        ],
    }


def offer_row(offer: Offer, bound: dict) -> dict:
    form = bound.get(offer.name) or offer.form(prefix=offer.name)
    return {"name": offer.name, "label": offer.label, "kind": offer.kind, "is_folded": offer.is_folded, "form": form}


def facts(excuse: Excuse, access: Access) -> list[dict]:
    rows = [
        {"label": "党组织", "value": str(excuse.organization)},
        {"label": "事项", "value": subject_of(excuse), "url": item_url(excuse, access), "is_wide": True},
        {"label": "种类", "value": excuse.get_kind_display()},
        {"label": "期限", "value": days_of(excuse)},
        {"label": "理由", "value": excuse.get_reason_display()},
        {"label": "依据", "value": excuse.legal_basis, "is_wide": True},
        {"label": "具体说明", "value": excuse.explanation, "is_wide": True},
        {"label": "提出", "value": f"{excuse.proposed_by}，{moment(excuse.proposed_at)}"},
        {"label": "批准", "value": f"{excuse.approved_by}，{moment(excuse.approved_at)}" if excuse.approved_at else ""},
        {"label": "备案", "value": excuse.filing.state_words(access.on) if excuse.filing else ""},
        {"label": "结束", "value": f"{moment(excuse.ended_at)}，{excuse.ended_reason}" if excuse.ended_at else ""},
    ]
    return [row for row in rows if row["value"]]


def item_url(excuse: Excuse, access: Access) -> str:
    if excuse.item_id is None or not Item.objects.on_desk_of(access.user, access.on).filter(pk=excuse.item_id).exists():
        return ""
    return f"/admin/catalog/item/{excuse.item_id}/change/"


def days_of(excuse: Excuse) -> str:
    if excuse.until_on:
        return f"{plain(excuse.from_on)}至{plain(excuse.until_on)}"
    return f"{plain(excuse.from_on)}起，{plain(excuse.review_on)}复查"


def opinions(excuse: Excuse) -> list[dict]:
    rows = []
    if excuse.approval_note:
        rows.append({"title": "本级意见", "text": excuse.approval_note})
    if excuse.superior_opinion:
        rows.append({"title": f"上级意见（{plain_day(excuse)}）", "text": excuse.superior_opinion})
    return rows


def plain_day(excuse: Excuse) -> str:
    return moment(excuse.superior_at).partition(" ")[0]


def freed(excuse: Excuse, on: date) -> dict:
    """What need not be done by its day: that which would be once it is granted, or that which is."""
    if excuse.state in (S.SUBMITTED, S.AGREED):
        own = covered_item_deadline(excuse)
        rows = [*covered_duties(excuse)]
        lines = [{"text": str(duty), "due": duty_due(duty.deadline)} for duty in rows]
        lines += [{"text": own.title, "due": duty_due(own)}] if own else []
        late = sum(row.deadline.is_overdue(on) for row in rows) + bool(own and own.is_overdue(on))
        return {"title": "批准以后不再计时的", "lines": lines, "late": late}
    rows = excuse.duties.select_related("deadline").order_by("ends_on", "pk")
    return {"title": "因此没有计时的", "lines": [{"text": str(duty), "due": duty_due(duty.deadline)} for duty in rows]}


def duty_due(deadline) -> str:
    return f"应于{plain(deadline.due_on)}前公开" if deadline.due_on else "已暂停计时"
