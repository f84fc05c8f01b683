"""The report that an organisation owes."""

from django.core.exceptions import ValidationError

from catalog.filings.models import Filing
from catalog.obligations.duties.models import Duty
from catalog.obligations.reports.year_report import begin_report as begin
from disclosure.oversight.rehearsal.stage import Turn

TITLE, CONTENT = "党务公开工作情况总结报告", "全年情况。"


def begin_report(turn: Turn, *, title: str = TITLE, content: str = CONTENT) -> Filing:
    """Of those that are open the one that is due first."""
    rows = Duty.objects.open().filter(organization=turn.organization, kind=Duty.Kind.REPORT)
    if (duty := rows.order_by("deadline__due_on", "pk").first()) is None:
        raise ValidationError("现在没有要报送的报告。")
    return begin(turn.organization, duty=duty, title=title, content=content, by=turn.actor, now=turn.now)
