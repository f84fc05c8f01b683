"""The trace of a deadline in plain Chinese: why it is this day.

A trace is the JSON mapping that `limits.due` writes; it is kept with the deadline, whatever the calendar becomes later.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from disclosure.web.day_words import plain, short

PAUSED = "暂停计时"
WEEKEND = {"周六": "周末", "周日": "周末"}


def explain(trace: Mapping) -> list[str]:
    """The trace as sentences, in the order in which a person would reckon."""
    start = date.fromisoformat(trace["start"])
    lines = [*_passed(trace, start), _beginning(trace, start)]
    lines += [f"跳过{_span(first, last, start)}：{why}" for first, last, why in _runs(trace["skipped"])]
    lines += [f"{short(date.fromisoformat(day['on']), start)}{day['why']}，算工作日" for day in trace["made_working"]]
    lines += _move(trace, start)
    lines.append(_ending(trace))
    lines += _source(trace.get("source"))
    if trace["provisional"]:
        lines.append(f"{trace['provisional_reason']}，到期日为暂定，公布后重新计算{safe_words(trace, start, '；')}")
    return lines


def safe_day(trace: Mapping) -> date | None:
    """Of a provisional date, the day that is safe whatever the notice says."""
    return date.fromisoformat(trace["safe_on"]) if trace.get("safe_on") else None


def safe_words(trace: Mapping, beside: date, before: str = "") -> str:
    """最迟不晚于1月6日为稳妥; empty where the date is certain."""
    safe_on = safe_day(trace)
    return f"{before}{not_later_than(safe_on, beside)}" if safe_on else ""


def not_later_than(safe_on: date, beside: date) -> str:
    """With the year where it is another than that of the day beside."""
    return f"最迟不晚于{short(safe_on, beside)}为稳妥"


def _beginning(trace: Mapping, start: date) -> str:
    if period := trace.get("period"):
        first, last = date.fromisoformat(period["from"]), date.fromisoformat(period["to"])
        return f"公开周期为{period['label']}（{_span(first, last, start)}），时限为{trace['rule_text']}"
    event = f"（{trace['event']}）" if trace.get("event") else ""
    if trace["rule_text"] == "当日":
        return f"{plain(start)}{event}当日办结"
    return f"从{plain(start)}{event}的次日起算，时限为{trace['rule_text']}"


def _passed(trace: Mapping, start: date) -> list[str]:
    """Of an event on the days off that close a period."""
    if not (passed := trace.get("passed")):
        return []
    due_on = short(date.fromisoformat(passed["due_on"]), start)
    return [f"{plain(start)}在{passed['label']}最后一个工作日（{due_on}）以后，算到下一个周期"]


def _move(trace: Mapping, start: date) -> list[str]:
    if not (moved := trace["moved"]):
        return []
    was, now = date.fromisoformat(moved["from"]), date.fromisoformat(moved["to"])
    verb = "顺延到" if now > was else "提前到"
    lines = [f"{short(was, start)}不是工作日（{moved['why']}），{verb}{short(now, start)}"]
    source = trace.get("source")
    said = source.get("moving") if isinstance(source, Mapping) else None
    return [*lines, f"{verb[:2]}是{said}"] if said else lines


def _ending(trace: Mapping) -> str:
    if trace["due_on"] is None:
        return f"{PAUSED}中，还剩{trace['remaining']}{trace['unit']}，恢复后再算到期日"
    return f"到期日为{plain(date.fromisoformat(trace['due_on']))}，当日仍为按时"


def _source(source: Mapping | str | None) -> list[str]:
    if not source:
        return []
    if isinstance(source, str):
        return [f"依据：{source}"]
    place = "".join(str(source[key]) for key in ("document", "article") if source.get(key))
    sentence = f"“{source['sentence']}”" if source.get("sentence") else ""
    return [f"依据：{place}{sentence}"] if place or sentence else []


def _runs(skipped: Iterable[Mapping]) -> list[tuple[date, date, str]]:
    """Neighbouring days skipped for the same reason, as (first, last, why)."""
    runs: list[tuple[date, date, str]] = []
    for day in skipped:
        on, why = date.fromisoformat(day["on"]), WEEKEND.get(day["why"], day["why"])
        if runs and runs[-1][2] == why and runs[-1][1] + timedelta(days=1) == on:
            runs[-1] = (runs[-1][0], on, why)
        else:
            runs.append((on, on, why))
    return runs


def _span(first: date, last: date, beside: date) -> str:
    if first == last:
        return short(first, beside)
    if (first.year, first.month) == (last.year, last.month):
        return f"{short(first, beside)}至{last.day}日"
    return f"{short(first, beside)}至{short(last, first)}"
