"""What an organisation of the demonstration owed before the nightly sweep took over."""

from datetime import timedelta

from catalog.obligations.duties.grounds import Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import FINDS, open_batch
from disclosure.oversight.demo.scene import Scene

# Long enough for a monthly disclosure day to have passed, so that something is late and something was met.
AT_LEAST = timedelta(days=20)


def open_earlier(scene: Scene) -> None:
    """What the organisation owed on its first day in the portal; the nightly sweep adds what came since."""
    if not scene.unit.has_scheme or Duty.objects.filter(organization=scene.organization).exists():
        return
    first = (scene.today - AT_LEAST).replace(day=1)
    grounds = Grounds(scene.calendar, first)
    for find in FINDS:
        open_batch([scene.organization], find, grounds, now=scene.now - (scene.today - first))
