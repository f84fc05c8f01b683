"""The map of catalogue and periods in words, and the calendar of a subtree; every number leads to exactly its rows."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from catalog.directory.contents import catalogue_for, entries_of
from disclosure.deadlines.calendar.due_calendar import Span, calendar_of
from disclosure.deadlines.status import LATE, STANDINGS, counts, marks
from disclosure.deadlines.workdays import WorkCalendar
from disclosure.oversight.pages import code_of, unit_label
from disclosure.oversight.periods import period_map as periods
from disclosure.oversight.readiness.pages import address as readiness_url
from disclosure.oversight.rollout.pages import address as rollout_url
from disclosure.oversight.selection import DISCLOSURE, NO_ENTRY, Selection, place_url
from disclosure.oversight.watching import MOST_UNITS, Watch

CUTS = {"quarter": "按季度", "month": "按月"}


def tabs(watch: Watch, current: str) -> list[dict]:
    """The views of one place. The map is of one organisation."""
    code = code_of(watch)
    shown = [("overview", "时限", place_url(code)), ("calendar", "日历", calendar_url(code))]
    if code:
        shown.append(("map", "目录和时段", reverse("oversight:map", args=[code])))
    shown += [("readiness", "准备情况", readiness_url(code)), ("rollout", "推进计划", rollout_url(code))]
    return [{"label": label, "url": url, "is_current": name == current} for name, label, url in shown]


def calendar_url(code: str = "") -> str:
    return reverse("oversight:organization_calendar", args=[code]) if code else reverse("oversight:calendar")


# --- the map ---


def period_map(watch: Watch, year: int, by: str, on: date) -> dict:
    """Three statements whatever the size: the catalogue, its entries, the numbers."""
    columns = periods.columns(year, by)
    found = periods.cells(watch.deadlines(own=True), year, by, on)
    every = Selection(state="all", kind=DISCLOSURE, own=True, first=columns[0].first, last=columns[-1].last)
    return {
        "columns": [column.label for column in columns],
        "width": len(columns) + 1,
        "groups": [
            {"label": label, "rows": [row_of(watch, every, entry, columns, found) for entry in entries]}
            for label, entries in groups_of(watch, {code for code, _first in found})
        ],
        "totals": totals_of(watch, every, columns, found),
        "selection": every,
    }


def groups_of(watch: Watch, codes: set[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Category → (code, name) of its entries; then what the catalogue no longer has, then what has no entry."""
    catalogue = catalogue_for(watch.organization)
    left = codes - {""}
    for category in entries_of(catalogue).categories if catalogue else ():
        entries = [(line.code, line.content) for line in category.entries]
        left -= {code for code, _content in entries}
        if entries:
            yield f"{category.code} {category.label}".strip() or "目录", entries
    if left:
        yield "现在的目录里没有的", [(code, "") for code in sorted(left)]
    if "" in codes:
        yield "目录外", [("", "目录外事项和科室报送")]


def row_of(watch: Watch, every: Selection, entry: tuple[str, str], columns, found) -> dict:
    code, name = entry
    selection = every.but(entry=code or NO_ENTRY)
    return {
        "code": code,
        "name": name,
        "cells": [cell_of(watch, selection, entry, column, found.get((code, column.first))) for column in columns],
    }


def cell_of(watch: Watch, selection: Selection, entry: tuple[str, str], column: periods.Column, row) -> dict:
    where = f"{' '.join(filter(None, entry))} {column.first.year}年{column.label}"
    here = selection.but(first=column.first, last=column.last)
    shown = marks(row or {}, lambda name: here.but(state=name).url(code_of(watch)), where)
    return {"label": column.label, "marks": shown}


def totals_of(watch: Watch, every: Selection, columns, found) -> list[dict]:
    """Every column summed, for its head."""
    shown = []
    for column in columns:
        rows = [row for (_code, first), row in found.items() if first == column.first]
        total = {name: sum(row[name] for row in rows) for name in STANDINGS}
        here = every.but(first=column.first, last=column.last)
        where = f"{column.first.year}年{column.label}合计"
        shown.append(
            {
                "label": column.label,
                "marks": marks(total, lambda name, here=here: here.but(state=name).url(code_of(watch)), where),
            }
        )
    return shown


# --- the calendar ---


def calendar_page(watch: Watch, span: Span, calendar: WorkCalendar, on: date) -> dict:
    def link(name: str, first: date, last: date) -> str:
        return Selection(state=name, first=first, last=last).url(code_of(watch))

    return {
        "calendar": calendar_of(watch.deadlines(), span, calendar=calendar, on=on, link=link),
        **units_of(watch, span, on),
    }


def units_of(watch: Watch, span: Span, on: date) -> dict:
    """Those right below, most late first, each with its own calendar. Two statements."""
    rows = watch.deadlines().due_within(span.first, span.last).values(path=watch.unit)
    found = list(rows.annotate(**counts(on)).order_by(f"-{LATE}", "path")[: MOST_UNITS + 1])
    names = watch.units_at([row["path"] for row in found])
    return {
        "units": [unit_row(watch, names[row["path"]], row, span) for row in found[:MOST_UNITS]],
        "is_cut": len(found) > MOST_UNITS,
    }


def unit_row(watch: Watch, unit, row: dict, span: Span) -> dict:
    own = watch.is_itself(unit)
    selection = Selection(first=span.first, last=span.last, own=own)
    where = f"{unit} {span.label}"
    return {
        "label": unit_label(watch, unit),
        "url": "" if own else f"{calendar_url(unit.code)}?{span.query}",
        "marks": marks(row, lambda name: selection.but(state=name).url(unit.code), where),
    }
