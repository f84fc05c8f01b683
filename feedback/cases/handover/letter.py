"""What the sender is told when a case is handed over: on the tracking page and in a letter."""

from datetime import datetime

from feedback.cases.handover.words import way_words
from feedback.cases.letters.letters import issue
from feedback.cases.models.cases import Case
from feedback.cases.models.handovers import Handover
from feedback.cases.models.replies import Letter
from feedback.cases.supervision import where_to_complain


def issue_handover(case: Case, row: Handover, *, by, now: datetime) -> Letter:
    return issue(
        case,
        Letter.Name.HANDOVER,
        by=by,
        now=now,
        reason=row.reason,
        legal_basis=row.legal_basis,
        place=row.name,
        way=way_words(row),
        reach=row.reach,
    )


def sender_words(handover: Handover) -> str:
    return "\n".join([
        f"这件事不归本组织办理，已经转交。转到：{handover.name}。",
        f"为什么：{handover.reason}（依据：{handover.legal_basis}）",
        way_words(handover),
        f"怎样联系：{handover.reach}",
        where_to_complain(handover.case.organization),
    ])  # fmt: skip
