"""How every action on a project begins: the person, the lock, the entry and the scheme; and how it is put on record."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.obligations.projects.models import Milestone, Project
from catalog.schemes.choices import LimitKind
from catalog.schemes.rules import Limit, NoLimit, NoScheme, SchemeRules, scheme_for
from disclosure.audit.record import record
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import DRAFT

EARLIEST = date(1949, 10, 1)


def require_clerk(organization: Organization, *, by, now: datetime) -> None:
    if not access_of(by, timezone.localdate(now)).can(DRAFT, organization):
        raise PermissionDenied("您没有登记本组织公开事项的权限。")


def locked(project: Project, *, by, now: datetime) -> Project:
    """The project behind its lock, for a person who may write for its organisation; refused once it has ended."""
    rows = Project.objects.select_for_update(of=("self",)).select_related("organization", "entry", "department")
    project = rows.get(pk=project.pk)
    require_clerk(project.organization, by=by, now=now)
    if project.ended_on:
        raise ValidationError(f"这项工作{day(project.ended_on)}已经结束，不能再改。")
    return project


def staged_entry(organization: Organization, code: str) -> Entry:
    """The entry with the code in the catalogue of today, which must be one that is disclosed by milestones."""
    entry = entry_for(organization, code)
    if entry is None:
        raise ValidationError({"entry": "这一项不在本组织施行中的目录里。"})
    if entry.limit_kind != LimitKind.STAGED:
        raise ValidationError({"entry": "这一项不是按阶段公开的事项，请直接登记。"})
    return entry


def staged_limit(organization: Organization, on: date) -> tuple[SchemeRules, Limit]:
    try:
        rules = scheme_for(organization, on)
        return rules, rules.limit(LimitKind.STAGED)
    except (NoScheme, NoLimit) as error:
        raise ValidationError({"entry": str(error)}) from error


def check_day(on: date, *, name: str, first: date, today: date) -> None:
    """A day on which something happened: not to come, and not before the project began."""
    if on > today:
        raise ValidationError({name: "这一天还没有到，请填已经发生的日期。"})
    if on < EARLIEST:
        raise ValidationError({name: "请核对年份。"})
    if on < first:
        raise ValidationError({name: f"不能早于这项工作开始的日期（{day(first)}）。"})


def day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def audit(action: str, project: Project, *, by, now: datetime, milestone: Milestone | None = None, **changes) -> None:
    """The log names the entry and the milestone, never the project."""
    label = f"{project.entry_code} 阶段性工作" + (f"第{milestone.number}阶段" if milestone else "")
    facts = {name: value.isoformat() if isinstance(value, date) else value for name, value in changes.items()}
    record(action, project, by=by, now=now, organization=project.organization, changes=facts, label=label)
