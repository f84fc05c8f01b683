"""A complaint about how a case was answered goes to the discipline body, as an opinion of its own (LK-21, JG-08)."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from disclosure.organizations.holders import holders
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.roles import COLLECT_OPINIONS
from feedback.cases.actions.guard import finish, locked, require
from feedback.cases.actions.receiving import IDENTITY, TEXT, Received, receive_case
from feedback.cases.conflict_of_interest import subjects_of
from feedback.cases.models.cases import Case, Sender
from feedback.cases.states import IllegalMove, Kind, State

# Answered, or turned away: who is not content with that may be heard too, and of whom it was said that they withdrew.
ANSWERED, TURNED_AWAY = (State.ANSWERED, State.CLOSED), (State.NOT_ACCEPTED, State.SCREENED_OUT)


@transaction.atomic
def complain(case: Case, *, text: str, now: datetime) -> Received:
    """By the sender of a case that was answered or turned away, once a case; under the same name, or as namelessly as
    before."""
    case = locked(case)
    if not has_result(case):
        raise IllegalMove("这一件还没有答复，答复以后才能反映。")
    if case.complaints.exists():
        raise ValidationError("这一件您已经反映过，请用那一次的查询码看办理情况。")
    text = require(text, "要反映的情况", most=TEXT)
    to = complaint_body(case.organization, timezone.localdate(now), without=subjects_of(case.pk))
    received = receive_case(
        kind=Kind.OPINION,
        organization=to,
        subject=f"对{case.number}办理情况的反映",
        text=text,
        complaint_about=case,
        is_anonymous=case.is_anonymous,
        reply_by=case.reply_by,
        now=now,
        **identity_of(case),
    )
    words = f"您已向{to}反映，编号 {received.case.number}。"
    finish(case, "complained", by=None, now=now, words=words, details={"complaint": received.case.pk})
    return received


def has_result(case: Case) -> bool:
    if case.state == State.WITHDRAWN:
        return case.steps.filter(action="withdrawn", by__isnull=False).exists()
    if case.state == State.MERGED:
        return case.steps.filter(action__in=["main_answered", "main_refused"]).exists()
    return case.state in TURNED_AWAY or (case.state in ANSWERED and case.answered_on is not None)


def identity_of(case: Case) -> dict:
    sender = Sender.objects.filter(case=case).first()
    if sender is None:
        return {}
    values = {name: getattr(sender, name) for name in IDENTITY if name != "applicant"}
    return {**values, "applicant": sender.organization}


def complaint_body(organization: Organization, on: date, *, without: Collection[int] = ()) -> Organization:
    """The discipline organisation beside or above, the nearest first; else the superior; else the organisation itself.
    Where nobody there collects opinions but those ``without`` whom it must be heard, the next one that can hear it."""
    candidates = [*discipline_near(organization), *superiors(organization), organization]
    heard = holders(COLLECT_OPINIONS, candidates, on)
    able = (each for each in candidates if any(person.pk not in without for person in heard[each.pk]))
    return next(able, candidates[0])


def discipline_near(organization: Organization) -> list[Organization]:
    """In the line upwards and directly under it: the own one, those of the superiors."""
    line = organization.line_paths
    rows = Organization.objects.active().filter(kind=Organization.Kind.DISCIPLINE, path__startswith=line[0])
    near = [row for row in rows if row.path in line[:-1] or parent_path(row) in line]
    return sorted(near, key=lambda row: (-len(row.path), row.path))


def parent_path(organization: Organization) -> str:
    return organization.path[: -organization.steplen]


def superiors(organization: Organization) -> list[Organization]:
    return list(Organization.objects.active().filter(path__in=organization.line_paths[:-1]).order_by("-path"))
