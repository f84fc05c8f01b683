"""What a look at a case rests on, and what an action says of itself on its time line."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from disclosure.workflow.context import Context
from feedback.cases.models.cases import Step
from feedback.cases.models.handovers import Handover
from feedback.cases.models.replies import Rectification, Reply


@dataclass
class CaseContext(Context):
    """``words``: what the sender reads of the action; ``note``: what only the staff read; ``step``: its row, once written."""

    words: str = ""
    note: str = ""
    details: dict[str, Any] = field(default_factory=dict)
    step: Step | None = None

    @cached_property
    def reply(self) -> Reply | None:
        """At hand: of the present round, not yet sent."""
        return Reply.objects.filter(case=self.subject).at_hand().joined().order_by("-round").first()

    @cached_property
    def handover(self) -> Handover | None:
        """To where the case is handed over, or is to be."""
        return Handover.objects.filter(case=self.subject).select_related("organization", "proposed_by").first()

    @cached_property
    def rectification(self) -> Rectification | None:
        found = Rectification.objects.filter(case=self.subject)
        return found.select_related("order__deadline", "order__issued_by", "order__closed_by").first()

    @cached_property
    def has_merged(self) -> bool:
        """Others' cases are handled with it."""
        return self.subject.merged.exists()
