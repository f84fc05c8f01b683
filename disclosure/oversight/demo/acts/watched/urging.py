"""What a superior pressed for: the ledger says what is late, no script."""

from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.urging.actions import press
from disclosure.oversight.urging.forms import USUAL
from disclosure.oversight.urging.models import Urge

PRESSED = 2


def fill_urges(scene: Scene) -> None:
    """The two that are overdue longest."""
    superior = Organization.objects.get_parent(scene.organization)
    if superior is None or "superior" not in scene.cast or Urge.objects.filter(issuer=superior).exists():
        return
    rows = Deadline.objects.overdue(scene.today).filter(organization=scene.organization).select_related("organization")
    if found := list(rows.order_by("due_on", "pk")[:PRESSED]):
        press(superior, rows=found, words=USUAL, by=scene.cast["superior"], now=scene.now)
