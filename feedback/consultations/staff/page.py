"""What the desk's page of a consultation shows: the draft to write, then what came in, what was answered, what may be done."""

from dataclasses import dataclass

from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import moment, plain
from disclosure.organizations.access import Access
from disclosure.web.forms import UploadForm
from disclosure.web.page_links import links
from disclosure.web.paging import paged
from disclosure.workflow.offer import Offer
from feedback.consultations import forms, publishing
from feedback.consultations import summary as summarising
from feedback.consultations.blockers import of_consultation, of_draft, of_summary
from feedback.consultations.deciding import counts_of
from feedback.consultations.guard import COLLECTORS, PUBLISHERS, WRITERS, may
from feedback.consultations.models import Comment, Consultation
from feedback.consultations.public.pages import document, file_rows, summary_words
from feedback.consultations.stamp import stamp_of_draft, stamp_of_summary
from feedback.consultations.status import COMING, DRAFT, OPEN, OVER, SUMMARISED, standing_of

HISTORY, COMMENTS = 30, 50
ASK = Offer("ask", "请人发布", forms.NothingForm, publishing.ask, "已通知能发布的人。", "main")
PUBLISH = Offer("publish", "发布", forms.ReadForm, publishing.publish, "已发布。", "main")
EXTEND = Offer("extend", "延长截止日期", forms.ExtendForm, publishing.extend, "已延长。", is_folded=True)
WITHDRAW = Offer("withdraw", "撤下", forms.WithdrawForm, publishing.withdraw, "已撤下。", "danger", is_folded=True)
SUMMARY = Offer("write_summary", "保存采纳情况", forms.SummaryForm, summarising.write_summary, "采纳情况已保存。")
OUT = Offer("publish_summary", "公布采纳情况", forms.ReadForm, summarising.publish_summary, "采纳情况已公布。", "main")


@dataclass(frozen=True)
class Sight:
    """A consultation on the day, for one person."""

    consultation: Consultation
    access: Access
    bound: dict

    @property
    def standing(self):
        return standing_of(self.consultation, self.access.on)

    def may(self, permissions: tuple[str, ...]) -> bool:
        return may(self.access, permissions, self.consultation.organization)


def offers_for(consultation: Consultation, access: Access) -> list[Offer]:
    sight = Sight(consultation, access, {})
    name, writes, publishes = sight.standing.name, sight.may(WRITERS), sight.may(PUBLISHERS)
    if name == DRAFT:
        is_own = access.user.pk in (consultation.created_by_id, consultation.saved_by_id)
        return [PUBLISH] if publishes and not is_own else [ASK] if writes else []
    if name in (COMING, OPEN):
        return [EXTEND, WITHDRAW] if publishes else []
    if name == OVER:
        return [SUMMARY] * sight.may(COLLECTORS) + [OUT, WITHDRAW] * publishes
    return [WITHDRAW] if name == SUMMARISED and publishes else []


def page_of(consultation: Consultation, access: Access, bound: dict, parameters) -> dict:
    """``bound``: forms posted with errors, by ``text``, ``file``, ``decide``, ``enter`` or the offer's name."""
    sight = Sight(consultation, access, bound)
    is_writable = sight.standing.name == DRAFT and sight.may(WRITERS)
    context = {
        "consultation": consultation,
        "standing": sight.standing,
        "is_writable": is_writable,
        "document": document(consultation, consultation.files.order_by("pk")),
        "offers": [offer_row(offer, sight) for offer in offers_for(consultation, access)],
        "written": f"{consultation.created_by} 起草，{consultation.saved_by or consultation.created_by} "
        f"{moment(consultation.saved_at)}保存",
        "owed": owed(consultation),
        "history": history(consultation),
    }
    if is_writable:
        given = {"organization": consultation.organization, "initial": forms.values_of(consultation)}
        context["form"] = bound.get("text") or forms.ConsultationForm(**given)
        context["file_form"] = bound.get("file") or UploadForm()
        context["files"] = removable(consultation)
    if consultation.published_at:
        context["comments"] = comments_of(sight, parameters)
        context["meetings"] = list(consultation.meetings.only("title", "held_on").order_by("held_on", "pk"))
    return context


