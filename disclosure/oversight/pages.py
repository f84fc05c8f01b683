"""The supervisor's page in words: the sentence, the map of months, who is late, and the rows themselves (JG-07, QJ-18)."""

from datetime import date
from urllib.parse import urlencode

from disclosure.deadlines import dates
from disclosure.deadlines.models import UNDONE, Deadline
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.oversight import figures
from disclosure.oversight.selection import DISCLOSURE, KINDS, NO_DEPARTMENT, NO_ENTRY, STATES, Selection, place_url
from disclosure.oversight.watching import MOST_UNITS, Watch
from disclosure.web.filters import Field, bar

BREAKDOWNS = {"organization": "按党组织", "department": "按责任科室", "kind": "按种类"}


def code_of(watch: Watch) -> str:
    return watch.organization.code if watch.organization else ""


def sentence(watch: Watch, on: date) -> list[dict]:
    """Parts of the component ``stat_sentence``, each number a link to exactly those rows."""
    found = figures.month_figures(watch.deadlines(), on)
    month = Selection(kind=DISCLOSURE, month=on.replace(day=1))

    def part(count: int, state: str, colour: str = "") -> dict:
        return {"text": str(count), "url": month.but(state=state).url(code_of(watch)), "state": colour}

    return [
        {"text": "本月应公开 "},
        {**part(found.due, "all"), "text": f"{found.due} 件"},
        {"text": "，按时 "},
        part(found.on_time, "done", "done"),
        {"text": "，逾期 "},
        part(found.late, "late", "late" if found.late else ""),
        {"text": f"，{against(found.late, found.late_before)}。"},
    ]


def against(now: int, before: int) -> str:
    if now == before:
        return "与上月一样"
    return f"比上月{'少' if now < before else '多'} {abs(now - before)}"


def state_tabs(watch: Watch, selection: Selection, on: date) -> list[dict]:
    """Overdue now and due this week with their counts; all that is open without."""
    counts = figures.now_figures(watch.deadlines(), on)
    shown = ("overdue", "week", "open")
    is_plain = selection.parameters() == {"state": selection.state}
    return [
        {
            "label": STATES[state],
            "url": Selection(state=state).url(code_of(watch)),
            "is_current": is_plain and selection.state == state,
            "count": counts.get(state),
        }
        for state in shown
    ]


def heat_map(watch: Watch, on: date) -> dict | None:
    """Units × months; None where there are more units than one looks at."""
    if len(watch.units) > MOST_UNITS:
        return None
    found, months = figures.heat(watch, on), figures.months_until(on)
    return {
        "months": [f"{month.month}月" for month in months],
        "rows": [
            {
                "label": unit_label(watch, unit),
                "url": unit_url(watch, unit),
                "cells": [heat_cell(watch, unit, month, found.get((unit.path, month))) for month in months],
            }
            for unit in watch.units
        ],
    }


def unit_label(watch: Watch, unit) -> str:
    return f"{unit}（本级）" if watch.is_itself(unit) else str(unit)


def unit_url(watch: Watch, unit) -> str:
    return Selection(state="overdue", own=True).url(unit.code) if watch.is_itself(unit) else place_url(unit.code)


def heat_cell(watch: Watch, unit, month: date, cell: figures.Cell | None) -> dict:
    where = f"{unit_label(watch, unit)} {month.year}年{month.month}月"
    if cell is None:
        return {"text": "–", "level": "", "label": f"{where}：没有应办的"}
    selection = Selection(state="late" if cell.late else "all", month=month, own=watch.is_itself(unit))
    late = f"，逾期{cell.late}件，其中还没办结{cell.open_late}件" if cell.late else "，没有逾期"
    return {
        "text": f"{cell.late}/{cell.due}",
        "level": level(cell),
        "url": selection.url(unit.code),
        "label": f"{where} {cell.late}/{cell.due}：应办{cell.due}件，按时{cell.done}件{late}",
    }


def level(cell: figures.Cell) -> int:
    """0 none late; 1 up to a tenth; 2 up to a quarter; 3 up to a half; 4 more."""
    share = cell.late / cell.due
    return sum(share > bound for bound in (0, 0.1, 0.25, 0.5))


