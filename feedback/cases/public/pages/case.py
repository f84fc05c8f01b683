"""A case as its sender follows it: what was asked, where it stands, by when and why that day, what was answered
(LK-17, LK-21, JG-04, YY-05, QJ-16). Who works on it is not named."""

from datetime import date

from django.db.models import F, Q
from django.urls import reverse

from catalog.items.models import Item
from disclosure.deadlines import dates
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.deadlines.working_calendar import current_calendar
from disclosure.files.listing import size_of, type_of
from feedback.cases.models.cases import Case, CaseFile
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.public.pages.due import dues
from feedback.cases.public.pages.status import standing
from feedback.cases.replies import SHOWN_RESULTS
from feedback.cases.states import Kind

JOINED = ("organization", "entry", "item", "accept_deadline", "answer_deadline", "merged_into__organization")


def case_context(case: Case, reader, on: date) -> dict:
    """What ``site/requests/letter.html`` shows; ``case`` comes with ``JOINED``."""
    calendar = current_calendar()
    readable = Item.objects.visible_to(reader, on)
    replies = list(case.replies.select_related("superior").order_by("round", "pk"))
    return {
        "case": case,
        "crumbs": crumbs(case),
        "standing": standing(case, replies, on, calendar),
        "metadata": metadata(case, readable, calendar),
        "dues": dues(case, replies, on, calendar),
        "events": events(case),
        "replies": reply_rows(replies, readable),
        "letters": letter_rows(case),
        "files": file_rows(case),
        "completions": completions(case),
        "main": main_rows(case.merged_into, readable) if case.merged_into else None,
    }


def crumbs(case: Case) -> list[dict]:
    return [{"label": "首页", "url": "/"}, {"label": "点题与申请", "url": "/requests/"}, {"label": case.number}]


def metadata(case: Case, readable, calendar: WorkCalendar) -> list[dict]:
    organization = case.organization
    rows = [
        {"label": "编号", "value": case.number},
        {"label": "种类", "value": case.get_kind_display()},
        {"label": "办理组织", "value": organization.name, "url": organization.get_absolute_url()},
        {"label": "收到", "value": dates.full(case.received_on, calendar)},
        {"label": "渠道", "value": case.get_channel_display()},
        {"label": "名义", "value": "匿名" if case.is_anonymous else "署名"},
        {"label": "怎样答复", "value": case.get_reply_by_display()},
    ]
    if case.entry:
        rows.append({"label": "目录事项", "value": str(case.entry)})
    if case.item_id and (item := shown_item(case.item_id, readable)):
        rows.append({"label": "关于", "value": item["title"], "url": item["url"]})
    if case.led_to_id and (item := shown_item(case.led_to_id, readable)):
        rows.append({"label": "由此公开", "value": item["title"], "url": item["url"]})
    return rows


def shown_item(pk: int | None, readable) -> dict | None:
    """Title and address of an item, if this reader may read it."""
    item = readable.filter(pk=pk).select_related("published_version").first() if pk else None
    return {"title": item.published_version.title, "url": item.get_absolute_url()} if item else None


def events(case: Case) -> list[dict]:
    """The time line: every step that has words for the sender, oldest first."""
    rows = [
        {"on": dates.moment(step.at), "title": step.words, "state": ""}
        for step in case.steps.exclude(words="").order_by("pk")
    ]
    if rows:
        rows[-1]["state"] = "done" if case.closed_at else "current"
    return rows


def reply_rows(replies: list[Reply], readable) -> list[dict]:
    """Answers that were sent; of one that the superior did not agree to, the superior's opinion alone (JG-04, QJ-16)."""
    shown = [row for row in replies if row.sent_at or row.state == Reply.State.OVERTURNED]
    return [reply_row(row, readable) for row in shown]


def reply_row(reply: Reply, readable) -> dict:
    row = {"superior": superior_words(reply), "opinion": reply.superior_opinion, "is_sent": bool(reply.sent_at)}
    if not reply.sent_at:
        return row
    return row | {
        "result": reply.get_result_display(),
        "on": dates.moment(reply.sent_at),
        "text": reply.text,
        "reason": reply.get_reason_display() if reply.reason else "",
        "legal_basis": reply.legal_basis,
        "held_by": reply.held_by,
        "item": shown_item(reply.item_id, readable),
    }


def superior_words(reply: Reply) -> str:
    if not reply.superior_at:
        return ""
    name = reply.superior.name if reply.superior else "上级党组织"
    verdict = "不同意" if reply.state == Reply.State.OVERTURNED else "同意"
    return f"{name}{dates.plain(dates.local_day(reply.superior_at))}审定：{verdict}"


def sender_letters(case: Case):
    """Letters that were sent to the sender: none that went to a third party, none of an answer still being written."""
    rows = case.letters.exclude(name=Letter.Name.THIRD_PARTY)
    return rows.exclude(reply__isnull=False, reply__sent_at__isnull=True, name__in=("reply", "refusal"))


def letter_rows(case: Case) -> list[dict]:
    return [
        {
            "title": f"{row.get_name_display()}（{row.number}）",
            "on": dates.plain(row.made_on),
            "pdf": reverse("feedback:case-letter", args=[case.number, row.pk, "pdf"]),
            "docx": reverse("feedback:case-letter", args=[case.number, row.pk, "docx"]),
        }
        for row in sender_letters(case).order_by("pk")
    ]


def file_rows(case: Case) -> list[dict]:
    return [
        {
            "name": row.name,
            "url": reverse("feedback:case-file", args=[case.number, row.pk]),
            "type": type_of(row.name),
            "size": size_of(row.size),
        }
        for row in own_files(case).order_by("pk")
    ]


def completions(case: Case) -> list[dict]:
    """What the sender wrote later, when it was asked for; not what staff registered for them."""
    rows = case.steps.filter(action="completed", by__isnull=True).exclude(note="").order_by("pk")
    return [{"on": dates.plain(dates.local_day(row.at)), "text": row.note} for row in rows]


def own_files(case: Case):
    """What came with the case or was sent after it by its sender; nothing that staff put beside it later."""
    by_sender = Q(uploaded_by__isnull=True) | Q(uploaded_by=F("case__sender__person"))
    return CaseFile.objects.filter(by_sender | Q(uploaded_at__lte=case.registered_at), case=case)


def main_rows(main: Case, readable) -> dict:
    """The case that this one was merged into: where it stands, and its answer where everyone who asked may read it."""
    answered = main.replies.filter(sent_at__isnull=False).order_by("-round").first()
    reply = answered if answered and answered.result in SHOWN_RESULTS and main.kind != Kind.APPLICATION else None
    return {
        "number": main.number,
        "state": main.get_state_display(),
        "reply": reply_row(reply, readable) if reply else None,
        "is_withheld": bool(answered and not reply),
    }
