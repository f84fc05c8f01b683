"""The life of a meeting: called with an agenda from what is open, those concerned told once, minuted, confirmed by another person
(QJ-18, YY-19)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from catalog.schemes.choices import MeetingKind
from disclosure.files.rich_text import one_line, printable
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.models.people import User
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH
from disclosure.oversight.meetings.agenda import agenda_of
from disclosure.oversight.meetings.due import meet_due
from disclosure.oversight.meetings.forms import AgendaForm, CallForm, MinutesForm, ResolutionForm, WhyForm
from disclosure.oversight.meetings.hands import not_done_by, who_did
from disclosure.oversight.meetings.models import Invitation, Resolution, WorkMeeting
from disclosure.oversight.meetings.resolutions import bind_resolution, write_resolution
from disclosure.oversight.supervisors.models import Supervisor
from disclosure.workflow.kit import Act, Blocker, Context, Holds, Workflow, in_state, require_text, stamp_of, when

S = WorkMeeting.State
Body = LeadingGroupSeat.Body
CALLERS, CONFIRMERS = Holds(DRAFT, PUBLISH), Holds(APPROVE, PUBLISH)
AHEAD, BACK = 366, 60
IS_TO_COME = when(
    lambda context: context.subject.planned_on >= context.on, not_now="开会的日子已经过了：改日子，或者补登。"
)
IS_PAST = when(lambda context: context.subject.planned_on < context.on, not_now="会还没有开，请通知开会。")
# Of the minutes, whoever saved them first, and of what was resolved.
WROTE = ("work_meeting.minuted", "work_meeting.resolved")

meetings = Workflow(
    WorkMeeting,
    code="work_meeting",
    words={
        "called": "召集会议",
        "agenda_saved": "修改议程",
        "invited": "通知开会",
        "entered": "补登会议",
        "minuted": "写会议纪要",
        "resolved": "写下议定的事",
        "returned": "纪要退回修改",
        "confirmed": "确认会议纪要",
        "cancelled": "会议没有开",
    },
    reads=("organization",),
    url_of=WorkMeeting.get_staff_url,
)


def require_near(day: date, on: date) -> None:
    """A little back too: what was held already is entered afterwards."""
    if not -BACK <= (day - on).days <= AHEAD:
        raise ValidationError({"planned_on": f"开会的日子要在一年以内；已经开过的，最多补登{BACK}天以前的。"})


@meetings.start(
    "call",
    "召集会议",
    who=CALLERS,
    to={S.PLANNED},
    form=CallForm,
    done="议程按现在没有办完的事起草好了，请看过再通知。",
)
def call_meeting(act: Act, *, kind: str, planned_on: date, place: str, with_supervisors: bool = False) -> None:
    require_near(planned_on, act.on)
    meeting = WorkMeeting(
        organization=act.subject, kind=kind, planned_on=planned_on, place=one_line(place),
        with_supervisors=with_supervisors or kind == MeetingKind.SUPERVISORS, agenda=agenda_of(act.subject, act.on),
        called_by=act.person, called_at=act.now,
    )  # fmt: skip
    act.move(S.PLANNED, meeting)
    act.create(meeting, exclude=("organization", "called_by"))
    act.record("called", kind=kind, planned_on=str(planned_on))


def agenda_in_hand(context: Context) -> str:
    row = context.subject
    return stamp_of(row.agenda, row.planned_on, row.place)


@meetings.action(
    "save_agenda", "改议程", at=in_state(S.PLANNED), who=CALLERS, form=AgendaForm, stamp=agenda_in_hand, is_folded=True,
    initial=lambda context: {name: getattr(context.subject, name) for name in AgendaForm.base_fields}, done="已保存。",
)  # fmt: skip
def save_agenda(act: Act, *, planned_on: date, place: str, agenda: str) -> None:
    require_near(planned_on, act.on)
    row = act.subject
    row.planned_on, row.place = planned_on, one_line(require_text(place, "请写地点。", field="place"))
    row.agenda = require_text(printable(agenda), "请写议程。", field="agenda")
    act.record("agenda_saved", planned_on=str(planned_on))


def those_concerned(row: WorkMeeting) -> list[Invitation]:
    """Supervisors in office and who sits in the leading group or its office on the day. A supervisors' meeting is held by the
    office with the heads of the group."""
    seats = LeadingGroupSeat.objects.current(row.planned_on).filter(organization=row.organization)
    seats = seats.exclude(body=Body.GROUP, title="member") if row.kind == MeetingKind.SUPERVISORS else seats
    found = [
        Invitation(
            meeting=row,
            name=seat.name,
            called=f"{seat.get_body_display()}{seat.get_title_display()}",
            person_id=seat.person_id,
        )
        for seat in seats.order_by("body", "position", "pk")
    ]
    if row.with_supervisors:
        rows = Supervisor.objects.in_office(row.planned_on).filter(organization=row.organization).order_by("pk")
        found += [Invitation(meeting=row, name=each.name, called="监督员", person_id=each.person_id) for each in rows]
    return list(once(found))


def once(found: Iterable[Invitation]) -> Iterator[Invitation]:
    """Whoever holds two seats comes once."""
    seen = set()
    for each in found:
        key = each.person_id or each.name
        if key not in seen:
            seen.add(key)
            yield each


def find_nobody(context: Context, values: Mapping[str, Any]) -> Iterator[Blocker]:
    found = those_concerned(context.subject)
    if not found:
        yield Blocker("nobody", "没有可以通知的人：还没有登记领导小组，也没有在聘的监督员。")
    elif context.subject.kind == MeetingKind.SUPERVISORS and not any(each.called == "监督员" for each in found):
        yield Blocker("no_supervisor", "那一天没有在聘的监督员，开不成监督员会议。")


@meetings.action(
    "invite", "通知开会", at=in_state(S.PLANNED) & IS_TO_COME, to={S.INVITED}, who=CALLERS, blockers=find_nobody, shows_blocked=True,
    style="main", stamp=agenda_in_hand, done="已通知。没有账号的，请打电话。",
)  # fmt: skip
def invite(act: Act) -> None:
    row = act.subject
    found = keep_invitations(act)
    act.record("invited", people=len(found))
    words = f"{row.organization}请您参加，地点：{row.place}"
    act.notify("invited", [each.person_id for each in found], "请您参加", words, url=row.get_absolute_url())


def keep_invitations(act: Act) -> list[Invitation]:
    act.subject.invited_at = act.now
    act.move(S.INVITED)
    return Invitation.objects.bulk_create(those_concerned(act.subject))


@meetings.action(
    "enter_held", "已经开过，补登", at=in_state(S.PLANNED) & IS_PAST, to={S.INVITED}, who=CALLERS, blockers=find_nobody,
    shows_blocked=True, style="main", done="请写纪要。没有事先在门户通知的会，从确认纪要那天算起。",
)  # fmt: skip
def enter_held(act: Act) -> None:
    """Nobody is told of what is over."""
    found = keep_invitations(act)
    act.record("entered", people=len(found))


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
