"""What people ask and say in the demonstration: every case goes through the real actions, each on a day that is past.

All cases of an organisation are played in the order of time, so that numbers follow the days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from disclosure.oversight.demo import files
from disclosure.oversight.demo.acts.case_script import Act, planned
from disclosure.oversight.demo.acts.case_steps import ACTS, Stage
from disclosure.oversight.demo.scene import Scene
from disclosure.workflow.kit import SENDER
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.clocks.clocks import rules_of
from feedback.cases.files import keep_files
from feedback.cases.models.cases import Case

IDENTITY = ("name", "phone", "email", "address")


@dataclass(frozen=True)
class QueryCode:
    """Known because the case was made just now; ``what`` may be tried with it."""

    code: str
    number: str
    what: str


@dataclass
class Play:
    """One case with its acts. ``case`` is there once it was received."""

    row: Mapping
    acts: list[Act]
    case: Case | None = None


def fill_cases(scene: Scene) -> list[QueryCode]:
    """What has not been played yet; returns the codes of what is to be tried."""
    rows = scene.new("cases", Case.objects, "subject")
    rules = rules_of(Case(organization=scene.organization), scene.today) if rows else None
    plays = [Play(row, planned(scene, row, number, rules)) for number, row in enumerate(rows)]
    stage = Stage(scene, plays)
    in_order = sorted(((play, act) for play in plays for act in play.acts), key=lambda each: each[1].at)
    return [code for play, act in in_order if (code := perform(stage, play, act))]


def perform(stage: Stage, play: Play, act: Act) -> QueryCode | None:
    if act.name != "receive":
        ACTS[act.name](stage, Case.objects.get(pk=play.case.pk), act.words, act.at)
        return None
    received = receive(stage.scene, play.row, now=act.at)
    play.case = received.case
    return QueryCode(received.code, received.case.number, play.row["try"]) if "try" in play.row else None


def receive(scene: Scene, row: Mapping, *, now: datetime) -> Received:
    channel = row.get("channel", Case.Channel.WEB)
    handler = None if channel == Case.Channel.WEB else scene.cast["handler"]
    received = receive_case(
        kind=row["kind"],
        organization=scene.organization,
        subject=row["subject"],
        text=row["text"],
        purpose=row.get("purpose", ""),
        channel=channel,
        reply_by=row.get("reply_by", Case.ReplyBy.SITE),
        entry=scene.entry(row["entry"]) if "entry" in row else None,
        item=scene.item(row["item"]) if "item" in row else None,
        by=handler or SENDER,
        now=now,
        **identity(scene, row),
    )
    if uploads := [files.upload(name, row["subject"], [row["text"]]) for name in row.get("files", [])]:
        keep_files(received.case, uploads, by=handler, now=now)
    return received


def identity(scene: Scene, row: Mapping) -> Mapping:
    """An account of the organisation, what somebody wrote of themselves, or nobody."""
    sender = row.get("from")
    if sender is None:
        return {"is_anonymous": True}
    if isinstance(sender, str):
        return {"person": scene.cast[sender]}
    return {name: sender[name] for name in IDENTITY if name in sender}
