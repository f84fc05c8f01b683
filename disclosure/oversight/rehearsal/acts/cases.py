"""A case is sent, or entered for who asked by word of mouth; and who acts as its sender."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from catalog.directory.models import Entry
from catalog.items.models import Item
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.oversight.rehearsal.stage import PASSER_BY, Turn
from disclosure.oversight.rehearsal.values import uploaded
from disclosure.workflow.action import Action
from disclosure.workflow.kit import SENDER, Actor, Nobody
from feedback.cases.actions.receiving import Received, receive_case
from feedback.cases.files import keep_files
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case, Sender
from feedback.cases.public.asking.permissions import Permissions
from feedback.cases.states import Kind

SUBJECT, TEXT, NAME = "想了解的事", "想了解有关情况。", "来件人"
WEB = Case.Channel.WEB


def ask(
    turn: Turn,
    *,
    kind: str = Kind.TOPIC,
    subject: str = SUBJECT,
    text: str = TEXT,
    purpose: str = "",
    entry: Entry | None = None,
    item: Item | None = None,
    channel: str = "",
    received_on: date | None = None,
    applicant: Organization | None = None,
    name: str = "",
    phone: str = "",
    email: str = "",
    address: str = "",
    reply_by: str = Case.ReplyBy.SITE,
    files: list[str] | None = None,
) -> Received:
    """By a passer-by without a name, unless it is an application or a name is given; by a member with the account; by who
    handles such cases there, as it was entered for somebody else."""
    if kind not in Kind.values:
        raise ValidationError("没有这一种来件。")
    staff = entered_by(turn, Kind(kind), channel)
    is_own = turn.person is not None and staff is None
    contacts = {"name": name, "phone": phone, "email": email, "address": address}
    given: dict[str, Any] = {key: value for key, value in contacts.items() if value}
    if is_own:
        given["person"] = turn.person
    elif not name and kind != Kind.APPLICATION:
        given["is_anonymous"] = True
    else:
        given.setdefault("name", NAME)
    if staff is None:
        applicant = applicant or allowed(turn, kind)
    if applicant:
        given["applicant"] = applicant
    about = {"purpose": purpose, "entry": entry, "item": item, "reply_by": reply_by, "received_on": received_on}
    received = receive_case(
        kind=kind,
        organization=turn.organization,
        subject=subject,
        text=text,
        channel=channel or WEB,
        by=staff or SENDER,
        now=turn.now,
        **about,
        **given,
    )
    if files:
        keep_files(received.case, [uploaded(turn, name, "附件") for name in files], by=staff, now=turn.now)
    return received


def entered_by(turn: Turn, kind: Kind, channel: str) -> User | None:
    """Who handles such cases there, where it did not come by the web; None where its sender sends it."""
    if channel in ("", WEB):
        return None
    if not access_of(turn.staff, turn.on).can(STAFF_PERMISSION[kind], turn.organization):
        raise PermissionDenied("您没有登记本组织来件的权限。")
    return turn.staff


def allowed(turn: Turn, kind: str) -> Organization | None:
    """The organisation in whose name the person asks, where only such a one may. Raises ``PermissionDenied`` as the page does."""
    permissions = Permissions(turn.organization, turn.reader, turn.on)
    if words := permissions.refusal(kind):
        raise PermissionDenied(words)
    return None if permissions.may_in_person(kind) else permissions.may_for(kind)[0]


# --- who acts ---


def actor_of(turn: Turn, action: Action) -> User | Actor:
    """A passer-by has the query code of what they sent; a member acts as the sender of what came with the account."""
    if not action.by_sender or turn.step.by == "system":
        return passer_by_or_person(turn)
    if turn.person is None:
        return SENDER
    if not isinstance(action.who, Nobody):
        return turn.person
    if action.workflow.code == "case" and action.name != "second":
        require_own(turn)
    return SENDER


def passer_by_or_person(turn: Turn) -> User | Actor:
    if turn.step.by == PASSER_BY:
        raise PermissionDenied("这一步要由有账号的人办。")
    return turn.actor


def require_own(turn: Turn) -> None:
    sender = Sender.objects.filter(case=turn.subject).first()
    if sender is None or sender.person_id != turn.staff.pk:
        raise PermissionDenied("这一件不是您发来的。")
