"""The metadata of one case on its staff page, and its files."""

from urllib.parse import urlencode

from django.urls import reverse

from catalog.items.models import Item
from disclosure.deadlines.dates import plain
from disclosure.files.listing import Attachment, attachment_of
from disclosure.organizations.access import Access
from disclosure.web.components import Badge, Fact, given
from feedback.cases.identity import why_not
from feedback.cases.models.cases import Case
from feedback.cases.models.handovers import Handover
from feedback.cases.states import ENDED, Kind, State


def state_of(case: Case) -> Badge:
    if case.state in (State.ANSWERED, State.CLOSED):
        return Badge("done", case.state_words())
    return Badge("excused" if case.state in ENDED else "waiting", case.state_words())


def metadata_of(case: Case, access: Access) -> list[Fact]:
    main = case.merged_into
    return given([
        Fact("办理组织", str(case.organization)),
        Fact("种类", case.get_kind_display()),
        Fact("收到", f"{plain(case.received_on)}，{case.get_channel_display()}"),
        Fact("登记人", entered_by(case)),
        Fact("来件人", *sender_words(case, access)),
        Fact("怎样答复", case.get_reply_by_display()),
        Fact("承办", case.handled_by or "还没有分办"),
        Fact("搁到", plain(case.deferred_until_on) if case.deferred_until_on else ""),
        Fact("等到", plain(case.waiting_until_on) if case.waiting_until_on else ""),
        Fact("目录事项", str(case.entry or "")),
        Fact("公开事项", *item_words(case.item, access), is_wide=True),
        Fact("同一事项", *others_about(case.item)),
        Fact("由此公开", *item_words(case.led_to, access), is_wide=True),
        Fact("也想知道", seconds_words(case)),
        Fact("并入", main.number if main else "", main.staff_url if main else ""),
        Fact("并入这件的", "、".join(str(row) for row in case.merged.order_by("pk"))),
        Fact("反映的是", str(case.complaint_about or "")),
        Fact("转来以前的编号", came_from(case)),
        Fact("来件人评价", verdict_of(case), is_wide=True),
    ])  # fmt: skip


def sender_words(case: Case, access: Access) -> tuple[str, str]:
    """Named or not; for whoever may, the way to the page where who it is is asked for."""
    words = "匿名" if case.is_anonymous else "署名"
    if why_not(case, access):
        return words, ""
    return f"{words}，查看来件人（会记录）", reverse("admin:feedback_case_sender", args=[case.pk])


def entered_by(case: Case) -> str:
    """What was handed over from elsewhere nobody entered."""
    if case.registered_by:
        return str(case.registered_by)
    return "" if case.channel == Case.Channel.ELSEWHERE else "来件人本人"


def seconds_words(case: Case) -> str:
    count = case.seconds.count() if case.kind == Kind.TOPIC else 0
    return f"{count}人" if count else ""


def came_from(case: Case) -> str:
    """The number it had elsewhere, and where; nothing else of it."""
    found = Handover.objects.filter(became=case).select_related("case__organization").first()
    return f"{found.case.number}（{found.case.organization}）" if found else ""


def verdict_of(case: Case) -> str:
    words = (case.get_verdict_display() if case.verdict else "", case.verdict_text)
    return "：".join(filter(None, words))


def item_words(item: Item | None, access: Access) -> tuple[str, str]:
    """The title and a link for who may read the item, its index number alone for everyone else."""
    if item is None:
        return "", ""
    shown = Item.objects.visible_to(access.user, access.on).filter(pk=item.pk).only("title", "index_number").first()
    if shown is None:
        return item.index_number, ""
    return f"{shown.title}（{shown.index_number}）", reverse("catalog:item", args=[item.pk])


def others_about(item: Item | None) -> tuple[str, str]:
    """The queue, narrowed to cases about the same item."""
    if item is None:
        return "", ""
    query = urlencode({"tab": "open", "item": item.index_number})
    return "看关于它的全部来件", f"{reverse('admin:feedback_case_changelist')}?{query}"


def file_rows(case: Case) -> list[Attachment]:
    rows = case.files.order_by("pk")
    return [attachment_of(row, reverse("admin:feedback_case_file", args=[case.pk, row.pk])) for row in rows]
