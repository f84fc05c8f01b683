"""The clocks of a case: what the scheme gives for accepting and answering; else a marked preset (LK-17, YY-05)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from catalog.schemes.rules import NoScheme, SchemeRules, scheme_for
from disclosure.deadlines.actions import close, open_deadline, resume
from disclosure.deadlines.dates import full, month_day
from disclosure.deadlines.limits import Due
from disclosure.deadlines.models import Deadline
from disclosure.deadlines.working_calendar import current_calendar
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case
from feedback.cases.states import REQUESTS, Kind

RECEIPT, ACCEPTANCE, REOPENING = "receipt", "acceptance", "reopening"
EVENTS = {RECEIPT: "收到", ACCEPTANCE: "受理", REOPENING: "要求重办"}
ANSWER_STEPS: Mapping[str, str] = {Kind.TOPIC: "answer", Kind.APPLICATION: "application_answer"}
REPLY_PRESET = {
    "rule": {"working_days": 15},
    "start": RECEIPT,
    "preset": True,
    "preset_reason": "原文没有天数；定为收到后15个工作日答复，可以改。",
}
ACCEPT_PRESET = {
    "rule": {"calendar_days": 5},
    "start": RECEIPT,
    "preset": True,
    "preset_reason": "本组织还没有实施方案；定为收到后5日。",
}
TOO_LATE = "这一件今天到期或者已经逾期，不能再搁，请尽快办理。"
EXTENSION_DAYS, EXTENSIONS = 10, 1
EXTENSION_REASON = "原文没有说可以延期；定为最多延期一次，延长10日（按工作日算的延长10个工作日）。"


def rules_of(case: Case, on: date) -> SchemeRules | None:
    try:
        return scheme_for(case.organization, on)
    except NoScheme:
        return None


def accept_rule(rules: SchemeRules | None) -> Mapping:
    return rules.request_rule("accept") if rules else ACCEPT_PRESET


def answer_rule(kind: str, rules: SchemeRules | None) -> Mapping:
    """The scheme's row for answering a case of the kind; its ``start`` says from which day it counts."""
    if kind in ANSWER_STEPS:
        return rules.request_rule(ANSWER_STEPS[kind]) if rules else REPLY_PRESET
    return (rules.data.get("opinions") if rules else None) or REPLY_PRESET


def open_accept(case: Case, *, by, now: datetime, on: date) -> None:
    """Only requests are accepted; the caller saves the case."""
    if case.kind in REQUESTS:
        rules = rules_of(case, on)
        case.accept_deadline = opened(case, "受理", accept_rule(rules), case.received_on, rules, by=by, now=now)


def open_answer(case: Case, *, event: str, on: date, by, now: datetime) -> None:
    """On the day of the event (``receipt`` or ``acceptance``) that the scheme counts from; the caller saves the case."""
    rules = rules_of(case, on)
    row = answer_rule(case.kind, rules)
    if row.get("start", RECEIPT) == event and case.answer_deadline_id is None:
        start_on = case.received_on if event == RECEIPT else case.accepted_on
        case.answer_deadline = opened(case, "答复", row, start_on, rules, by=by, now=now)


def opened(
    case: Case, step: str, row: Mapping, start_on: date, rules: SchemeRules | None, *, by, now: datetime
) -> Deadline:
    kind = Deadline.Kind.REQUEST if case.kind in REQUESTS else Deadline.Kind.OPINION
    what, event = f"{case.get_kind_display()}{step}", f"{EVENTS[row.get('start', RECEIPT)]}{case.get_kind_display()}"
    return open_row(case, kind, what, start_on, row["rule"], event, source=source_of(row, rules), by=by, now=now)


def open_row(case: Case, kind: str, what: str, start_on: date, rule: Mapping, event: str, **given: Any) -> Deadline:
    """The ledger names kind and number, never what the case says."""
    return open_deadline(
        organization=case.organization,
        kind=kind,
        title=f"{what}（{case.number}）",
        start_on=start_on,
        rule=rule,
        event=event,
        url=case.staff_url,
        department=case.department,
        person=case.handler,
        permission=STAFF_PERMISSION[case.kind],
        **given,
    )


def source_of(row: Mapping, rules: SchemeRules | None) -> Mapping:
    document = {"document": f"《{rules.scheme.title}》"} if rules else {}
    words = {name: row[name] for name in ("article", "sentence") if row.get(name)}
    if row.get("preset"):
        return {**document, **words, "note": f"预设：{row.get('preset_reason', '')}", "preset": True}
    note = {"note": row["start_reason"]} if row.get("start_reason") else {}
    return {**document, **words, **note}


def extension_rule(case: Case, on: date) -> Mapping:
    """By how much and how often the answer may be put off: the scheme's ``extension`` row, else the preset."""
    rules = rules_of(case, on)
    if rules and rules.data["requests"].get("extension"):
        return rules.request_rule("extension")
    unit = next(iter(case.answer_deadline.rule))
    preset = {"preset": True, "preset_reason": EXTENSION_REASON}
    return {"rule": {unit: EXTENSION_DAYS}, "most": EXTENSIONS, **preset}


def stop(deadline: Deadline | None, *, on: date, by, now: datetime, is_done: bool = True) -> None:
    """``is_done``: else it is owed no more. What was done while the clock stood still is reckoned as if it had gone on
    that day, so that it has a due date."""
    if deadline is None:
        return
    if deadline.paused_on and deadline.closed_on is None and is_done:
        resume(deadline, on=max(on, deadline.paused_on), reason="已经办理，恢复计时", by=by, now=now)
    close(deadline, on=on, by=by, now=now, closed_as=Deadline.ClosedAs.DONE if is_done else Deadline.ClosedAs.ENDED)


def day_words(on: date) -> str:
    """A day as people read it."""
    return full(on, current_calendar())


def due_words(found: Deadline | Due) -> str:
    """Marked where the year's holidays are not known yet."""
    words = day_words(found.due_on)
    return f"{words[:-1]}，暂定）" if found.is_provisional else words


def answer_words(deadline: Deadline) -> str:
    """By when the sender gets an answer, and why the day may still change."""
    words = f"我们会在{due_words(deadline)}前答复。"
    return words + (f"{deadline.due_on.year}年放假安排公布以后，日期可能改。" if deadline.is_provisional else "")


# --- what is the handler's to keep ---


def own_deadlines(case: Case):
    """Those that are open; what is to be put right is one of them."""
    pks = [case.accept_deadline_id, case.answer_deadline_id]
    own = Q(pk__in=[pk for pk in pks if pk]) | Q(order__rectification__case=case)
    return Deadline.objects.open().filter(own)


def first_due(case: Case) -> date | None:
    """The next day on which something is due; while the clocks stand still, that until which somebody is waited for."""
    days = own_deadlines(case).filter(due_on__isnull=False).order_by("due_on")
    due_on = days.values_list("due_on", flat=True).first()
    return min(filter(None, (due_on, case.waiting_until_on)), default=None)


def at_latest(due_on: date) -> str:
    """How long a case may be put aside."""
    return f"最晚搁到{month_day(due_on)}"
