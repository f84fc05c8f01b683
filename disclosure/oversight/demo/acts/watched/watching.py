"""Supervisors, meetings, the office's report and a contact point in the demonstration."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.data import read
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.meetings.actions import call_meeting, confirm_minutes, invite, resolve, write_minutes
from disclosure.oversight.meetings.models import OfficeReport, WorkMeeting
from disclosure.oversight.meetings.reports.actions import sign_report, submit_report, write_report
from disclosure.oversight.meetings.resolutions import report_done
from disclosure.oversight.points.actions import name_point, propose_point, share_experience, write
from disclosure.oversight.points.models import ContactPoint
from disclosure.oversight.supervisors.actions import appoint_supervisor, propose_supervisor
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.oversight.supervisors.suggesting import suggest


def rows_of(scene: Scene, chapter: str) -> Sequence[Mapping]:
    return read("watching").get(scene.organization.code, {}).get(chapter, [])


def fill_watching(scene: Scene) -> None:
    """Once; what is there already is left as it is."""
    own = {"organization": scene.organization}
    if not Supervisor.objects.filter(**own).exists():
        for row in rows_of(scene, "supervisors"):
            play_supervisor(scene, row)
    if not WorkMeeting.objects.filter(**own).exists():
        for row in rows_of(scene, "work_meetings"):
            play_meeting(scene, row)
    if not OfficeReport.objects.filter(**own).exists():
        for row in rows_of(scene, "office_reports"):
            play_report(scene, row)
    if not ContactPoint.objects.filter(guided_by=scene.organization).exists():
        for row in rows_of(scene, "points"):
            play_point(scene, row)


def play_supervisor(scene: Scene, row: Mapping) -> None:
    """Proposed by the clerk, appointed by the leader."""
    begun = scene.day(row["days_ago"])
    given = {"name": row["name"], "constituency": row["constituency"], "unit": row["unit"]}
    given |= {"from_on": begun, "until_on": begun + timedelta(days=row["runs"])}
    if "person" in row:
        given["person"] = scene.cast[row["person"]]
    found = propose_supervisor(scene.organization, **given, by=scene.cast["clerk"], now=scene.at(row["days_ago"], 9))
    if "ends" in row:
        return
    found = appoint_supervisor(found, by=scene.cast["approver"], now=scene.at(row["days_ago"], 11))
    if said := row.get("suggests"):
        text = {"subject": said["subject"], "text": said["text"]}
        suggest(found, **text, by=given["person"], now=scene.at(said["days_ago"], 10))


def play_meeting(scene: Scene, row: Mapping) -> None:
    """Called by the clerk, who takes the minutes; the secretary confirms them."""
    clerk, day, days = scene.cast["clerk"], scene.day(row["days_ago"]), row["days_ago"]
    given = {"kind": row["kind"], "planned_on": day, "place": row["place"]}
    meeting = call_meeting(scene.organization, **given, by=clerk, now=scene.at(days + 4, 9))
    meeting = invite(meeting, by=clerk, now=scene.at(days + 4, 10))
    given = {"held_on": day, "minutes": row["minutes"], "attended": meeting.invitations.all()}
    meeting = write_minutes(meeting, **given, by=clerk, now=scene.at(days, 16))
    made = [
        (resolve(meeting, what=each["what"], responsible=each["responsible"], due_on=scene.ahead(each["in_days"]), by=clerk, now=scene.at(days, 16, 20)), each)
        for each in row["resolves"]
    ]  # fmt: skip
    if "ends" in row:
        return
    confirm_minutes(meeting, by=scene.cast["secretary"], now=scene.at(days, 17))
    for resolution, each in made:
        if "ends" in each:
            report_done(resolution, outcome=each["outcome"], by=clerk, now=scene.at(2, 15))


def play_report(scene: Scene, row: Mapping) -> None:
    """Written by the clerk, signed by the secretary where it ``ends`` so."""
    until_on, clerk = scene.day(row["days_ago"]), scene.cast["clerk"]
    given = {"from_on": until_on - timedelta(days=row["covers"]), "until_on": until_on}
    report = write_report(scene.organization, **given, by=clerk, now=scene.at(row["days_ago"], 14))
    report = submit_report(report, by=clerk, now=scene.at(row["days_ago"], 15))
    if "ends" in row:
        sign_report(report, by=scene.cast["secretary"], now=scene.at(row["days_ago"], 16))


def play_point(scene: Scene, row: Mapping) -> None:
    """Proposed by the clerk above, decided by the leader there; what the point wrote waits or is shared."""
    clerk, begun = scene.cast["clerk"], scene.day(row["days_ago"])
    given = {name: row[name] for name in ("kind", "guide", "why", "standards")}
    given |= {"from_on": begun, "until_on": begun + timedelta(days=row["runs"])}
    point = Organization.objects.get(code=row["point"])
    found = propose_point(scene.organization, point=point, **given, by=clerk, now=scene.at(row["days_ago"], 9))
    found = name_point(found, by=scene.cast["approver"], now=scene.at(row["days_ago"], 10))
    visited = {"kind": "visit", "happened_on": scene.day(30), "text": row["visited"]}
    write(found, **visited, by=clerk, now=scene.at(30, 17))
    learnt = {"kind": "experience", "happened_on": scene.day(12), "text": row["experience"], "learnt": row["learnt"]}
    experience = write(found, **learnt, by=clerk, now=scene.at(12, 9))
    share_experience(experience, by=scene.cast["secretary"], now=scene.at(11, 9))
