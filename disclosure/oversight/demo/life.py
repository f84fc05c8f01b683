"""What an organisation's tale does not tell, in the order in which it stands on each other: acts written in Python."""

from collections.abc import Callable

from disclosure.oversight.demo.acts.changes import receive_catalogue
from disclosure.oversight.demo.acts.confirmations import fill_confirmations
from disclosure.oversight.demo.acts.obligations import fill_rollout, open_earlier
from disclosure.oversight.demo.acts.old_archive import fill_old_archive
from disclosure.oversight.demo.acts.trials import fill_trials
from disclosure.oversight.demo.acts.watched import WATCHED
from disclosure.oversight.demo.scene import Scene

Chapter = Callable[[Scene], None]
# The items of the tale answer duties.
BEFORE: tuple[Chapter, ...] = (open_earlier, fill_rollout)
AFTERWARDS: tuple[Chapter, ...] = (receive_catalogue, fill_trials, fill_confirmations, fill_old_archive)
# Once everybody is there.
AT_LAST: tuple[Chapter, ...] = WATCHED
