"""The life of a project that is disclosed milestone by milestone: registered with its plan, moved on, ended (LK-15, QJ-12).

Every action on a project or on one of its milestones locks the project. How far it is stands in its dates alone.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from catalog.obligations.duties.ending import end_duties
from catalog.obligations.projects.checks import check_day, check_end, check_plan, staged_entry
from catalog.obligations.projects.forms import CompleteForm, EndForm, MilestoneForm, ReplanForm
from catalog.obligations.projects.models import Milestone, Project
from catalog.obligations.projects.owing import not_outlasted, owe_milestone, owe_summary, reckon_anew, undone
from disclosure.deadlines.dates import plain
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.directory import Department
from disclosure.organizations.roles import DRAFT
from disclosure.workflow.kit import Act, Holds, Workflow, require_text, when

Plan = tuple[str, date]
NOT_CARRIED_OUT = "工作已结束，这个阶段没有再进行"
WITHIN_THE_YEAR = "工作在年内结束，不用再作年末总结"
GOING_ON = when(lambda context: context.subject.ended_on is None)
OF_GOING_ON = when(lambda context: context.subject.project.ended_on is None)
TO_COMPLETE = when(lambda context: context.subject.completed_on is None and context.subject.project.ended_on is None)
TO_REPLAN = OF_GOING_ON & when(
    lambda context: context.subject.completed_on is None, not_now="这个阶段已经完成，不用再改计划。"
)

# The log names the entry and the milestone, never the project.
projects = Workflow(
    Project,
    code="project",
    words={
        "registered": "登记阶段性工作",
        "milestone_added": "增加工作阶段",
        "milestone_replanned": "工作阶段改期",
        "milestone_completed": "登记阶段完成",
        "ended": "结束阶段性工作",
    },
    reads=("organization", "entry", "department"),
    label=lambda row: f"{row.entry_code} 阶段性工作",
    state_words=Project.words,
)
milestones = Workflow(
    Milestone,
    code="project",
    reads=("project__organization", "project__department", "project__entry", "duty__deadline"),
    lock=lambda row: projects.lock_row(row.project),
    label=lambda row: f"{row.project.entry_code} 阶段性工作第{row.number}阶段",
    organization_of=lambda row: row.project.organization,
    state_words=Milestone.words,
)
CLERK, CLERK_OF_PROJECT = Holds(DRAFT), Holds(DRAFT, at="project__organization")


@projects.start("register_project", "登记一项工作", who=CLERK, done="已登记。每个阶段都列进了应公开任务。")
def register_project(
    act: Act,
    *,
    code: str,
    name: str,
    started_on: date,
    milestones: Iterable[Plan],
    department: Department | None = None,
) -> None:
    """``code``: the entry's; ``milestones``: name and planned day, at least one. Each owes its disclosure from now on."""
    organization, plans, name = act.subject, list(milestones), one_line(name)
    entry = staged_entry(organization, code)
    if not name or not plans:
        raise ValidationError("请写工作名称，并至少列一个阶段。")
    check_day(started_on, name="started_on", today=act.on)
    if department and department.organization_id != organization.pk:
        raise ValidationError({"department": "科室不属于本组织。"})
    same = Project.objects.filter(organization=organization, entry_code=code, name=name, started_on=started_on)
    if same.exists():
        raise ValidationError("同名的工作已经登记过，没有再登记。")
    act.create(
        Project(
            organization=organization,
            entry=entry,
            entry_code=code,
            department=department,
            name=name[:200],
            started_on=started_on,
            created_by=act.person,
            created_at=act.now,
        )
    )
    act.record("registered", started_on=started_on.isoformat(), milestones=len(plans))
    for plan in plans:
        add_planned(act, plan, entry)


@projects.action("add_milestone", "增加一个阶段", at=GOING_ON, who=CLERK, form=MilestoneForm, done="已增加这个阶段。")
def add_milestone(act: Act, *, name: str, planned_on: date) -> Milestone:
    return add_planned(act, (name, planned_on), staged_entry(act.subject.organization, act.subject.entry_code))


def add_planned(act: Act, plan: Plan, entry) -> Milestone:
    project, planned_on = act.subject, plan[1]
    name = require_text(one_line(plan[0])[:100], "请写阶段名称。", field="name")
    check_plan(project, planned_on)
    if project.milestones.filter(name=name).exists():
        raise ValidationError({"name": f"这项工作已有“{name}”这个阶段，没有再加。"})
    number = project.milestones.next_number()
    milestone = Milestone.objects.create(project=project, number=number, name=name, planned_on=planned_on)
    owe_milestone(milestone, entry, by=act.by, now=act.now)
    act.record_of(milestones, milestone, "milestone_added", planned_on=planned_on.isoformat())
    return milestone


@milestones.action(
    "replan", "改计划", at=TO_REPLAN, who=CLERK_OF_PROJECT, form=ReplanForm,
    done="计划已改，期限已重算。",
)  # fmt: skip
def replan(act: Act, *, planned_on: date, reason: str) -> None:
    """Another planned day, with its reason, while the milestone is not complete."""
    milestone, why = act.subject, require_text(reason, "请写明为什么改计划。", field="reason")
    check_plan(milestone.project, planned_on)
    if planned_on == milestone.planned_on:
        raise ValidationError({"planned_on": "计划日期没有变。"})
    before, milestone.planned_on = milestone.planned_on, planned_on
    reckon_anew(milestone.duty, start_on=planned_on, reason=f"计划改期：{why}"[:500], by=act.by, now=act.now)
    days = [before.isoformat(), planned_on.isoformat()]
    act.record("milestone_replanned", planned_on=days, reason=why)


@milestones.action(
    "complete", "登记完成", at=TO_COMPLETE, who=CLERK_OF_PROJECT, form=CompleteForm,
    done="已登记完成。接下来登记要公开的内容。",
)  # fmt: skip
def complete(act: Act, *, completed_on: date) -> None:
    """Its disclosure is reckoned from the day on which it was really complete."""
    milestone = act.subject
    check_day(completed_on, name="completed_on", first=milestone.project.started_on, today=act.on)
    milestone.completed_on = completed_on
    reason = f"第{milestone.number}阶段{plain(completed_on)}完成，从这一天起算"
    reckon_anew(milestone.duty, start_on=completed_on, reason=reason, by=act.by, now=act.now)
    act.record("milestone_completed", completed_on=completed_on.isoformat())


@projects.action("end_project", "结束这项工作", at=GOING_ON, who=CLERK, form=EndForm, done="已登记工作结束。")
def end_project(act: Act, *, ended_on: date) -> None:
    """What was not carried out is no longer owed; what was complete stays owed; a summary may be owed instead."""
    project = act.subject
    check_end(project, ended_on, today=act.on)
    project.ended_on = ended_on
    act.save()
    act.record("ended", ended_on=ended_on.isoformat())
    for duties, reason in (undone(project), NOT_CARRIED_OUT), (not_outlasted(project, ended_on), WITHIN_THE_YEAR):
        end_duties(duties, reason=reason, on=act.on, now=act.now, by=act.by)
    owe_summary(project, ended_on, by=act.by, now=act.now)