def breakdown(watch: Watch, by: str, on: date) -> dict:
    """Who or what is overdue, worst first, in three views."""
    found = figures.breakdown(watch, by, on)
    names = watch.units_at([row["unit"] for row in found]) if by == "organization" else {}
    rows = [{**named(watch, by, row, names), **shown_counts(row, on)} for row in found[:MOST_UNITS]]
    for row in rows:
        selection, code = row.pop("selection"), row.pop("code")
        row["overdue_url"] = selection.but(state="overdue").url(code)
        row["week_url"] = selection.but(state="week").url(code)
    tabs = [
        {"label": label, "url": f"{place_url(code_of(watch))}?{urlencode({'by': key})}#who", "is_current": key == by}
        for key, label in BREAKDOWNS.items()
    ]
    return {"tabs": tabs, "rows": rows, "heading": BREAKDOWNS[by][1:], "is_cut": len(found) > MOST_UNITS}


def named(watch: Watch, by: str, row: dict, names: dict) -> dict:
    """What a group is called, and which rows it stands for."""
    if by == "organization":
        unit = names[row["unit"]]
        own = watch.is_itself(unit)
        return {
            "label": unit_label(watch, unit),
            "url": "" if own else place_url(unit.code),
            "selection": Selection(own=own),
            "code": unit.code,
        }
    if by == "department":
        department = str(row["department_key"] or NO_DEPARTMENT)
        label = f"{row['organization_name']} · {row['department_name'] or '未定责任科室'}"
        return {"label": label, "selection": Selection(department=department, own=True), "code": row["code"]}
    return {"label": KINDS[row["kind_key"]], "selection": Selection(kind=row["kind_key"]), "code": code_of(watch)}


def shown_counts(row: dict, on: date) -> dict:
    oldest = row["oldest"]
    return {
        "overdue": row["overdue"],
        "week": row["week"],
        "oldest": f"{dates.short(oldest, on)}起，{(on - oldest).days}天" if oldest < on else "",
    }


def filter_bar(selection: Selection, parameters) -> dict:
    fields = [
        Field(
            "state", "情况", tuple((key, label) for key, label in STATES.items() if key != "overdue"), STATES["overdue"]
        ),
        Field("kind", "种类", tuple(KINDS.items())),
    ]
    return bar(fields, parameters, kept=("month", "from", "to", "entry", "department", "own"))


def heading(selection: Selection) -> str:
    month = f"{selection.month.year}年{selection.month.month}月到期 · " if selection.month else days_in_words(selection)
    month += entry_in_words(selection)
    kind = f" · {KINDS[selection.kind]}" if selection.kind else ""
    return f"{month}{STATES[selection.state]}{kind}{' · 仅本级' if selection.own else ''}"


def days_in_words(selection: Selection) -> str:
    if not selection.first:
        return ""
    first, last = dates.plain(selection.first), dates.plain(selection.last)
    return f"{first}到期 · " if first == last else f"{first}至{last}到期 · "


def entry_in_words(selection: Selection) -> str:
    if not selection.entry:
        return ""
    return "没有目录代码的 · " if selection.entry == NO_ENTRY else f"目录事项 {selection.entry} · "


def row_of(deadline: Deadline, calendar: WorkCalendar, on: date) -> dict:
    words, state = due_in_words(deadline, calendar, on)
    return {
        "url": deadline.get_absolute_url(),
        "title": deadline.title,
        "whose": " · ".join(map(str, filter(None, [deadline.organization, deadline.department, deadline.person]))),
        "kind": deadline.get_kind_display(),
        "due_on": dates.short(deadline.due_on, on) if deadline.due_on else "暂停中",
        "words": words,
        "state": state,
        "is_provisional": deadline.is_provisional and deadline.closed_on is None,
    }


def due_in_words(deadline: Deadline, calendar: WorkCalendar, on: date) -> tuple[str, str]:
    """What became of it, or how much time is left, and the state's colour."""
    due_on, closed_on = deadline.due_on, deadline.closed_on
    if deadline.closed_as in UNDONE:
        words = deadline.get_closed_as_display()
        return (f"逾期{(closed_on - due_on).days}天后{words}", "late") if deadline.was_late() else (words, "excused")
    if closed_on is not None:
        if due_on is None or closed_on <= due_on:
            return "按时办结", "done"
        return f"晚{(closed_on - due_on).days}天办结", "late"
    if due_on is None:
        return "暂停计时", "excused"
    if due_on < on:
        return f"逾期 {(on - due_on).days} 天", "late"
    left = calendar.working_days_between(on, due_on)
    return ("今天到期", "soon") if due_on == on else (f"还有 {left} 个工作日", "soon" if left <= 3 else "waiting")
