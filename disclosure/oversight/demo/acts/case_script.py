"""When a case of the demonstration happens: each of its acts on a day that is past, in time or late as the story says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from catalog.schemes.rules import SchemeRules
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.limits import due
from disclosure.deadlines.rules import Rule
from disclosure.oversight.demo.scene import Scene, at_hour
from feedback.cases.clocks.clocks import ACCEPTANCE, RECEIPT, answer_rule

FARTHEST = 60
APART = timedelta(minutes=35)
# Acts that stand for several, one after the other on the same day.
TOGETHER = {"answer": ("write", "approve", "send")}
UNAPPROVED = ("opinion", "question")
SETTLING = ("send", "not_accept", "screen_out", "withdraw", "merge", "hand_over")


@dataclass(frozen=True)
class Act:
    name: str
    at: datetime
    words: Mapping


def planned(scene: Scene, row: Mapping, number: int, rules: SchemeRules | None) -> list[Act]:
    """On the wanted day, or on the nearest before it that makes the story true: all of it past, in time or late as written."""
    wanted = scene.ahead(-row["days_ago"])
    fallback: list[Act] = []
    for back in days_back(scene, row, wanted):
        acts = list(acts_from(scene, row, wanted - timedelta(days=back), number))
        if max(act.at for act in acts) > scene.now:
            continue
        if is_as_written(scene, row, acts, rules):
            return acts
        fallback = fallback or acts
    return fallback


def days_back(scene: Scene, row: Mapping, wanted: date) -> Iterator[int]:
    """Staff receive on working days alone; who sends on the web does so on any day."""
    is_web = "channel" not in row
    for back in range(FARTHEST if row["days_ago"] else 1):
        if is_web or scene.calendar.is_working(wanted - timedelta(days=back)):
            yield back


def acts_from(scene: Scene, row: Mapping, on: date, number: int) -> Iterator[Act]:
    if row["days_ago"] == 0:
        yield Act("receive", scene.now, row)
        return
    # No two cases on the same minute.
    first = timedelta(minutes=30 + 4 * (number % 8))
    at = at_hour(on, 9) + first
    yield Act("receive", at, row)
    for words in row.get("acts", []):
        later = words.get("in", 1)
        if "item" in words and words["do"] == "link":
            on = max(on, local_day(scene.item(words["item"]).published_outside_at) or on)
        if later:
            on = scene.calendar.add_working_days(on, later).on
            at = at_hour(on, 9) + first
        for name in names_of(row, words):
            at += APART
            yield Act(name, at, words)


def names_of(row: Mapping, words: Mapping) -> tuple[str, ...]:
    names = TOGETHER.get(words["do"], (words["do"],))
    return tuple(name for name in names if not (name == "approve" and row["kind"] in UNAPPROVED))


def is_as_written(scene: Scene, row: Mapping, acts: list[Act], rules: SchemeRules | None) -> bool:
    """Whether what was answered, or waits still, is late exactly where the story says so."""
    late = row.get("late", False)
    if late == "any":
        return True
    days = {act.name: local_day(act.at) for act in reversed(acts)}
    rule = answer_rule(row["kind"], rules)
    start_on = days["receive"] if rule.get("start", RECEIPT) != ACCEPTANCE else days.get("accept")
    if start_on is None:
        return True
    settled_on = next((days[name] for name in SETTLING if name in days), scene.today)
    due_on = due(Rule.from_mapping(rule["rule"]), start_on, scene.calendar).due_on
    return (due_on is not None and due_on < settled_on) == late
