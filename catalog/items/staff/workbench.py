"""What the item's workbench shows: the steps, the form of the present step, what is missing, what may be done."""

import difflib
from dataclasses import asdict
from datetime import date

from catalog.items.actions.steps import ActionOffer, available_actions
from catalog.items.blockers import submission_blockers
from catalog.items.context import ItemContext
from catalog.items.models import Decision, Item, Version
from catalog.items.public.page import document
from catalog.items.routes import facts_needed
from catalog.items.staff.decision_forms import ApprovalForm, ReviewForm, SecrecyForm
from catalog.items.staff.forms import PlanForm, TextForm
from catalog.items.staff.panels import panels_of
from catalog.items.staff.rows import due_words
from catalog.items.states import PUBLISHED, VersionState
from catalog.items.to_do import waiting_for
from disclosure.audit.history import events_of
from disclosure.audit.words import label
from disclosure.deadlines.dates import full, moment, plain
from disclosure.deadlines.models import UNDONE
from disclosure.deadlines.strip import trace_strip
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.files.listing import attachment_rows
from disclosure.files.rich_text import to_text
from disclosure.web.forms import ReasonForm, UploadForm

STEPS = (("content", "内容"), ("files", "附件"), ("plan", "公开安排"), ("check", "检查并提交"))
# The fields of the content step; every other field that a blocker names stands in the plan.
CONTENT = {"title": "#id_title", "body": ""}
# Where a field is put right when nothing is written any more.
PANEL_OF = {"display_until": "#display"}
DECISIONS = {"review": ReviewForm, "check_secrecy": SecrecyForm}
HISTORY = 50
# Steps that are simply taken: no word of passing belongs to them.
JUDGED = {Decision.Step.REVIEW, Decision.Step.SECRECY, Decision.Step.APPROVE}
# What is rarely pressed opens when it is asked for.
FOLDED = {"return_item", "start_correction", "drop_correction", "end_display", "ask_withdrawal"}
REASONS = {
    "start_correction": ("更正了什么", "写一句读者看得懂的话，更正公开后会显示出来。"),
    "ask_withdrawal": ("为什么撤回", "由另一个人确认以后才撤回。"),
}


def form_of(offer: ActionOffer, item: Item, data=None):
    """The form that an offered step asks for; its prefix keeps several on one page apart."""
    if offer.name == "approve":
        return ApprovalForm(data, needed=facts_needed(item), prefix=offer.name)
    if offer.name in DECISIONS:
        return DECISIONS[offer.name](data, prefix=offer.name)
    form = ReasonForm(data, prefix=offer.name, needs_reason=offer.needs_reason)
    field = form.fields["reason"]
    field.label, field.help_text = REASONS.get(offer.name, (field.label, field.help_text))
    return form


def is_writable(item: Item, case: ItemContext) -> bool:
    return item.working_version.state == VersionState.DRAFT and case.access.can("draft_items", item.organization)


def step_rows(current: str, base: str, missing: int) -> list[dict]:
    rows = [{"label": "登记", "state": "done", "url": ""}]
    reached = False
    for name, words in STEPS:
        is_current = name == current
        reached = reached or is_current
        note = f"还差 {missing} 项" if name == "check" and missing else ""
        state = "current" if is_current else ("todo" if reached else "done")
        rows.append({"label": words, "url": f"{base}?step={name}", "state": state, "note": note})
    return rows


def blocker_rows(blockers, base: str, *, is_writable: bool) -> list[dict]:
    return [{"text": row.message, "url": place_of(row.link, base, is_writable=is_writable)} for row in blockers]


def place_of(link: str, base: str, *, is_writable: bool) -> str:
    """Where the person puts right what blocks: a page, a panel, a field of the draft; empty where it is not theirs."""
    if not link or link.startswith(("/", "#")):
        return link
    if not is_writable:
        return PANEL_OF.get(link, "")
    return f"{base}?step=content{CONTENT[link]}" if link in CONTENT else f"{base}?step=plan#id_{link}"


def decision_rows(item: Item) -> list[dict]:
    """Every step taken on every version, oldest first."""
    rows = Decision.objects.filter(version__item=item).select_related("by", "version").order_by("pk")
    return [
        {
            "on": moment(row.at),
            "title": decision_words(row),
            "who": str(row.by) if row.by else "系统",
            "note": "　".join(filter(None, [row.reason, *fact_words(row.evidence)])),
            "state": "late" if row.result == Decision.Result.RETURNED else "done",
        }
        for row in rows
    ]


def decision_words(row: Decision) -> str:
    is_judged = row.step in JUDGED or row.result == Decision.Result.RETURNED
    return f"{row.get_step_display()}：{row.get_result_display()}" if is_judged else row.get_step_display()


def fact_words(facts: dict) -> list[str]:
    """What was stated with a step; codes by their names."""
    names = dict(Item.ApprovalRoute.choices)
    declared = ["对内容的真实性负责"] if facts.get("is_truthful") else []
    return declared + [
        plain(date.fromisoformat(value)) if name.endswith("_on") else names.get(value, value)
        for name, value in facts.items()
        if isinstance(value, str)
    ]


def reason_notice(item: Item) -> dict | None:
    """The last word, when it asks for something: to change the draft sent back, or to agree to a withdrawal."""
    last = Decision.objects.filter(version=item.working_version_id).select_related("by").order_by("-pk").first()
    if item.withdrawal_asked_at and not item.withdrawn_at:
        asked = Decision.objects.filter(version__item=item, step=Decision.Step.ASK_WITHDRAWAL).order_by("-pk").first()
        return {"title": f"{item.withdrawal_asked_by}申请撤回，要由另一个人决定", "text": asked.reason if asked else ""}
    if last is None or last.result != Decision.Result.RETURNED:
        return None
    return {
        "title": f"{last.get_step_display()}退回了，请修改后再提交",
        "text": f"{last.reason}（{last.by or '系统'}）",
    }


