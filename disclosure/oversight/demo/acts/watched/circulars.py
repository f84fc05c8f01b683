"""The month's circular of the demonstration, as the portal wrote it."""

from catalog.bulletins.actions import publish, submit
from disclosure.oversight.board.numbers import month_before
from disclosure.oversight.circulars.actions import draft_circular
from disclosure.oversight.circulars.models import Circular
from disclosure.oversight.demo.scene import Scene


def fill_circulars(scene: Scene) -> None:
    """Of the last whole month, kept by the clerk, published by the secretary."""
    if Circular.objects.filter(organization=scene.organization).exists():
        return
    for row in scene.story("circulars"):
        days, clerk = row["days_ago"], scene.cast["clerk"]
        month = month_before(scene.day(days).replace(day=1))
        circular = draft_circular(scene.organization, month, by=clerk, now=scene.at(days, 9))
        if row.get("is_published"):
            bulletin = submit(circular.bulletin, by=clerk, now=scene.at(days, 9, 20))
            publish(bulletin, by=scene.cast["secretary"], now=scene.at(days, 11))
