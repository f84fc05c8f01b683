"""What a place shows of a year: the year reports, those not sent first, and the assessments with their circulars (YY-12)."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse

from disclosure.deadlines.dates import plain_or_paused, short
from disclosure.organizations.access import Access
from disclosure.organizations.models.directory import under
from disclosure.organizations.roles import DECIDE_BELOW
from disclosure.oversight.assessment.actions import WRITERS
from disclosure.oversight.assessment.models import Assessment
from disclosure.oversight.assessment.page import badge_of, circular_of
from disclosure.oversight.assessment.year_reports import YearReport, summary, summary_words, year_reports
from disclosure.oversight.watching import Watch
from disclosure.web.components import Cell, Link, Tab


@dataclass(frozen=True)
class AssessmentRow:
    """``url``: of its staff page, empty for who does not work at it."""

    assessment: Assessment
    url: str
    circular: list[Link]

    @property
    def badge(self):
        return badge_of(self.assessment)


@dataclass(frozen=True)
class Overview:
    """``begin_url``: where one is drafted, empty for who may not."""

    sentence: str
    reports: list[list[Cell]]
    assessments: list[AssessmentRow]
    years: list[Tab]
    begin_url: str


def overview_of(watch: Watch, access: Access, year: int, on: date) -> Overview:
    """A constant number of statements."""
    reports = year_reports(watch.scope, year)
    assessments = Assessment.objects.filter(under(watch.scope, "organization__path"), year=year)
    seen = assessments.filter(Q(state=Assessment.State.ANNOUNCED) | Q(organization__in=access.desk_ids))
    rows = seen.select_related("organization").order_by("organization__path", "of", "pk")
    years = [Tab(f"{each}年", f"?year={each}", each == year) for each in range(on.year, on.year - 4, -1)]
    may = bool(access.organization_ids(*WRITERS))
    return Overview(
        f"{year}年：{summary_words(summary(reports)) or '没有应报的年度工作报告。'}",
        [report_row(each, access, on) for each in reports],
        [row_of(each, access) for each in rows],
        years,
        reverse("admin:oversight_assessment_add") if may else "",
    )


def row_of(assessment: Assessment, access: Access) -> AssessmentRow:
    url = assessment.get_absolute_url() if assessment.organization_id in access.desk_ids else ""
    return AssessmentRow(assessment, url, circular_of(assessment))


def report_row(report: YearReport, access: Access, on: date) -> list[Cell]:
    if report.is_sent:
        state, word = ("late", "晚报了") if report.is_late else ("done", "已报送")
        if report.filing and report.filing.received_on:
            word = f"{word}，上级已签收"
    else:
        state, word = ("late", "逾期没报") if report.deadline.is_overdue(on) else ("waiting", "还没报")
    sent_on = short(report.sent_on, on) if report.is_sent and report.sent_on else ""
    return [
        Cell("党组织", "title", report.organization.name, report_url(report, access)),
        Cell("情况", "tight", state=state, word=word),
        Cell("应报", "tight", plain_or_paused(report.deadline.due_on)),
        Cell("报送", "tight", sent_on),
    ]


def report_url(report: YearReport, access: Access) -> str:
    """The report itself where the person receives or keeps it, else why the row is due that day."""
    filing = report.filing
    if filing and filing.sent_on and filing.to_organization_id in access.organization_ids(DECIDE_BELOW):
        return filing.get_absolute_url()
    return report.deadline.get_absolute_url()
