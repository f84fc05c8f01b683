"""Playing a script: its steps by day and hour, those of one hour in the order in which they are written, the sweep every night,
then what is printed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from disclosure.oversight.rehearsal import clock, printed
from disclosure.oversight.rehearsal.base.head import add_head
from disclosure.oversight.rehearsal.base.notices import confirm_notices
from disclosure.oversight.rehearsal.choosing import CHECK
from disclosure.oversight.rehearsal.looking import check, see
from disclosure.oversight.rehearsal.outcomes import Outcome
from disclosure.oversight.rehearsal.script import Step, Written
from disclosure.oversight.rehearsal.stage import Stage, Turn
from disclosure.oversight.rehearsal.taking import take
from disclosure.oversight.rehearsal.telling.planned import Planned, check_names, planned
from disclosure.oversight.sweeping import run_sweep

OK, REFUSED = "ok", "refused"


@dataclass
class Played:
    """``printed``: as ``rehearsal.md`` promises it. ``disappointed``: what was expected and did not come, a sentence each."""

    printed: Mapping[str, Any]
    disappointed: list[str] = field(default_factory=list)


def play(written: Written) -> Played:
    """In the database at hand, which holds the base. Raises ``WrittenError``."""
    check_names(written)
    time = clock.Clock()
    with time.held():
        begun = time.set(written.script.first, clock.MORNING)
        add_head(written, now=begun)
        return Play(written, Stage(written.document, time, begun)).run()


class Play:
    def __init__(self, written: Written, stage: Stage):
        self.written, self.script, self.stage = written, written.script, stage
        self.outcomes: dict[int, Outcome] = {}
        self.disappointed: list[str] = []
        self.planned = planned(written, stage)
        self.of_day: dict[date, list[Planned]] = defaultdict(list)
        for each in self.planned:
            self.of_day[each.step.on].append(each)

    def run(self) -> Played:
        for on in self.script.days():
            confirm_notices(self.written, self.stage.clock, on)
            for each in self.of_day[on]:
                self.take(each)
            if self.script.is_swept(on):
                self.sweep(on)
        return Played(self.report(), self.disappointed)

    def take(self, each: Planned) -> None:
        step, turn = each.step, Turn(each.stage, each.step, each.place, each.about)
        self.stage.clock.now = each.at
        outcome = see(turn) if step.see else check(turn) if step.do == CHECK else take(turn)
        self.outcomes[each.number] = outcome
        if words := unmet(step, outcome):
            line = self.written.document.line_of(each.place)
            said = f"，说的是：{outcome.message}" if outcome.message else ""
            which = f"第{line}行（第{each.number + 1}步，{step.on}，{step.do or step.see}）"
            self.disappointed.append(f"{which}：{words}{said}")

    def sweep(self, on: date) -> None:
        outcome = run_sweep(on=on, now=self.stage.clock.set(on, clock.NIGHT))
        failed = [name for name, found in outcome.items() if found == "failed"]
        if failed:
            self.disappointed.append(f"{on}夜里有工作没有完成：{'、'.join(failed)}")

    def report(self) -> Mapping[str, Any]:
        rows = self.stage.rows
        as_written = sorted(self.planned, key=lambda each: each.number)
        return {
            "steps": [self.step_row(each.number, each.step) for each in as_written],
            "ledger": printed.ledger(self.stage.since, self.script.until),
            "states": printed.states(rows, self.script.until),
            "urls": printed.urls(rows),
            "notices": printed.notices(self.stage.since),
        }

    def step_row(self, number: int, step: Step) -> Mapping[str, Any]:
        """``n`` counts from 1, as written."""
        outcome = asdict(self.outcomes[number])
        return {"n": number + 1, "on": step.on.isoformat(), "do": step.do or "see", **outcome}


def unmet(step: Step, outcome: Outcome) -> str:
    """What was expected of the step and did not come; empty where it did. Of a page nothing is, unless it is written."""
    expected = step.expect or ("" if step.see else OK)
    if outcome.contains is False and expected == OK:
        return "页面上没有要找的文字"
    if not expected or (expected == OK and not outcome.is_refused):
        return ""
    if expected == OK:
        return "应当办成，没有办成"
    if step.see and expected != REFUSED:
        return "" if str(outcome.status) == expected else f"应是{expected}，得到{outcome.status}"
    if not outcome.is_refused:
        return "应当被拒绝，却办成了"
    return "" if expected == REFUSED or expected in outcome.message else f"拒绝的话里没有“{expected}”"
