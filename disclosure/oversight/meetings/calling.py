"""A meeting is called with an agenda from what is open, and those concerned are told once (QJ-18, YY-19)."""

from datetime import date

from django.core.exceptions import ValidationError

from catalog.schemes.choices import MeetingKind
from disclosure.files.rich_text import one_line, printable
from disclosure.oversight.meetings.agenda import agenda_of
from disclosure.oversight.meetings.forms import AgendaForm, CallForm
from disclosure.oversight.meetings.invitations import find_nobody, those_concerned
from disclosure.oversight.meetings.models import Invitation, WorkMeeting
from disclosure.oversight.meetings.table import CALLERS, meetings
from disclosure.workflow.kit import Act, Context, in_state, require_text, stamp_of, when

S = WorkMeeting.State
AHEAD, BACK = 366, 60
IS_TO_COME = when(
    lambda context: context.subject.planned_on >= context.on, not_now="开会的日子已经过了：改日子，或者补登。"
)
IS_PAST = when(lambda context: context.subject.planned_on < context.on, not_now="会还没有开，请通知开会。")


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
