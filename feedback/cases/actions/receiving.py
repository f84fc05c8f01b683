"""Receiving a case: from the web by its sender, or entered by staff with the true day of receipt (LK-17, LK-23, YY-10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from disclosure.files.rich_text import one_line
from disclosure.workflow.kit import Act, require_text
from feedback.cases.clocks.clocks import RECEIPT, open_accept, open_answer
from feedback.cases.codes import digest, new_code, next_number
from feedback.cases.forms.received import check_received
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case, Sender
from feedback.cases.models.choices import SUBJECT, TEXT
from feedback.cases.procedure import RECEIVERS, cases, describe_step
from feedback.cases.states import Kind, State

IDENTITY = ("person", "applicant", "name", "phone", "email", "address")


@dataclass(frozen=True)
class Received:
    """``code`` is on the receipt and nowhere else."""

    case: Case
    code: str


@cases.start("receive", "登记来件", to={State.RECEIVED}, who=RECEIVERS, by_sender=True, audit="case.received")
def receive_case(
    act: Act,
    *,
    kind: str,
    subject: str,
    text: str,
    received_on: date | None = None,
    channel: str = Case.Channel.WEB,
    **given: Any,
) -> Received:
    """``given`` may hold ``purpose``, ``entry``, ``item``, ``reply_by``, ``is_anonymous`` and the sender's ``person``
    (account), ``applicant`` (organisation), ``name``, ``phone``, ``email``, ``address``. Raises ``ValidationError`` by
    field."""
    check_entry_by_staff(act, kind, channel)
    received = keep_case(
        act,
        kind=kind,
        subject=one_line(require_text(subject, "请写明标题。", most=SUBJECT)),
        text=require_text(text, "请写明内容。", most=TEXT),
        received_on=received_on or act.on,
        channel=channel,
        registered_by=act.by,
        **given,
    )
    describe_step(act, "已收到。", channel=channel)
    return received


def keep_case(act: Act, *, kind: str, **given: Any) -> Received:
    """With its sender and its clocks; ``given`` as for ``receive_case``, with who entered it."""
    organization = act.subject
    identity = {name: given.pop(name) for name in IDENTITY if name in given}
    code = new_code()
    case = Case(
        kind=kind,
        organization=organization,
        number=next_number(organization, kind, act.on.year),
        code_digest=digest(code),
        registered_at=act.now,
        changed_at=act.now,
        **given,
    )
    check_received(case, identity, act.on)
    act.move(State.RECEIVED, case)
    act.create(case)
    keep_sender(case, identity)
    open_accept(case, by=act.by, now=act.now, on=act.on)
    open_answer(case, event=RECEIPT, on=act.on, by=act.by, now=act.now)
    act.save()
    return Received(case, code)


def check_entry_by_staff(act: Act, kind: str, channel: str) -> None:
    if kind not in Kind.values:
        raise ValidationError({"kind": "没有这一种来件。"})
    if channel != Case.Channel.WEB and act.by is None:
        raise ValidationError({"channel": "不是网上来的，要由工作人员登记。"})
    if act.actor.is_person and not act.access.can(STAFF_PERMISSION[Kind(kind)], act.subject):
        raise PermissionDenied("您没有登记本组织来件的权限。")


def keep_sender(case: Case, identity: dict) -> Sender:
    """An anonymous case keeps no name and no account, only the address that its answer shall reach, if any."""
    if case.is_anonymous:
        identity = {name: identity.get(name, "") for name in ("phone", "email", "address")}
    values = {("organization" if name == "applicant" else name): value for name, value in identity.items()}
    return Sender.objects.create(case=case, **values)


def identity_of(case: Case) -> Mapping[str, Any]:
    """Who sent it, as ``receive_case`` takes it, for another case of the same sender."""
    sender = Sender.objects.filter(case=case).first()
    if sender is None:
        return {}
    values = {name: getattr(sender, name) for name in IDENTITY if name != "applicant"}
    return {**values, "applicant": sender.organization}
