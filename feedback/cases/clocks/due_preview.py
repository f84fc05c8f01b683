"""Which dates will come out of a step, said before it is taken. Reads only."""

from collections.abc import Mapping
from datetime import date

from disclosure.deadlines.models import Deadline, DeadlineChange
from disclosure.deadlines.reckoning import due_by, reckon
from disclosure.deadlines.rules import LimitError, Rule
from feedback.cases.clocks.clocks import answer_rule, day_words, due_words, extension_rule, rules_of
from feedback.cases.clocks.waits import clocks
from feedback.cases.models.cases import Case

Change = DeadlineChange.Kind


def name_of(case: Case, deadline: Deadline) -> str:
    return "受理期限" if deadline.pk == case.accept_deadline_id else "答复期限"


def changed(deadline: Deadline, kind: str, on: date, rule: Mapping | None = None):
    """The clock as it would be after the change."""
    change = DeadlineChange(kind=kind, effective_on=on, rule=rule)
    return reckon(deadline, [*deadline.changes.order_by("pk"), change])


def after_accepting(case: Case, on: date) -> list[str]:
    """By when it has to be answered, once accepted today."""
    if case.answer_deadline:
        return [f"受理以后，要在{due_words(case.answer_deadline)}前答复。"]
    rule = answer_rule(case.kind, rules_of(case, on))["rule"]
    return [f"今天受理，要在{due_words(due_by(rule, on))}前答复。"]


def after_waiting(case: Case, on: date) -> list[str]:
    """How much is left of each clock that will stand still."""
    found = []
    for deadline in clocks(case):
        if deadline.is_overdue(on):
            found.append(f"{name_of(case, deadline)}{due_words(deadline)}已经过了，不会停。")
        elif not deadline.paused_on:
            left = changed(deadline, Change.PAUSE, on).trace
            days = f"还剩{left['remaining']}{left['unit']}" if left.get("remaining") else "今天是最后一天"
            found.append(f"{name_of(case, deadline)}停下来，{days}。")
    return found


def after_coming(case: Case, on: date) -> list[str]:
    """The last day of the wait and, if it came today, the new due dates."""
    if case.waiting_until_on is None:
        return []
    on = min(on, case.waiting_until_on)
    found = [f"最迟等到{day_words(case.waiting_until_on)}。"]
    for deadline in clocks(case):
        if deadline.paused_on:
            day = due_words(changed(deadline, Change.RESUME, on))
            found.append(f"按今天收到算，{name_of(case, deadline)}改到{day}。")
    return found


def after_extending(case: Case, on: date) -> list[str]:
    deadline = case.answer_deadline
    if deadline is None or deadline.paused_on or deadline.closed_on:
        return []
    row = extension_rule(case, on)
    try:
        day = due_words(changed(deadline, Change.EXTENSION, on, row["rule"]))
    except LimitError as error:
        return [str(error)]
    much = Rule.from_mapping(row["rule"]).describe()
    ground = f"预设：{row['preset_reason']}" if row.get("preset") else f"依据：{row.get('article', '')}。"
    return [
        f"现在要在{due_words(deadline)}前答复；延长{much}，改为{day}，从原来的起算日重新计算。",
        f"最多延期{row['most']}次。{ground}",
    ]
