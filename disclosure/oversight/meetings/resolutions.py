"""What became of what a meeting resolved: on the ledger once the minutes are confirmed, done by one, confirmed by another."""

from datetime import date

from django.core.exceptions import ValidationError

from disclosure.deadlines.actions import close, open_deadline
from disclosure.deadlines.models import ENDED, Deadline
from disclosure.files.rich_text import one_line
from disclosure.organizations.models.people import Post, User
from disclosure.organizations.roles import APPROVE, DESK_ROLES, DRAFT, PUBLISH
from disclosure.oversight.meetings.forms import OutcomeForm, WhyForm
from disclosure.oversight.meetings.models import Resolution, WorkMeeting
from disclosure.web.day_words import plain
from disclosure.web.moments import local_day
from disclosure.workflow.kit import Act, Holds, Nobody, Own, Workflow, in_state, require_text

S = Resolution.State
WRITERS, CONFIRMERS = Holds(DRAFT, PUBLISH), Holds(APPROVE, PUBLISH)
AHEAD = 366

resolutions = Workflow(
    Resolution,
    code="resolution",
    words={
        "written": "写下议定事项",
        "bound": "议定事项开始办",
        "struck": "删去议定事项",
        "done": "议定事项办完",
        "returned": "议定事项没有办完",
        "confirmed": "确认议定事项办成",
        "dropped": "议定事项不再办",
    },
    reads=("organization", "meeting", "deadline"),
)


def desk_people(organization, on: date):
    """Who can open the page on which it is reported."""
    posts = Post.objects.current(on).filter(organization=organization, role__in=DESK_ROLES)
    return User.objects.filter(is_active=True, pk__in=posts.values("person")).order_by("full_name", "pk")


@resolutions.start("write_resolution", "写下议定事项", who=Nobody(), to={S.DRAFT})
def write_resolution(
    act: Act, *, meeting: WorkMeeting, what: str, due_on: date, responsible: str = "", person: User | None = None
) -> Resolution:
    """A consequence of the meeting's own action."""
    organization = act.subject
    if not 1 <= (due_on - act.on).days <= AHEAD:
        raise ValidationError({"due_on": "办好的日子要在明天以后、一年以内。"})
    if person and not desk_people(organization, act.on).filter(pk=person.pk).exists():
        raise ValidationError({"person": "这个人在本组织没有工作岗位，请在下面写名字。"})
    named = one_line(responsible) or (str(person) if person else "")
    row = Resolution(
        meeting=meeting, organization=organization, what=one_line(require_text(what, "请写议定了什么。", field="what")),
        responsible=require_text(named, "请选或者写谁负责。", field="responsible"), person=person, due_on=due_on,
    )  # fmt: skip
    act.move(S.DRAFT, row)
    act.create(row, exclude=("organization", "meeting"))
    act.record("written", due_on=str(due_on))
    return row


@resolutions.action("bind", "开始办", at=in_state(S.DRAFT), to={S.OPEN}, who=Nobody(), is_button=False)
def bind_resolution(act: Act) -> None:
    """The minutes are confirmed. Whoever watches reads the ledger: it says which one it is, not what was resolved. A day that was named is counted in calendar days, and moves on where it is a day off (203)."""
    row = act.subject
    meeting = row.meeting
    row.deadline = open_deadline(
        organization=row.organization,
        kind=Deadline.Kind.MEETING,
        title=row.number,
        start_on=act.on,
        rule={"calendar_days": max(0, (row.due_on - act.on).days)},
        event=f"{meeting}确认纪要",
        source={"document": str(meeting), "sentence": f"{row.number}，{row.responsible}在{plain(row.due_on)}前办好"},
        person=row.person,
        permission=PUBLISH,
        url=row.get_absolute_url(),
        by=act.by,
        now=act.now,
    )
    act.move(S.OPEN)
    act.record("bound", due_on=str(row.deadline.due_on))
    act.notify("bound", [row.person_id], f"会议议定由您负责，{plain(row.due_on)}前办好")


@resolutions.action(
    "strike", "删去这一件", at=in_state(S.DRAFT), to={S.DROPPED}, who=WRITERS, is_folded=True, done="已删去。"
)
def strike_resolution(act: Act) -> None:
    act.move(S.DROPPED)
    act.record("struck")


@resolutions.action(
    "report_done", "登记办完", at=in_state(S.OPEN), to={S.DONE}, who=WRITERS | Own("person"), form=OutcomeForm, style="main",
    done="已登记办完，等另一个人确认。",
)  # fmt: skip
def report_done(act: Act, *, outcome: str) -> None:
    row = act.subject
    row.outcome = require_text(outcome, "请写明怎样办的。", field="outcome", most=500)
    row.done_by, row.done_at = act.person, act.now
    act.move(S.DONE)
    act.record("done")


@resolutions.action(
    "confirm_done", "确认办成", at=in_state(S.DONE), to={S.CONFIRMED}, who=CONFIRMERS, others=("done_by",), waits=True,
    style="main", done="已确认办成。",
)  # fmt: skip
def confirm_done(act: Act) -> None:
    """The day that counts is that on which it was done."""
    row = act.subject
    row.confirmed_by, row.confirmed_at = act.person, act.now
    row.deadline = close(row.deadline, on=local_day(row.done_at), by=act.by, now=act.now)
    act.move(S.CONFIRMED)
    act.record("confirmed", done_on=str(local_day(row.done_at)))
    act.notify("confirmed", [row.done_by_id], "已确认办成")


@resolutions.action(
    "not_done", "没有办完，退回", at=in_state(S.DONE), to={S.OPEN}, who=CONFIRMERS, form=WhyForm, is_folded=True,
    done="已退回接着办。",
)  # fmt: skip
def not_done(act: Act, *, reason: str) -> None:
    row, reason = act.subject, require_text(reason, "请写明原因。", field="reason", most=300)
    told, row.done_by, row.done_at = row.done_by_id, None, None
    act.move(S.OPEN)
    act.record("returned", reason=reason)
    act.notify(f"returned:{act.now.isoformat()}", [told, row.person_id], "没有办完，请接着办", f"原因：{reason}")


@resolutions.action(
    "drop", "不再办", at=in_state(S.OPEN), to={S.DROPPED}, who=CONFIRMERS, form=WhyForm, is_folded=True, style="danger",
    done="不再办，原因已记下。",
)  # fmt: skip
def drop_resolution(act: Act, *, reason: str) -> None:
    row = act.subject
    row.reason = require_text(reason, "请写明原因。", field="reason", most=300)
    row.deadline = close(row.deadline, on=act.on, by=act.by, now=act.now, closed_as=ENDED)
    act.move(S.DROPPED)
    act.record("dropped", reason=row.reason)
