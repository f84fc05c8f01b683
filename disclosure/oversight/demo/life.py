"""The life around the items of the demonstration: what stands before they are written, and what goes on beside them."""

from datetime import timedelta

from catalog.duties.grounds import Grounds
from catalog.duties.opening import FINDS, open_batch
from catalog.models.duties import Duty
from disclosure.oversight.demo.carried import fill_carriers
from disclosure.oversight.demo.changed import fill_changes, fill_drafts, receive_catalogue
from disclosure.oversight.demo.consulted import fill_consultations, fill_meetings
from disclosure.oversight.demo.excused import fill_excuses
from disclosure.oversight.demo.rollouts import fill_rollout
from disclosure.oversight.demo.scene import Scene
from disclosure.oversight.demo.told import fill_bulletins, fill_reports
from disclosure.oversight.demo.works import fill_works

# Long enough for a monthly disclosure day to have passed, so that something is late and something was met.
AT_LEAST = timedelta(days=20)


def before_the_stories(scene: Scene) -> None:
    fill_carriers(scene)
    open_earlier(scene)
    fill_works(scene)
    fill_rollout(scene)


def after_the_stories(scene: Scene) -> None:
    receive_catalogue(scene)
    fill_excuses(scene)
    fill_changes(scene)
    fill_drafts(scene)
    fill_bulletins(scene)
    fill_reports(scene)
    fill_consultations(scene)
    fill_meetings(scene)


def open_earlier(scene: Scene) -> None:
    """What the organisation owed on its first day in the portal; the nightly sweep adds what came since."""
    if not scene.unit.has_scheme or Duty.objects.filter(organization=scene.organization).exists():
        return
    first = (scene.today - AT_LEAST).replace(day=1)
    grounds = Grounds(scene.calendar, first)
    for find in FINDS:
        open_batch([scene.organization], find, grounds, now=scene.now - (scene.today - first))
