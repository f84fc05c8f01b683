"""Projects of the demonstration that are disclosed milestone by milestone."""

from collections.abc import Mapping

from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.actions import register_project
from catalog.obligations.projects.models import Project
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.scene import Scene


def fill_projects(scene: Scene) -> None:
    """Before the items that answer their milestones."""
    known = set(Project.objects.filter(organization=scene.organization).values_list("name", flat=True))
    for row in scene.story("projects"):
        if row["name"] not in known:
            play_project(scene, row)


def play_project(scene: Scene, row: Mapping) -> Project:
    """``in_days``: when a milestone is planned, from today; what lies before today is negative."""
    return register_project(
        organization=scene.organization,
        code=row["entry"],
        name=row["name"],
        started_on=scene.day(row["days_ago"]),
        milestones=[(milestone["name"], scene.ahead(milestone["in_days"])) for milestone in row["milestones"]],
        by=scene.cast["clerk"],
        now=scene.at(row["days_ago"], 9, 40),
    )


def milestone_duty(organization: Organization, project: str, number: int) -> Duty:
    """What is owed for a milestone of the project."""
    return Duty.objects.get(organization=organization, milestone__project__name=project, milestone__number=number)
