"""Assessments of the year in the demonstration: one shown to the assessed with an objection open, one announced, one drafted."""

from datetime import timedelta
from decimal import Decimal

from disclosure.organizations.models.people import User
from disclosure.oversight.assessment.actions import announce, confirm, draft_assessment, preview
from disclosure.oversight.assessment.models import Assessment, Result
from disclosure.oversight.assessment.objecting import mark, raise_objection
from disclosure.oversight.demo.scene import Scene

BELOW, DEPARTMENTS = Assessment.Of.BELOW, Assessment.Of.DEPARTMENTS
# Longer than any scheme lets one object.
LONG_AGO = timedelta(days=30)


def fill_assessments(scene: Scene) -> None:
    """Organisation → how far it has come."""
    play = {"qijiang": show_beforehand, "longkou": announce_one, "pingluo": draft_one}.get(scene.organization.code)
    if play and not Assessment.objects.filter(organization=scene.organization).exists():
        play(scene)


def begun(scene: Scene, of: str, before: timedelta = timedelta()) -> Assessment:
    given = {"by": scene.cast["clerk"], "now": scene.now - before}
    return draft_assessment(scene.organization, year=scene.today.year, of=of, **given)


def draft_one(scene: Scene) -> None:
    begun(scene, DEPARTMENTS)


def show_beforehand(scene: Scene) -> None:
    assessment = begun(scene, BELOW)
    school = assessment.results.filter(organization__code="qijiang-school", kind=Result.Kind.ORGANIZATION).get()
    praised = {"points": Decimal(2), "hand_reason": "公开栏的做法在全县推广"}
    mark(school, **praised, by=scene.cast["clerk"], now=scene.now)
    assessment = preview(assessment, by=scene.cast["secretary"], now=scene.now)
    town = assessment.results.filter(organization__code="qijiang-town", kind=Result.Kind.ORGANIZATION).get()
    secretary = User.objects.get(username="qijiang-town-secretary")
    raise_objection(town, text="有一件是按时公开的，台账里记晚了一天。", by=secretary, now=scene.now)


def announce_one(scene: Scene) -> None:
    assessment = preview(begun(scene, DEPARTMENTS, LONG_AGO), by=scene.cast["secretary"], now=scene.now - LONG_AGO)
    assessment = confirm(assessment, by=scene.cast["approver"], now=scene.now)
    announce(assessment, by=scene.cast["secretary"], now=scene.now)
