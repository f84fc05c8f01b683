"""Works of the demonstration that are disclosed stage by stage."""

from catalog.obligations.duties.models import Duty
from catalog.obligations.projects.models import Work
from catalog.obligations.projects.planning import register_work
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.scene import Scene


def fill_works(scene: Scene) -> None:
    """Before the items that answer their stages."""
    known = set(Work.objects.filter(organization=scene.organization).values_list("name", flat=True))
    for row in scene.story("works"):
        if row["name"] not in known:
            play_work(scene, row)


def play_work(scene: Scene, row: dict) -> Work:
    """``in_days``: when a stage is planned, from today; what lies before today is negative."""
    return register_work(
        organization=scene.organization,
        code=row["entry"],
        name=row["name"],
        started_on=scene.day(row["days_ago"]),
        stages=[(stage["name"], scene.ahead(stage["in_days"])) for stage in row["stages"]],
        by=scene.cast["clerk"],
        now=scene.at(row["days_ago"], 9, 40),
    )


def stage_duty(organization: Organization, work: str, number: int) -> Duty:
    """What is owed for a stage of the work."""
    return Duty.objects.get(organization=organization, stage__work__name=work, stage__number=number)
