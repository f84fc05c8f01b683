"""The life around the items of the demonstration: what stands before they are written, and what goes on beside them."""

from disclosure.oversight.demo.acts.bulletins import fill_bulletins, fill_reports
from disclosure.oversight.demo.acts.changes import fill_changes, fill_drafts, receive_catalogue
from disclosure.oversight.demo.acts.channels import fill_carriers
from disclosure.oversight.demo.acts.consultations import fill_consultations, fill_meetings
from disclosure.oversight.demo.acts.duties import open_earlier
from disclosure.oversight.demo.acts.projects import fill_projects
from disclosure.oversight.demo.acts.rollouts import fill_rollout
from disclosure.oversight.demo.acts.withholdings import fill_withholdings
from disclosure.oversight.demo.scene import Scene


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
