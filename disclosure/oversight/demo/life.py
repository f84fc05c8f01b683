"""The life around the items of the demonstration: what stands before they are written, and what goes on beside them."""

from datetime import timedelta

from catalog.obligations.duties.grounds import Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.opening import FINDS, open_batch
from disclosure.oversight.demo.acts.bulletins import fill_bulletins, fill_reports
from disclosure.oversight.demo.acts.changes import fill_changes, fill_drafts, receive_catalogue
from disclosure.oversight.demo.acts.channels import fill_carriers
from disclosure.oversight.demo.acts.consultations import fill_consultations, fill_meetings
from disclosure.oversight.demo.acts.projects import fill_projects
from disclosure.oversight.demo.acts.rollouts import fill_rollout
from disclosure.oversight.demo.acts.withholdings import fill_withholdings
from disclosure.oversight.demo.scene import Scene

# Long enough for a monthly disclosure day to have passed, so that something is late and something was met.
AT_LEAST = timedelta(days=20)


def before_the_stories(scene: Scene) -> None:
    fill_carriers(scene)
    open_earlier(scene)
    fill_projects(scene)
    fill_rollout(scene)


def after_the_stories(scene: Scene) -> None:
    receive_catalogue(scene)
    fill_withholdings(scene)
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
