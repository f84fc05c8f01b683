"""The year reports of those below (YY-12): who owes one, who has sent it and when, who has not."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.filings.models import Filing
from catalog.obligations.duties.models import Duty
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization, under


@dataclass(frozen=True)
class YearReport:
    """``filing``: None where nobody has begun to write it."""

    organization: Organization
    deadline: Deadline
    filing: Filing | None

    @property
    def is_sent(self) -> bool:
        return bool(self.filing and self.filing.sent_on) or self.deadline.closed_as == Deadline.ClosedAs.DONE

    @property
    def sent_on(self) -> date | None:
        return self.filing.sent_on if self.filing and self.filing.sent_on else self.deadline.closed_on

    @property
    def is_late(self) -> bool:
        return self.deadline.was_late()


def year_reports(prefixes: Iterable[str], year: int) -> list[YearReport]:
    """Owed for the year at or below the paths: those not sent first, then by organisation. Two statements."""
    duties = Duty.objects.filter(
        under(prefixes, "organization__path"), kind=Duty.Kind.REPORT, starts_on__year=year
    ).exclude(deadline__closed_as__in=[Deadline.ClosedAs.ENDED, Deadline.ClosedAs.EXCUSED])
    rows = list(duties.select_related("organization", "deadline").order_by("organization__path", "pk"))
    filings = {each.deadline_id: each for each in Filing.objects.filter(deadline__in=[row.deadline_id for row in rows])}
    found = [YearReport(row.organization, row.deadline, filings.get(row.deadline_id)) for row in rows]
    return sorted(found, key=lambda each: each.is_sent)


def summary(reports: Sequence[YearReport]) -> Mapping[str, Any]:
    """As a confirmed assessment keeps it: how many were owed, sent, sent late, and by whom not."""
    sent = [each for each in reports if each.is_sent]
    return {
        "owed": len(reports),
        "sent": len(sent),
        "late": sum(each.is_late for each in sent),
        "missing": [each.organization.name for each in reports if not each.is_sent],
    }


def summary_words(found: Mapping[str, Any]) -> str:
    """Empty where nobody owed one."""
    if not found or not found["owed"]:
        return ""
    late = f"，其中晚报{found['late']}份" if found["late"] else ""
    missing = f"没有报送的：{'、'.join(found['missing'])}。" if found["missing"] else ""
    return f"应报年度工作报告{found['owed']}份，已报{found['sent']}份{late}。{missing}"
