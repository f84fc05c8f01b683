"""The chapters of an organisation's life, but for its cases, in the order in which they stand on each other."""

from collections.abc import Callable

from disclosure.oversight.demo.acts.bulletins import fill_bulletins, fill_receipts, fill_reports
from disclosure.oversight.demo.acts.changes import fill_changes, fill_drafts, fill_letter_words, receive_catalogue
from disclosure.oversight.demo.acts.channels import fill_carriers
from disclosure.oversight.demo.acts.confirmations import fill_confirmations, fill_rhythms
from disclosure.oversight.demo.acts.consultations import fill_consultations, fill_meetings
from disclosure.oversight.demo.acts.obligations import fill_projects, fill_rollout, open_earlier
from disclosure.oversight.demo.acts.stories import play_stories
from disclosure.oversight.demo.acts.trials import fill_trials
from disclosure.oversight.demo.acts.watched import WATCHED
from disclosure.oversight.demo.acts.withholdings import fill_withholdings
from disclosure.oversight.demo.scene import Scene

Chapter = Callable[[Scene], None]
# The items answer projects and duties.
BEFORE_ITEMS: tuple[Chapter, ...] = (fill_carriers, open_earlier, fill_projects, fill_rollout)
BESIDE_ITEMS: tuple[Chapter, ...] = (
    receive_catalogue,
    fill_withholdings,
    fill_changes,
    fill_drafts,
    fill_trials,
    fill_confirmations,
)
TALK: tuple[Chapter, ...] = (fill_bulletins, fill_reports, fill_consultations, fill_meetings)
CHAPTERS = (*BEFORE_ITEMS, play_stories, *BESIDE_ITEMS, *TALK)
# Once every organisation has its cases, and everybody is there.
AT_LAST: tuple[Chapter, ...] = (fill_letter_words, fill_receipts, fill_rhythms, *WATCHED)
