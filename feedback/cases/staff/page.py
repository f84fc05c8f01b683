"""What the page of one case at the desk shows: its metadata, the text, the days and why, what may be done, what happened."""

from dataclasses import dataclass

from disclosure.files.listing import Attachment
from disclosure.web.components import Badge, Fact
from disclosure.web.panel import Panel
from feedback.cases.context import CaseContext
from feedback.cases.staff.dues import DueDate, dues_of
from feedback.cases.staff.history import HistoryEvent, history
from feedback.cases.staff.metadata import file_rows, metadata_of, state_of
from feedback.cases.staff.next_steps import NextSteps, next_steps
from feedback.cases.staff.panels.panels import panels_of

JOINED = (
    "organization", "entry", "item", "accept_deadline", "answer_deadline", "handler", "department", "registered_by",
    "merged_into", "complaint_about", "led_to",
)  # fmt: skip


@dataclass(frozen=True)
class CasePage:
    badge: Badge
    dues: list[DueDate]
    metadata: list[Fact]
    files: list[Attachment]
    steps: NextSteps
    panels: list[Panel]
    history: list[HistoryEvent]

    @property
    def asking(self) -> list[Panel]:
        return [panel for panel in self.panels if panel.asks]


def case_page(context: CaseContext, kept: str) -> CasePage:
    """``kept``: parameters that the addresses of its actions carry along."""
    case = context.subject
    return CasePage(
        state_of(case),
        dues_of(context),
        metadata_of(case, context.access),
        file_rows(case),
        next_steps(context, kept),
        panels_of(context),
        history(context),
    )
