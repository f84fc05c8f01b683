"""Playing a script: its steps by day in the order in which they are written, the sweep every night, then what is printed."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from disclosure.files.written.lines import WrittenError
from disclosure.oversight.rehearsal import clock, printed
from disclosure.oversight.rehearsal.base.head import add_head
from disclosure.oversight.rehearsal.base.notices import confirm_notices
from disclosure.oversight.rehearsal.choosing import CHECK, known_names
from disclosure.oversight.rehearsal.looking import check, see
from disclosure.oversight.rehearsal.outcomes import Outcome
from disclosure.oversight.rehearsal.script import Step, Written, place_of
from disclosure.oversight.rehearsal.stage import Stage, Turn
from disclosure.oversight.rehearsal.taking import take
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
        planned = {step.called for step in written.script.steps if step.called}
        return Play(written, Stage(written.document, time, begun, planned)).run()


def check_names(written: Written) -> None:
    """Before anything is played."""
    known = known_names()
    for number, step in enumerate(written.script.steps):
        if step.do and step.do not in known:
            words = f"没有“{step.do}”这个步骤。全部步骤见“manage.py rehearse --actions”。"
            raise WrittenError(words, written.line_of_step(number, "do"))


class Play:
    def __init__(self, written: Written, stage: Stage):
        self.written, self.script, self.stage = written, written.script, stage
        self.outcomes: dict[int, Outcome] = {}
        self.disappointed: list[str] = []
        self.steps: dict[date, list[tuple[int, Step]]] = defaultdict(list)
        for number, step in enumerate(self.script.steps):
            self.steps[step.on].append((number, step))

    def run(self) -> Played:
        for on in self.script.days():
            confirm_notices(self.written, self.stage.clock, on)
            self.stage.clock.set(on, clock.STEPS)
            for number, step in self.steps[on]:
                self.take(number, step)
            if self.script.is_swept(on):
                self.sweep(on)
        return Played(self.report(), self.disappointed)

    def take(self, number: int, step: Step) -> None:
        turn = Turn(self.stage, step, place_of(number))
        outcome = see(turn) if step.see else check(turn) if step.do == CHECK else take(turn)
        self.outcomes[number] = outcome
        if words := unmet(step, outcome):
            line = self.written.line_of_step(number)
            said = f"，说的是：{outcome.message}" if outcome.message else ""
            self.disappointed.append(f"第{line}行（第{number + 1}步，{step.on}，{step.do or step.see}）：{words}{said}")

    def sweep(self, on: date) -> None:
        outcome = run_sweep(on=on, now=self.stage.clock.set(on, clock.NIGHT))
        failed = [name for name, found in outcome.items() if found == "failed"]
        if failed:
            self.disappointed.append(f"{on}夜里有工作没有完成：{'、'.join(failed)}")

    def report(self) -> Mapping[str, Any]:
        rows = self.stage.rows
        return {
            "steps": [self.step_row(number, step) for number, step in enumerate(self.script.steps)],
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
