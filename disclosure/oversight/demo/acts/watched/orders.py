"""What a superior ordered to be put right, and what it pressed for."""

from disclosure.deadlines.models import Deadline
from disclosure.orders.actions import begin_order, report_back
from disclosure.orders.models import Order
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.urging.actions import press
from disclosure.oversight.urging.forms import USUAL
from disclosure.oversight.urging.models import Urge

WHY = "现场看过，群众反映看不清。"
# What is demanded → what was reported on it, if anything was.
DEMANDS = {
    "公开栏换成大字，挂低一些。": "已经换成大字，降低了二十厘米。",
    "公开栏里过期的内容撤下来，补上这个季度的。": "",
}
PRESSED = 2


def fill_orders(scene: Scene) -> None:
    """Where the superior works in the portal."""
    organization, superior = scene.organization, Organization.objects.get_parent(scene.organization)
    if superior is None or "superior" not in scene.cast or Order.objects.filter(issuer=superior).exists():
        return
    given = {"issuer": superior, "why": WHY, "working_days": 10, "by": scene.cast["superior"]}
    for what, report in DEMANDS.items():
        order = begin_order(organization, what=what, now=scene.at(6, 10, 5), **given)
        if report:
            report_back(order, text=report, by=scene.cast["clerk"], now=scene.at(1, 16, 10))


def fill_urges(scene: Scene) -> None:
    """The two that are overdue longest."""
    superior = Organization.objects.get_parent(scene.organization)
    if superior is None or "superior" not in scene.cast or Urge.objects.filter(issuer=superior).exists():
        return
    rows = Deadline.objects.overdue(scene.today).filter(organization=scene.organization).select_related("organization")
    if found := list(rows.order_by("due_on", "pk")[:PRESSED]):
        press(superior, rows=found, words=USUAL, by=scene.cast["superior"], now=scene.now)
