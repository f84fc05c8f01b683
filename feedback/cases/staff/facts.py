"""The facts of one case on its page at the desk, and its files."""

from urllib.parse import urlencode

from django.urls import reverse

from catalog.items.models import Item
from disclosure.deadlines.dates import plain
from disclosure.files.listing import size_of, type_of
from disclosure.organizations.access import Access
from feedback.cases.identity import why_not
from feedback.cases.models.cases import Case
from feedback.cases.states import ENDED, Kind, State


def state_of(case: Case) -> dict:
    if case.state in (State.ANSWERED, State.CLOSED):
        state = "done"
    else:
        state = "excused" if case.state in ENDED else "waiting"
    return {"state": state, "word": case.state_words()}


def facts(case: Case, access: Access) -> list[dict]:
    rows = [
        {"label": "办理组织", "value": str(case.organization)},
        {"label": "种类", "value": case.get_kind_display()},
        {"label": "收到", "value": f"{plain(case.received_on)}，{case.get_channel_display()}"},
        {"label": "登记人", "value": str(case.registered_by) if case.registered_by else "来件人本人"},
        {"label": "来件人", **sender_words(case, access)},
        {"label": "怎样答复", "value": case.get_reply_by_display()},
        {"label": "承办", "value": who_handles(case)},
        {"label": "搁到", "value": plain(case.deferred_until_on) if case.deferred_until_on else ""},
        {"label": "等到", "value": plain(case.waiting_until_on) if case.waiting_until_on else ""},
        {"label": "目录事项", "value": str(case.entry or "")},
        {"label": "公开事项", **item_words(case.item, access), "is_wide": True},
        {"label": "同一事项", **others_about(case.item)},
        {"label": "由此公开", **item_words(case.led_to, access), "is_wide": True},
        {"label": "也想知道", "value": seconds_words(case)},
        {"label": "并入", **merged_words(case)},
        {"label": "并入这件的", "value": "、".join(str(row) for row in case.merged.order_by("pk"))},
        {"label": "反映的是", "value": str(case.complaint_about or "")},
        {"label": "来件人评价", "value": verdict_of(case), "is_wide": True},
    ]
    return [row for row in rows if row["value"]]


def sender_words(case: Case, access: Access) -> dict:
    """Named or not; for whoever may, the way to the page where who it is is asked for."""
    words = "匿名" if case.is_anonymous else "署名"
    if why_not(case, access):
        return {"value": words}
    return {"value": f"{words}，查看来件人（会记录）", "url": reverse("admin:feedback_case_sender", args=[case.pk])}


def who_handles(case: Case) -> str:
    return " · ".join(str(each) for each in (case.department, case.handler) if each) or "还没有分办"


def merged_words(case: Case) -> dict:
    main = case.merged_into
    return {"value": main.number, "url": main.staff_url} if main else {"value": ""}


def seconds_words(case: Case) -> str:
    count = case.seconds.count() if case.kind == Kind.TOPIC else 0
    return f"{count}人" if count else ""


def verdict_of(case: Case) -> str:
    words = (case.get_verdict_display() if case.verdict else "", case.verdict_text)
    return "：".join(filter(None, words))


def item_words(item: Item | None, access: Access) -> dict:
    """The title and a link for who may read the item, its index number alone for everyone else."""
    if item is None:
        return {"value": ""}
    shown = Item.objects.visible_to(access.user, access.on).filter(pk=item.pk).only("title", "index_number").first()
    if shown is None:
        return {"value": item.index_number}
    return {"value": f"{shown.title}（{shown.index_number}）", "url": reverse("catalog:item", args=[item.pk])}


def others_about(item: Item | None) -> dict:
    """The queue, narrowed to cases about the same item."""
    if item is None:
        return {"value": ""}
    query = urlencode({"tab": "open", "item": item.index_number})
    return {"value": "看关于它的全部来件", "url": f"{reverse('admin:feedback_case_changelist')}?{query}"}


def file_rows(case: Case) -> list[dict]:
    return [
        {
            "name": row.name,
            "url": reverse("admin:feedback_case_file", args=[case.pk, row.pk]),
            "type": type_of(row.name),
            "size": size_of(row.size),
        }
        for row in case.files.order_by("pk")
    ]
