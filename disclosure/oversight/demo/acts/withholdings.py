"""Exemptions and deferrals of the demonstration: asked, agreed, decided above, filed and signed for, as far as each goes."""

from collections.abc import Mapping
from datetime import datetime

from catalog.filings import actions as filings
from catalog.filings.models import Filing
from catalog.obligations.withholdings import actions as withholdings
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.superior import deciders_above
from disclosure.deadlines.dates import local_day
from disclosure.oversight.demo.scene import Scene, at_hour

# How far a withholding has come.
ENDS = ("asked", "agreed", "in_force", "sent", "received")
APPROVAL = "情况属实，同意。"
REPLY = "经研究，同意你单位意见。到期请及时公开或重新报批。"


def fill_withholdings(scene: Scene) -> None:
    for row in scene.new("withholdings", Withholding.objects.filter(item=None), "entry", "entry_code"):
        play_withholding(scene, row)


def play_withholding(scene: Scene, row: Mapping) -> None:
    far = ENDS.index(row["ends"])
    withholding = propose(scene, row)
    if far >= ENDS.index("agreed"):
        agreed = {"by": scene.cast["approver"], "now": scene.at(row["days_ago"], 11)}
        withholding = withholdings.approve(withholding, note=APPROVAL, **agreed)
    if far >= ENDS.index("in_force") and withholding.state == Withholding.State.AGREED:
        withholding = decide_above(scene, withholding, row)
    if far >= ENDS.index("sent"):
        send(scene, withholding.filing, row["days_ago"], is_received=far >= ENDS.index("received"))


def propose(scene: Scene, row: Mapping) -> Withholding:
    at = scene.at(row["days_ago"], 9, 30)
    return withholdings.propose(
        organization=scene.organization,
        entry=scene.entry(row["entry"]),
        kind=row["kind"],
        reason=row["reason"],
        explanation=row["explanation"],
        legal_basis=row["basis"],
        from_on=local_day(at),
        until_on=scene.ahead(row["until"]) if "until" in row else None,
        review_on=scene.ahead(row["review"]) if "review" in row else None,
        by=scene.cast["clerk"],
        now=at,
    )


def decide_above(scene: Scene, withholding: Withholding, row: Mapping) -> Withholding:
    """In the portal where the superior works there, else by its written reply."""
    on, decided = (
        scene.day(row["days_ago"]),
        {"agreed": True, "opinion": REPLY, "now": scene.at(row["days_ago"], 14, 30)},
    )
    if deciders_above(scene.organization, on):
        return withholdings.answer_from_above(withholding, by=scene.cast["superior"], **decided)
    letter = {"reply_on": on, "reply_number": f"批复〔{on.year}〕{on.month}号"}
    return withholdings.register_reply(withholding, by=scene.cast["secretary"], **letter, **decided)


def send(scene: Scene, filing: Filing, days_ago: int, *, is_received: bool) -> None:
    on = scene.day(days_ago)
    number = f"党公开〔{on.year}〕{filing.pk}号"
    filings.send(filing, sent_on=on, number=number, by=scene.cast["secretary"], now=at_hour(on, 15))
    if is_received:
        receive(scene, filing, at=at_hour(on, 16, 40))


def receive(scene: Scene, filing: Filing, *, at: datetime) -> None:
    """Signed for by the superior in the portal, else by its written receipt."""
    if "superior" in scene.cast:
        filings.acknowledge(filing, by=scene.cast["superior"], now=at)
        return
    on = local_day(at)
    receipt = {"received_on": on, "receipt": f"收文〔{on.year}〕{on.month}号"}
    filings.register_receipt(filing, by=scene.cast["secretary"], now=at, **receipt)
