"""The minutes of a meeting and what it resolved, written by one, confirmed by another person; or that it was not held (QJ-18,
YY-19)."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.files.rich_text import one_line, printable
from disclosure.organizations.models.people import User
from disclosure.oversight.meetings.due import meet_due
from disclosure.oversight.meetings.forms import MinutesForm, ResolutionForm, WhyForm
from disclosure.oversight.meetings.hands import not_done_by, who_did
from disclosure.oversight.meetings.models import Invitation, Resolution, WorkMeeting
from disclosure.oversight.meetings.resolutions import bind_resolution, write_resolution
from disclosure.oversight.meetings.table import CALLERS, CONFIRMERS, meetings
from disclosure.workflow.kit import Act, Context, in_state, require_text, stamp_of

S = WorkMeeting.State
# Of the minutes, whoever saved them first, and of what was resolved.
WROTE = ("work_meeting.minuted", "work_meeting.resolved")


@meetings.action(
    "write_minutes", "写纪要", at=in_state(S.INVITED), to={S.MINUTED}, who=CALLERS, form=MinutesForm, style="main",
    initial=lambda context: minutes_of(context.subject), done="纪要已保存。议定的事项一件一件写上，再由另一个人确认。",
)  # fmt: skip
def write_minutes(
    act: Act, *, held_on: date, minutes: str, attended: Iterable[Invitation] = (), others_present: str = ""
) -> None:
    keep_minutes(act, held_on, minutes, attended, others_present)
    act.move(S.MINUTED)


def keep_minutes(act: Act, held_on: date, minutes: str, attended: Iterable[Invitation], others_present: str) -> None:
    row, came = act.subject, {each.pk for each in attended}
    if held_on > act.on:
        raise ValidationError({"held_on": "会还没有开。"})
    if not came and not others_present.strip():
        raise ValidationError({"attended": "请勾到会的人。"})
    row.held_on, row.minutes = held_on, require_text(printable(minutes), "请写纪要。", field="minutes")
    row.others_present = one_line(others_present)
    row.minuted_by, row.minuted_at = act.person, act.now
    own = Invitation.objects.filter(meeting=row)
    own.filter(pk__in=came).update(attended=True)
    own.exclude(pk__in=came).update(attended=False)
    act.record("minuted", held_on=str(held_on), attended=len(came))


def minutes_of(row: WorkMeeting) -> Mapping[str, Any]:
    """What was written before, else the planned day."""
    came = list(row.invitations.filter(attended=True)) if row.minutes else []
    return {
        "held_on": row.day, "minutes": row.minutes, "others_present": row.others_present, "attended": came,
    }  # fmt: skip


@meetings.action(
    "resolve", "写一件议定的事", at=in_state(S.MINUTED), who=CALLERS, form=ResolutionForm, is_folded=True,
    done="已写上，纪要确认以后开始计时。",
)  # fmt: skip
def resolve(act: Act, *, what: str, due_on: date, responsible: str = "", person: User | None = None) -> Resolution:
    given = {"meeting": act.subject, "what": what, "due_on": due_on, "responsible": responsible, "person": person}
    act.record("resolved")
    found: Resolution = act.follow(write_resolution, act.subject.organization, **given)
    return found


@meetings.action(
    "change_minutes", "改纪要", at=in_state(S.MINUTED), who=CALLERS, form=MinutesForm, is_folded=True,
    initial=lambda context: minutes_of(context.subject), done="纪要已改。",
)  # fmt: skip
def change_minutes(
    act: Act, *, held_on: date, minutes: str, attended: Iterable[Invitation] = (), others_present: str = ""
) -> None:
    keep_minutes(act, held_on, minutes, attended, others_present)


def minutes_in_hand(context: Context) -> str:
    row = context.subject
    return stamp_of(
        row.minutes, row.minuted_at, *row.resolutions.order_by("pk").values_list("pk", "what", "due_on", "state")
    )


@meetings.action(
    "confirm", "确认纪要", at=in_state(S.MINUTED), to={S.CONFIRMED}, who=CONFIRMERS, others=("minuted_by",), hands=who_did(*WROTE),
    waits=not_done_by(WorkMeeting, *WROTE), stamp=minutes_in_hand, style="main", done="纪要已确认，议定的事项开始计时。",
)  # fmt: skip
def confirm_minutes(act: Act) -> None:
    """Its resolutions are owed from now on, and the meeting that the scheme asks for was held."""
    row = act.subject
    row.confirmed_by, row.confirmed_at = act.person, act.now
    act.move(S.CONFIRMED)
    drafts = list(row.resolutions.filter(state=Resolution.State.DRAFT).order_by("pk"))
    act.record("confirmed", held_on=str(row.held_on), resolutions=len(drafts))
    for each in drafts:
        act.follow(bind_resolution, each)
    meet_due(row, row.held_on, act.on if row.is_entered_late else row.held_on, by=act.by, now=act.now)
    people = row.invitations.values_list("person_id", flat=True)
    act.notify("confirmed", people, "纪要出来了", url=row.get_absolute_url())


@meetings.action(
    "send_back", "纪要退回修改", at=in_state(S.MINUTED), to={S.INVITED}, who=CONFIRMERS, form=WhyForm, is_folded=True,
    done="已退回修改。",
)  # fmt: skip
def send_back(act: Act, *, reason: str) -> None:
    reason = require_text(reason, "请写明原因。", field="reason", most=300)
    act.move(S.INVITED)
    act.record("returned", reason=reason)
    act.notify(f"returned:{act.now.isoformat()}", [act.subject.minuted_by_id], "纪要退回修改", f"原因：{reason}")


@meetings.action(
    "cancel", "不开了", at=in_state(S.PLANNED, S.INVITED), to={S.CANCELLED}, who=CALLERS, form=WhyForm, is_folded=True,
    style="danger", done="已记下没有开，通知过的人会收到消息。",
)  # fmt: skip
def cancel(act: Act, *, reason: str) -> None:
    row = act.subject
    row.reason = require_text(reason, "请写明原因。", field="reason", most=300)
    act.move(S.CANCELLED)
    act.record("cancelled", reason=row.reason)
    people = row.invitations.values_list("person_id", flat=True)
    act.notify("cancelled", people, "不开了", f"原因：{row.reason}", url=row.get_absolute_url())