def history(row) -> list[dict]:
    return [
        {"on": moment(event.at), "title": label(event.action), "who": event.actor_name, "state": ""}
        for event in events_of(row).exclude(action="consultation.commented")[:HISTORY]
    ]


def offer_row(offer: Offer, sight: Sight) -> dict:
    consultation, person, on = sight.consultation, sight.access.user, sight.access.on
    checks = {
        "ask": lambda: of_draft(consultation, on),
        "publish": lambda: of_consultation(consultation, person, on),
        "publish_summary": lambda: of_summary(consultation, person, on),
    }
    return {
        "name": offer.name,
        "label": offer.label,
        "kind": offer.kind,
        "is_folded": offer.is_folded,
        "blockers": [blocker.message for blocker in checks.get(offer.name, list)()],
        "form": sight.bound.get(offer.name) or offer.form(prefix=offer.name, initial=first(offer, consultation)),
    }


def first(offer: Offer, consultation: Consultation) -> dict:
    stamp = consultation.summary_saved_at
    if offer.name == "write_summary":
        return {"summary": consultation.summary, "seen_saved_at": stamp.isoformat() if stamp else ""}
    stamps = {"publish": stamp_of_draft, "publish_summary": stamp_of_summary}
    return {"seen": stamps[offer.name](consultation)} if offer.name in stamps else {}


def owed(consultation: Consultation) -> str:
    deadline = consultation.summary_deadline
    if deadline is None or deadline.closed_on or deadline.due_on is None:
        return ""
    return f"采纳情况要在{plain(deadline.due_on)}以前公布（截止后15个工作日，预设）。"


def removable(consultation: Consultation) -> list[dict]:
    rows = list(consultation.files.order_by("pk"))
    base = f"/admin/feedback/consultation/{consultation.pk}/files/"
    return [
        {**shown, "remove": f"{base}{row.pk}/remove/"}
        for shown, row in zip(file_rows(consultation, rows), rows, strict=True)
    ]


def comments_of(sight: Sight, parameters) -> dict:
    """A page of what came in, without names, and the forms for who answers it."""
    consultation = sight.consultation
    rows = consultation.comments.only("text", "name", "given_at", "entered_by", "result", "reply", "is_hidden")
    is_narrowed = parameters.get("show") == "open"
    rows = rows.filter(result=Comment.Result.OPEN) if is_narrowed else rows
    cursors = {"after": parameters.get("after", ""), "before": parameters.get("before", "")}
    page = paged(rows, order=["pk"], size=COMMENTS, **cursors)
    older_url, newer_url = links(parameters, page)
    collects = sight.may(COLLECTORS)
    works = collects and not consultation.summary_published_at and not consultation.withdrawn_at
    return {
        "words": summary_words(consultation),
        "open": counts_of(consultation)["open"],
        "is_narrowed": is_narrowed,
        "rows": [comment_row(row) for row in page.rows],
        "older_url": older_url,
        "newer_url": newer_url,
        "collects": collects,
        "form": (sight.bound.get("decide") or forms.DecideForm(prefix="decide")) if works and page.rows else None,
        "ticked": sight.bound.get("ticked", ()),
        "enter_form": (sight.bound.get("enter") or forms.EnterForm(prefix="enter")) if works else None,
    }


def comment_row(comment: Comment) -> dict:
    marks = ["署名" if comment.name else "不署名", *(["登记的"] if comment.entered_by_id else [])]
    return {
        "pk": comment.pk,
        "text": comment.text,
        "facts": f"{moment(comment.given_at)} · {' · '.join(marks)}",
        "word": comment.get_result_display(),
        "is_open": comment.result == Comment.Result.OPEN,
        "reply": comment.reply,
        "is_hidden": comment.is_hidden,
    }
