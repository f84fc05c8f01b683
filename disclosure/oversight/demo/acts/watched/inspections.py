"""Two inspections: one whose results are announced, with an order; one that is being done."""

from dataclasses import dataclass
from datetime import timedelta

from disclosure.organizations.actions import appoint
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.inspections.actions.drawing import draw, freeze
from disclosure.oversight.inspections.actions.looking import find, mark
from disclosure.oversight.inspections.actions.planning import plan, tell
from disclosure.oversight.inspections.actions.reporting import announce, confirm, order, report
from disclosure.oversight.inspections.marking import MarkRow
from disclosure.oversight.inspections.models import Inspection, Sampled


@dataclass(frozen=True)
class Played:
    """``leader`` and ``second`` by user name and the organisation for which they inspect; neither works in what is inspected."""

    inspecting: str
    inspected: str
    leader: tuple[str, str]
    second: tuple[str, str]
    is_over: bool


# By the organisation whose scene it is. The organ's own supervisor looks at it, and the superior confirms (JG-16).
PLAYED = {
    "jiguan": Played(
        "jiguan",
        "jiguan",
        ("jiguan-supervisor", "jiguan"),
        ("jiguan-superior-approver", "jiguan-superior"),
        is_over=True,
    ),
    "qijiang": Played(
        "qijiang", "qijiang-town", ("qijiang-supervisor", "qijiang"), ("qijiang-approver", "qijiang"), is_over=False
    ),
}


def fill_inspections(scene: Scene) -> None:
    played = PLAYED.get(scene.organization.code)
    if played is None or Inspection.objects.filter(organization=scene.organization).exists():
        return
    leader, second = (appointed(*each, scene) for each in (played.leader, played.second))
    inspection = begun(scene, Organization.objects.get(code=played.inspected), leader, second)
    if played.is_over:
        finish(scene, inspection, leader, second)


def appointed(username: str, code: str, scene: Scene) -> User:
    person, place = User.objects.get(username=username), Organization.objects.get(code=code)
    if not person.posts.filter(organization=place, role="inspector").exists():
        appoint(person=person, organization=place, role="inspector", from_on=scene.day(30), by=None, now=scene.now)
    return person


def begun(scene: Scene, inspected: Organization, leader: User, second: User) -> Inspection:
    """Drawn yesterday; the first line is marked."""
    on = scene.day(2)
    inspection = plan(
        scene.organization, kind="random", title="党务公开工作随机抽查", from_on=on, until_on=scene.today, organizations=[inspected],
        inspectors=[second], period_from=scene.today - timedelta(days=365), period_until=on, size=3, by=leader,
        now=scene.at(5, 9),
    )  # fmt: skip
    inspection = tell(inspection, by=leader, now=scene.at(5, 9, 10))
    inspection = freeze(inspection, by=leader, now=scene.at(4, 9))
    visit = inspection.visits.select_related("frozen").get()
    head = inspected.responsible_person or "书记"
    inspection = draw(inspection, visit=visit, number="27", named_by=head, by=leader, now=scene.at(2, 9))
    mark_line(inspection, visit.sampled.order_by("position")[0], leader, scene)
    return inspection


def mark_line(inspection: Inspection, row: Sampled, by: User, scene: Scene) -> None:
    rows = [
        MarkRow(each.point, each.told or "good", "" if each.told else "现场看过")
        for each in row.marks.order_by("point")
    ]
    mark(inspection, sampled=row, rows=rows, by=by, now=scene.at(2, 10))


def finish(scene: Scene, inspection: Inspection, leader: User, second: User) -> None:
    visit = inspection.visits.get()
    for row in visit.sampled.order_by("position")[1:]:
        mark_line(inspection, row, leader, scene)
    told = {"visit": visit, "by": leader, "now": scene.at(2, 11)}
    fault = find(inspection, text="公开栏里的内容比门户上的旧，没有人定期核对。", **told)
    find(inspection, text="每件事项都附了一页说明，党员看得懂。", is_good=True, **told)
    inspection = report(inspection, report="手续齐全，公开栏更新不够及时。", by=leader, now=scene.at(1, 9))
    inspection = confirm(inspection, by=second, now=scene.at(1, 10))
    inspection = announce(inspection, by=leader, now=scene.at(1, 11))
    due_on = scene.calendar.next_working_on_or_after(scene.ahead(20))
    order(
        inspection,
        finding=fault,
        what="核对并更新公开栏，明确专人每周核对。",
        due_on=due_on,
        by=leader,
        now=scene.at(1, 12),
    )
