"""Where the figures of an assessment come from: a source an indicator. A part of oversight plugs in by one line.

A source counts many units over some days in one statement, and keeps of each exactly the rows that it counted.
"""

from collections.abc import Mapping

from disclosure.deadlines.models import Deadline
from disclosure.oversight.assessment.figures.inspected import inspected
from disclosure.oversight.assessment.figures.ledger import ledger
from disclosure.oversight.assessment.figures.measuring import Source
from disclosure.oversight.assessment.figures.voted import voted

Kind = Deadline.Kind
SOURCES: dict[str, Source] = {
    "on_time": ledger("按时公开", "公开任务、公开事项和向社会公开", *Deadline.DISCLOSING),
    "answers": ledger("申请、点题和意见按时答复", "申请、点题、意见和咨询", Kind.REQUEST, Kind.OPINION),
    "reports": ledger("备案和报告按时报送", "备案和工作报告", Kind.FILING, Kind.REPORT),
    "rectification": ledger("整改按期完成", "整改", Kind.RECTIFICATION),
    "inspection": inspected,
    "evaluation": voted,
}


def described() -> Mapping[str, Mapping[str, str]]:
    """Indicator → what it is called, what it means and how it is reckoned, as it was when it was counted."""
    return {
        key: {"name": source.name, "definition": source.definition, "formula": source.formula}
        for key, source in SOURCES.items()
    }
