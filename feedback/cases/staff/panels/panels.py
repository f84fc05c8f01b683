"""What stands under a case on its desk page, one panel a concern, each made in a module of its own (``<name>_panel``)."""

from collections.abc import Callable

from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.staff.panels.public_answer import public_answer_panel
from feedback.cases.staff.panels.rectification import rectification_panel
from feedback.cases.staff.panels.replies import replies_panel
from feedback.cases.staff.panels.telling import told_panel

PANELS: tuple[Callable[[CaseContext], Panel | None], ...] = (
    replies_panel,
    rectification_panel,
    public_answer_panel,
    told_panel,
)


def panels_of(context: CaseContext) -> list[Panel]:
    return [panel for make in PANELS if (panel := make(context)) is not None]
