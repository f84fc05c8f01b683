"""Consultations of the demonstration with what was said on them, and hearings and symposia with their minutes."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from disclosure.oversight.demo.scene import Scene, at_hour, paragraphs
from disclosure.workflow.kit import SENDER
from feedback.consultations.actions import comments as commenting
from feedback.consultations.actions import deciding, meetings, publishing, writing
from feedback.consultations.actions import summary as summarising
from feedback.consultations.models import Comment, Consultation, Meeting


def fill_consultations(scene: Scene) -> None:
    for row in scene.new("consultations", Consultation.objects):
        play_consultation(scene, row)


def play_consultation(scene: Scene, row: Mapping) -> None:
    """Written by the clerk, published by the secretary; ``runs`` days, or until so many days ahead of today."""
    begun = scene.day(row["days_ago"])
    until_on = begun + timedelta(days=row["runs"]) if "runs" in row else scene.ahead(row["ahead"])
    given = {"title": row["title"], "body": paragraphs(row["body"]), "scope": row["scope"]}
    consultation = writing.write(
        scene.organization, from_on=begun, until_on=until_on, by=scene.cast["clerk"], now=at_hour(begun, 9, 20), **given
    )
    publishing.publish(consultation, by=scene.cast["secretary"], now=at_hour(begun, 10, 10))
    for number, comment in enumerate(row.get("comments", [])):
        play_comment(scene, consultation, comment, now=at_hour(begun, 14, 10 + 7 * number))
    if "runs" in row:
        decide(scene, consultation, row)


def play_comment(scene: Scene, consultation: Consultation, row: Mapping, *, now: datetime) -> None:
    """By a person of the organisation, by somebody who writes a name, or by nobody."""
    person = scene.cast[row["from"]] if "from" in row else None
    if person is None and consultation.scope != "society":
        # On paper in the box: only its readers can write on the page.
        entry = {"text": row["text"], "given_on": now.date()}
        commenting.enter(consultation, by=scene.cast["clerk"], now=now + timedelta(hours=1), **entry)
        return
    is_nameless = person is None and "name" not in row
    given = {"person": person, "name": row.get("name", ""), "is_anonymous": is_nameless}
    commenting.comment(consultation, by=SENDER, text=row["text"], now=now, **given)


def decide(scene: Scene, consultation: Consultation, row: Mapping) -> None:
    """After the last day: what was adopted and why not, and the summary where the story has one."""
    over = scene.calendar.add_working_days(consultation.until_on, 2).on
    comments = Comment.objects.filter(consultation=consultation).order_by("pk")
    decided = {"by": scene.cast["handler"], "now": at_hour(over, 10)}
    for comment, said in zip(comments, row.get("comments", []), strict=True):
        if "result" in said:
            given = {"result": said["result"], "reply": said["reply"]}
            deciding.decide(consultation, comments=[comment.pk], **given, **decided)
    if "summary" in row:
        summary = paragraphs([row["summary"]])
        summarising.write_summary(consultation, summary=summary, by=scene.cast["clerk"], now=at_hour(over, 14))
        summarising.publish_summary(consultation, by=scene.cast["secretary"], now=at_hour(over, 16))


def fill_meetings(scene: Scene) -> None:
    for row in scene.new("meetings", Meeting.objects):
        play_meeting(scene, row)


def play_meeting(scene: Scene, row: Mapping) -> None:
    held_on = scene.day(row["days_ago"])
    given = {name: row[name] for name in ("kind", "title", "place", "attendance", "attendees", "scope")}
    given |= {"held_on": held_on, "minutes": paragraphs(row["minutes"])}
    meeting = meetings.enter_meeting(scene.organization, by=scene.cast["clerk"], now=at_hour(held_on, 15), **given)
    if row.get("publishes"):
        meetings.publish_meeting(meeting, by=scene.cast["secretary"], now=at_hour(held_on, 17))
