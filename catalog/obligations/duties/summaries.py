"""The summary of a project that runs on over the end of a year (LK-15), owed in its last month."""

from collections.abc import Iterator, Mapping
from datetime import date

from catalog.obligations.duties.grounds import Ground, Grounds
from catalog.obligations.duties.models import Duty
from catalog.obligations.duties.owed import Turn, entry_name, turns
from catalog.obligations.duties.writing import Missing, without_known
from catalog.obligations.projects.models import Project
from catalog.schemes.rules import Row
from disclosure.deadlines.dates import local_day
from disclosure.deadlines.rules import Rule
from disclosure.organizations.models.directory import Organization

KIND = Duty.Kind.SUMMARY
YEARLY = "year_summary", "年末总结"
OPENS_IN = 12


def missing_summaries(organizations: list[Organization], grounds: Grounds) -> list[Missing]:
    """For each year whose end a project crossed since it was registered. Six queries at most."""
    projects = projects_of(organizations, grounds.on)
    if not projects:
        return []
    ids = {project.organization_id for project in projects}
    some = [organization for organization in organizations if organization.pk in ids]
    by_grounds = grounds.of(some, {project.organization_id: since(project) for project in reversed(projects)})
    of = {organization.pk: organization for organization in some}
    return without_known(
        missing
        for project in projects
        for missing in summaries_of(project, of[project.organization_id], by_grounds, grounds)
    )


def projects_of(organizations: list[Organization], on: date) -> list[Project]:
    """Those that crossed the end of a year, or are about to; earliest registered first. One query."""
    rows = Project.objects.filter(organization__in=organizations, started_on__lte=on).order_by("created_at", "pk")
    return [project for project in rows if any(years_crossed(project, on))]


def since(project: Project) -> date:
    """No summary is owed for what was over before the project was in the portal."""
    return max(project.started_on, local_day(project.created_at))


def years_crossed(project: Project, on: date) -> Iterator[int]:
    """Years across whose 31 December the project is open, from the first of December on."""
    for year in range(since(project).year, on.year + 1):
        if on >= date(year, OPENS_IN, 1) and (project.ended_on is None or project.ended_on > date(year, 12, 31)):
            yield year


def summaries_of(
    project: Project, organization: Organization, by_grounds: Mapping[int, list[Ground]], grounds: Grounds
) -> Iterator[Missing]:
    """The ground is the one that held when the year ended, or holds today."""
    found = by_grounds.get(organization.pk, [])
    for year in years_crossed(project, grounds.on):
        day = min(date(year, 12, 31), grounds.on)
        ground = next((row for row in found if row.first <= day <= row.until), None)
        if ground is None or ground.catalogue is None:
            continue
        line = next((line for line in grounds.lines(ground.catalogue) if line.code == project.entry_code), None)
        row = grounds.rules(ground.adoption).staged_row
        if line and row.get("year_end_summary") and ground.rules_since <= date(year, 12, 31):
            for turn in year_turns(year, row, ground, grounds):
                title = f"{entry_name(line)}（{turn.period.label}{turn.label}）"
                of = {"department_id": project.department_id, "project_id": project.pk}
                yield Missing(organization, KIND, turn, title, line, ground.catalogue.pk, **of)


def year_turns(year: int, row: Row, ground: Ground, grounds: Grounds) -> list[Turn]:
    said = {**row, "sentence": row.get("summary_sentence", ""), "preset": False}
    last = date(year, 12, 31)
    extra = {"event": "跨年度的工作", "source": grounds.rules(ground.adoption).source_of(said)}
    return list(turns(*YEARLY, Rule.from_mapping(row["summary_rule"]), grounds.calendar, last, last, extra))
