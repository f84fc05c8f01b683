"""What a project may not be: of an entry that is not disclosed by milestones, with a day to come on which something happened,
or with a plan before its beginning."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.directory.contents import entry_for
from catalog.directory.models import Entry
from catalog.obligations.projects.models import Project
from catalog.schemes.choices import LimitKind
from disclosure.deadlines.dates import plain
from disclosure.organizations.models.directory import Organization
from disclosure.web.forms import EARLIEST


def staged_entry(organization: Organization, code: str) -> Entry:
    """The entry with the code in the catalogue of today, which must be one that is disclosed by milestones."""
    entry = entry_for(organization, code)
    if entry is None:
        raise ValidationError({"entry": "这一项不在本组织施行中的目录里。"})
    if entry.limit_kind != LimitKind.STAGED:
        raise ValidationError({"entry": "这一项不是按阶段公开的事项，请直接登记。"})
    return entry


def check_day(on: date, *, name: str, today: date, first: date = EARLIEST) -> None:
    """A day on which something happened: not to come, and not before the project began. ``name``: the field."""
    if on > today:
        raise ValidationError({name: "这一天还没有到，请填已经发生的日期。"})
    if on < EARLIEST:
        raise ValidationError({name: "请核对年份。"})
    if on < first:
        raise ValidationError({name: f"不能早于这项工作开始的日期（{plain(first)}）。"})


def check_end(project: Project, ended_on: date, *, today: date) -> None:
    check_day(ended_on, name="ended_on", first=project.started_on, today=today)
    last = max((on for on in project.milestones.values_list("completed_on", flat=True) if on), default=ended_on)
    if ended_on < last:
        raise ValidationError({"ended_on": f"不能早于最后一个阶段完成的日期（{plain(last)}）。"})


def check_plan(project: Project, planned_on: date) -> None:
    if planned_on < project.started_on:
        raise ValidationError({"planned_on": "计划日期不能早于这项工作开始的日期。"})
