"""Measures of the demonstration: recorded by who decides there, some confirmed by who inspects."""

from disclosure.organizations.models.directory import Organization
from disclosure.oversight.accountability.actions import confirm, enter
from disclosure.oversight.accountability.models import Measure
from disclosure.oversight.demo.scene import Scene


def fill_measures(scene: Scene) -> None:
    for row in scene.new("measures", Measure.objects, "why"):
        concerned = Organization.objects.get(code=row["concerned"])
        days = {"decided_on": scene.day(row["days_ago"])}
        if row["kind"] == Measure.Kind.FAULT:
            days["heard_on"] = scene.day(row["days_ago"] + 7)
        facts = {name: row[name] for name in ("kind", "step", "body", "document_number", "why")}
        measure = enter(
            organization=scene.organization, concerned=concerned, by=scene.cast["approver"],
            now=scene.at(row["days_ago"] - 2, 10), **facts, **days,
        )  # fmt: skip
        if row.get("is_confirmed"):
            confirm(measure, by=scene.cast["supervisor"], now=scene.at(row["days_ago"] - 3, 9))