def following(item: Item, case: ItemContext) -> dict | None:
    """The next item that waits for the person."""
    rows = waiting_for(case.user, case.access).exclude(pk=item.pk).select_related("working_version")
    row = rows.order_by("deadline__due_on", "pk").first()
    return {"title": row.working_version.title, "url": row.staff_url} if row else None


def history_rows(item: Item) -> list[dict]:
    return [
        {
            "on": moment(event.at),
            "title": label(event.action),
            "who": event.actor_name,
            "state": "",
        }
        for event in events_of(item)[:HISTORY]
    ]


def difference(old: Version, new: Version) -> list[dict]:
    """Lines of the new text against the old one: kept, added, removed."""
    before, after = to_text(old.body).splitlines(), to_text(new.body).splitlines()
    signs = {"+ ": "added", "- ": "removed", "  ": "kept"}
    lines = difflib.ndiff([old.title, *before], [new.title, *after])
    return [{"text": line[2:], "kind": signs[line[:2]]} for line in lines if line[:2] in signs]


def deadline_rows(item: Item, calendar: WorkCalendar, on: date) -> dict:
    deadline = item.deadline
    if deadline is None:
        return {}
    if deadline.closed_as in UNDONE:
        words, state = deadline.get_closed_as_display(), "excused"
    elif deadline.closed_on:
        words, state = ("按时公开", "done") if not deadline.was_late() else ("晚于期限公开", "late")
    else:
        words, state = due_words(deadline.due_on, on, calendar)
    return {
        "words": words,
        "state": state,
        "on": full(deadline.due_on, calendar) if deadline.due_on else "",
        "is_provisional": deadline.is_provisional,
        "trace": trace_strip(deadline.trace),
    }


def forms_of_step(step: str, item: Item, case: ItemContext, bound: dict) -> dict:
    version = item.working_version
    if step == "content":
        initial = {"title": version.title, "body": version.body, "seen_saved_at": version.saved_at.isoformat()}
        return {"form": bound.get("content") or TextForm(initial=initial)}
    if step == "files":
        return {"form": bound.get("files") or UploadForm()}
    if step == "plan":
        given = {"item": item, "rules": case.rules, "today": case.on}
        return {"form": bound.get("plan") or PlanForm(initial=plan_of(item), **given)}
    return {}


def plan_of(item: Item) -> dict:
    names = (
        "event_on", "is_important", "department", "scope", "inside_first", "channels", "approval_route",
        "display_until", "work_plan", "is_truthful", "outside_after_days",
    )  # fmt: skip
    return {
        **{name: getattr(item, name) for name in names},
        "audiences": item.audiences.all(),
        "recipients": item.recipients.all(),
    }


def context_of(item: Item, case: ItemContext, calendar: WorkCalendar, *, step: str, bound: dict) -> dict:
    """``bound``: forms that were posted with errors, by step or by the name of the decision."""
    base = item.staff_url
    version, writable = item.working_version, is_writable(item, case)
    offers = available_actions(item, case.user, case.on)
    missing = submission_blockers(item, on=case.on) if writable else []
    panels = panels_of(item, case)
    earlier = item.versions.filter(number=version.number - 1).first() if version.number > 1 else None
    return {
        "item": item,
        "version": version,
        "base": base,
        "is_writable": writable,
        "step": step,
        "steps": step_rows(step, base, len(missing)),
        "missing": blocker_rows(missing, base, is_writable=writable),
        "offers": offer_rows(offers, item, base, bound, is_writable=writable, is_checking=step == "check"),
        "public_url": item.get_absolute_url() if item.state in PUBLISHED else "",
        "asking": [panel for panel in panels if panel.asks],
        "following": None if offers or writable else following(item, case),
        "notice": reason_notice(item),
        "panels": panels,
        "crumbs": [{"label": "今日", "url": "/admin/"}, {"label": version.title}],
        "deadline": deadline_rows(item, calendar, case.on),
        "document": document(item, version, version.attachments.order_by("pk"), calendar, case.on),
        "attachments": removable(item, version),
        "decisions": decision_rows(item),
        "history": history_rows(item),
        "difference": difference(earlier, version) if earlier else [],
        **(forms_of_step(step, item, case, bound) if writable else {}),
    }


def offer_rows(
    offers: list[ActionOffer], item: Item, base: str, bound: dict, *, is_writable: bool, is_checking: bool
) -> list[dict]:
    """The buttons, one of them the main one. A draft is handed in from the last step, with its reader's view in sight."""
    shown = [offer for offer in offers if offer.name != "submit" or is_checking or not is_writable]
    main = next((offer for offer in shown if offer.name not in FOLDED and not offer.blockers), None)
    return [
        {
            **asdict(offer),
            "press": f"提交{offer.label}意见" if offer.may_return else offer.label,
            "kind": "main" if offer is main else "plain",
            "is_folded": offer.name in FOLDED,
            "blockers": blocker_rows(offer.blockers, base, is_writable=is_writable),
            "form": bound.get(offer.name) or form_of(offer, item),
        }
        for offer in shown
    ]


def removable(item: Item, version: Version) -> list[dict]:
    rows = list(version.attachments.order_by("pk"))
    return [
        {**vars(shown), "remove": f"/admin/catalog/item/{item.pk}/files/{row.pk}/remove/"}
        for shown, row in zip(attachment_rows(item.pk, rows), rows, strict=True)
    ]
