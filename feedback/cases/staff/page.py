"""What the desk's page of one case shows: the facts, the text, the days and why, what may be done, what happened."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from catalog.items.models import Item
from catalog.items.staff.rows import due_words
from disclosure.audit.words import label
from disclosure.deadlines.dates import full, moment, plain
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.strip import trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files.listing import size_of, type_of
from disclosure.organizations.access import Access
from feedback.cases.identity import why_not
from feedback.cases.models.cases import Case, Step
from feedback.cases.replies import reply_at_hand
from feedback.cases.staff.forms.all_forms import STEP_FORMS
from feedback.cases.staff.next_steps import NextSteps
from feedback.cases.staff.panels.panels import panels_of
from feedback.cases.states import ENDED, Kind, State
from feedback.cases.steps import STEPS, CaseStep, offers
from feedback.cases.visibility import cases_for

# Pressed once in a while: they stand folded below the others.
RARE = {
    "register_withdrawal",
    "extend",
    "merge",
    "defer",
    "order_rectification",
    "reopen",
    "list",
    "unlist",
    "not_accept",
    "screen_out",
    "link_item",
    "make_item",
}
FOLLOWS = ("assign", "claim")
JOINED = (
    "organization", "entry", "item", "accept_deadline", "answer_deadline", "handler", "department", "registered_by",
    "merged_into", "complaint_about", "led_to",
)  # fmt: skip


def case_context(case: Case, access: Access, calendar: WorkCalendar, kept: str = "") -> dict:
    """``kept``: parameters that the steps' addresses carry along."""
    on, user = access.on, access.user
    panels = panels_of(case, user, on)
    following = NextSteps(case, offers(case, user, on), user)
    return {
        "case": case,
        "heading": case.subject,
        "state": state_of(case, on),
        "dues": dues_of(case, on, calendar),
        "facts": facts(case, access),
        "files": file_rows(case),
        "steps": step_rows(following, kept),
        "waits": following.words(),
        "panels": panels,
        "asking": [panel for panel in panels if panel.asks],
        "history": history(case, access),
    }


def state_of(case: Case, on: date) -> dict:
    if case.state in (State.ANSWERED, State.CLOSED):
        state = "done"
    else:
        state = "excused" if case.state in ENDED else "waiting"
    return {"state": state, "word": case.state_words(on)}


def dues_of(case: Case, on: date, calendar: WorkCalendar) -> list[dict]:
    named = (
        ("受理", case.accept_deadline),
        ("答复", case.answer_deadline),
        ("上级审定", superior_deadline(case)),
    )
    return [due_row(what, deadline, on, calendar) for what, deadline in named if deadline is not None]


def superior_deadline(case: Case) -> Deadline | None:
    """By when the superior decides, while it does."""
    reply = reply_at_hand(case) if case.state == State.AT_SUPERIOR else None
    return reply.superior_deadline if reply else None


def due_row(what: str, deadline: Deadline, on: date, calendar: WorkCalendar) -> dict:
    words, state = words_of(deadline, on, calendar)
    return {
        "what": what,
        "words": words,
        "state": state,
        "on": full(deadline.due_on, calendar) if deadline.due_on else "",
        "is_provisional": deadline.is_provisional,
        "trace": trace_strip(deadline.trace),
    }


def words_of(deadline: Deadline, on: date, calendar: WorkCalendar) -> tuple[str, str]:
    if deadline.closed_on is None:
        return due_words(deadline.due_on, on, calendar)
    if deadline.was_late():
        return "办得晚于期限", "late"
    return (deadline.get_closed_as_display(), "done") if deadline.closed_as in UNDONE else ("按时办了", "done")


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
    return (
        {"value": main.number, "url": reverse("admin:feedback_case_change", args=[main.pk])} if main else {"value": ""}
    )


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
    return {"value": "看关于它的全部来件", "url": f"/admin/feedback/case/?{query}"}


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


def step_rows(following: NextSteps, kept: str = "") -> dict:
    """The buttons: one main, the others beside it, the rare ones folded."""
    shown = [step for step in following.steps if step.name in STEP_FORMS]
    main, rare = main_of(shown), RARE - following.needed()
    rows = [step_row(following, step, kept, is_main=step is main) for step in shown]
    rows.sort(key=lambda row: not row["is_main"])
    return {
        "near": [row for row in rows if row["name"] not in rare or row["is_main"]],
        "rare": [row for row in rows if row["name"] in rare and not row["is_main"]],
    }


def main_of(shown: list[CaseStep]) -> CaseStep | None:
    """What its form calls the main one; else the first that is neither rare nor only about who handles it."""
    marked = [step for step in shown if STEP_FORMS[step.name].is_main]
    usual = [step for step in shown if step.name not in RARE and step.name not in FOLLOWS]
    return next(iter([*marked, *usual]), None)


def step_row(following: NextSteps, step: CaseStep, kept: str, *, is_main: bool) -> dict:
    form = STEP_FORMS[step.name]
    kind = "main" if is_main else "danger" if form.is_danger else "plain"
    address = step_url(following.case, step)
    url = f"{address}?{kept}" if kept else address
    return {"name": step.name, "label": following.label(step), "kind": kind, "is_main": is_main, "url": url}


def step_url(case: Case, step: CaseStep) -> str:
    return reverse("admin:feedback_case_step", args=[case.pk, step.name])


def history(case: Case, access: Access) -> list[dict]:
    """Every step, oldest first: what the sender reads of it and what only the desk reads. That its sender complained about
    it stands there only for who sees the complaint."""
    rows = Step.objects.filter(case=case).select_related("by").order_by("pk")
    if not cases_for(access).filter(complaint_about=case).exists():
        rows = rows.exclude(action="complained")
    return [
        {
            "on": moment(row.at),
            "title": step_words(row.action),
            "who": str(row.by) if row.by else "",
            "words": row.words,
            "note": row.note,
        }
        for row in rows
    ]


def step_words(action: str) -> str:
    return STEPS[action].label if action in STEPS else label(f"case.{action}")
