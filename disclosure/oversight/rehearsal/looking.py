"""A page as a person sees it that day; the ledger as it stands before the night."""

from collections.abc import Mapping
from typing import Any

from django.test import Client

from disclosure.deadlines.models import Deadline
from disclosure.oversight.rehearsal.outcomes import DONE, Outcome
from disclosure.oversight.rehearsal.printed import ledger, notices, states
from disclosure.oversight.rehearsal.stage import Turn
from disclosure.workflow.kit import Refused

WHAT = ("ledger", "states", "notices")


class Keys(dict):
    """``{a}`` in an address is the number of what the script calls so."""

    def __init__(self, turn: Turn):
        super().__init__()
        self.turn = turn

    def __missing__(self, name: str) -> int:
        return self.turn.named(name, "see").pk


def see(turn: Turn) -> Outcome:
    """One request, no redirect followed. What does not exist yet is not found."""
    if turn.step.values:
        raise turn.fault(f"看页面不用写“{next(iter(turn.step.values))}”。", next(iter(turn.step.values)))
    try:
        address = turn.step.see.format_map(Keys(turn))
    except Refused as error:
        return Outcome(404, str(error), contains=None if turn.step.contains is None else False)
    except (ValueError, IndexError) as error:
        raise turn.fault("网址里的花括号写得不对。", "see") from error
    client = Client(raise_request_exception=False)
    if turn.step.by and turn.person is not None:
        client.force_login(turn.person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(address)
    content = b"".join(response) if response.streaming else response.content
    wanted = turn.step.contains
    contains = None if wanted is None else wanted in content.decode("utf-8", errors="replace")
    return Outcome(response.status_code, contains=contains)


def check(turn: Turn) -> Outcome:
    """``what``: the ledger, the states or the notices of the day; ``org``, ``entry``, ``kind``: of these alone."""
    values = {"what": "ledger", "entry": None, "kind": None, **turn.step.values}
    if unknown := set(values) - {"what", "entry", "kind"}:
        name = unknown.pop()
        raise turn.fault(f"“check”没有“{name}”这个值。它有：what、org、entry、kind。", name)
    if values["what"] not in WHAT:
        raise turn.fault(f"“what”只能是{'、'.join(WHAT)}。", "what")
    return Outcome(DONE, rows=[*rows_of(turn, values)])


def rows_of(turn: Turn, values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    code = turn.find_organization(turn.step.org, "org").code if turn.step.org else ""
    if values["what"] == "notices":
        return [row for row in notices(turn.stage.since) if row["on"] == turn.on.isoformat()]
    if values["what"] == "states":
        return [{"name": name, "state": state} for name, state in states(turn.stage.rows, turn.on).items()]
    if values["kind"] and values["kind"] not in Deadline.Kind.values:
        raise turn.fault(f"“kind”只能是{'、'.join(Deadline.Kind.values)}。", "kind")
    wanted = {"organization": code, "entry": values["entry"], "kind": values["kind"]}
    rows = ledger(turn.stage.since, turn.on)
    return [row for row in rows if all(value in (None, "", row[name]) for name, value in wanted.items())]
