"""A measure of the demonstration that waits for its second person."""

from disclosure.organizations.models.directory import Organization
from disclosure.oversight.accountability.actions import enter
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.demo.scene import Scene


def fill_measures(scene: Scene) -> None:
    for row in scene.new("measures", Measure.objects, "why"):
        concerned = Organization.objects.get(code=row["concerned"])
        days = {"decided_on": scene.day(row["days_ago"]), "heard_on": scene.day(row["days_ago"] + 7)}
        facts = {name: row[name] for name in ("kind", "step", "body", "document_number", "why")}
        enter(
            organization=scene.organization, concerned=concerned, by=scene.cast["approver"],
            now=scene.at(row["days_ago"] - 2, 10), **facts, **days,
        )  # fmt: skip
