"""Notices down and reports up in the demonstration, and who has read or answered them."""

from collections.abc import Mapping

from catalog.bulletins.actions import add_file, confirm_read, publish, submit, write_bulletin
from catalog.bulletins.models import Bulletin, UpwardReport
from catalog.bulletins.upward_reports import answer_report, receive_report, send_report, write_report
from disclosure.organizations.models.people import User
from disclosure.oversight.demo import files
from disclosure.oversight.demo.scene import Scene, paragraphs

REPORT_ENDS = ("draft", "sent", "received", "answered")


def fill_bulletins(scene: Scene) -> None:
    for row in scene.new("bulletins", Bulletin.objects):
        play_bulletin(scene, row)


def play_bulletin(scene: Scene, row: Mapping) -> None:
    """Written and submitted by the clerk, published by the secretary."""
    clerk, days_ago = scene.cast["clerk"], row["days_ago"]
    bulletin = write_bulletin(
        scene.organization,
        kind=row["kind"],
        title=row["title"],
        body=paragraphs(row["body"]),
        scope=row["scope"],
        audiences=scene.organization.audiences.filter(name__in=row.get("audiences", [])),
        needs_receipt=row.get("needs_receipt", False),
        by=clerk,
        now=scene.at(days_ago, 9, 15),
    )
    for name in row.get("files", []):
        upload = files.upload(name, row["title"], row["body"])
        add_file(bulletin, upload=upload, by=clerk, now=scene.at(days_ago, 9, 25))
    if row.get("ends") != "draft":
        bulletin = submit(bulletin, by=clerk, now=scene.at(days_ago, 9, 40))
    if "ends" not in row:
        publish(bulletin, by=scene.cast["secretary"], now=scene.at(days_ago, 10, 30))


def fill_receipts(scene: Scene) -> None:
    """Once everybody is there: those below read it too."""
    for row in scene.story("bulletins"):
        for person in User.objects.filter(username__in=row.get("read_by", [])).order_by("pk"):
            bulletin = Bulletin.objects.get(organization=scene.organization, title=row["title"])
            confirm_read(bulletin, by=person, now=scene.at(row["days_ago"], 15, 20))


def fill_reports(scene: Scene) -> None:
    for row in scene.new("reports", UpwardReport.objects):
        play_report(scene, row)


def play_report(scene: Scene, row: Mapping) -> None:
    """As far as it ``ends``: sent up by the secretary, received and answered by the superior."""
    steps, days_ago = REPORT_ENDS.index(row["ends"]), row["days_ago"]
    text = {"title": row["title"], "body": "\n".join(row["body"])}
    report = write_report(scene.organization, **text, by=scene.cast["clerk"], now=scene.at(days_ago, 9, 30))
    if steps > 0:
        report = send_report(report, by=scene.cast["secretary"], now=scene.at(days_ago, 11, 10))
    if steps > 1:
        report = receive_report(report, by=scene.cast["superior"], now=scene.at(days_ago, 14, 40))
    if steps > 2:
        answer_report(report, answer=row["answer"], by=scene.cast["superior"], now=scene.at(days_ago, 16, 30))
