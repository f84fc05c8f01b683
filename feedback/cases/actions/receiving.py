"""Receiving a case: from the web by its sender, or entered by staff with the true day of receipt (LK-17, LK-23, YY-10)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.items.models import Item
from disclosure.files.rich_text import one_line
from disclosure.organizations.access import access_of
from disclosure.organizations.models.directory import Organization
from feedback.cases.actions.guard import finish, require
from feedback.cases.clocks.clocks import RECEIPT, accept_rule, answer_rule, open_accept, open_answer, rules_of
from feedback.cases.codes import digest, new_code, next_number
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case, Sender
from feedback.cases.notifications.sms import is_mobile
from feedback.cases.states import REQUESTS, Kind

SUBJECT, TEXT = 120, 5000
# Days; what is said to have come before them is a slip of the pen.
LONG_AGO = 3652
MEMBER, SOCIETY, ORGANIZATION = "member", "society", "organization"
IDENTITY = ("person", "applicant", "name", "phone", "email", "address")


@dataclass(frozen=True)
class Received:
    """``code`` is on the receipt and nowhere else."""

    case: Case
    code: str


@transaction.atomic
def receive_case(
    *,
    kind: str,
    organization: Organization,
    subject: str,
    text: str,
    now: datetime,
    by=None,
    received_on: date | None = None,
    channel: str = Case.Channel.WEB,
    **given,
) -> Received:
    """``by`` is the member of staff who enters it, None when the sender does so on the web.

    ``given`` may hold ``purpose``, ``entry``, ``item``, ``reply_by``, ``is_anonymous`` and the sender's ``person`` (account),
    ``applicant`` (organisation), ``name``, ``phone``, ``email``, ``address``. Raises ``ValidationError`` by field.
    """
    organization = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    today = timezone.localdate(now)
    identity = {name: given.pop(name) for name in IDENTITY if name in given}
    check_entry_by_staff(kind, organization, channel, by=by, on=today)
    code = new_code()
    case = Case(
        kind=kind,
        organization=organization,
        number=next_number(organization, kind, today.year),
        code_digest=digest(code),
        subject=one_line(require(subject, "标题", most=SUBJECT)),
        text=require(text, "内容", most=TEXT),
        channel=channel,
        received_on=received_on or today,
        registered_at=now,
        registered_by=by,
        changed_at=now,
        **given,
    )
    check(case, identity, today)
    case.save()
    keep_sender(case, identity)
    open_accept(case, by=by, now=now, on=today)
    open_answer(case, event=RECEIPT, on=today, by=by, now=now)
    finish(case, "received", by=by, now=now, words="已收到。", details={"channel": channel})
    return Received(case, code)


def check_entry_by_staff(kind: str, organization, channel: str, *, by, on: date) -> None:
    if kind not in Kind.values:
        raise ValidationError({"kind": "没有这一种来件。"})
    if channel != Case.Channel.WEB and by is None:
        raise ValidationError({"channel": "不是网上来的，要由工作人员登记。"})
    if by is not None and not access_of(by, on).can(STAFF_PERMISSION[kind], organization):
        raise PermissionDenied("您没有登记本组织来件的权限。")


def check(case: Case, identity: dict, today: date) -> None:
    faults = {}
    if case.received_on > today:
        faults["received_on"] = "收到日期不能晚于今天。"
    elif (today - case.received_on).days > LONG_AGO:
        faults["received_on"] = "收到日期在十年以前，请核对年份。"
    if case.item_id and case.item.organization_id != case.organization_id:
        faults["item"] = "这件公开事项不是本组织的。"
    if case.reply_by == Case.ReplyBy.EMAIL and not identity.get("email"):
        faults["email"] = "选了用电子邮件答复，请写电子邮箱。"
    if case.reply_by in (Case.ReplyBy.SMS, Case.ReplyBy.PHONE) and not identity.get("phone"):
        faults["phone"] = "选了用电话或短信答复，请写电话。"
    elif case.reply_by == Case.ReplyBy.SMS and not is_mobile(identity["phone"]):
        faults["phone"] = "短信只能发到手机，请写11位的手机号，或者改选别的答复办法。"
    if case.reply_by == Case.ReplyBy.POST and not identity.get("address"):
        faults["address"] = "选了用书信答复，请写通信地址。"
    if not case.is_anonymous and not (identity.get("name") or identity.get("person") or identity.get("applicant")):
        faults["name"] = "请写姓名，或者选匿名。"
    if case.kind == Kind.APPLICATION and case.is_anonymous:
        faults["is_anonymous"] = "依申请公开要写明申请人。"
    if faults:
        raise ValidationError(faults)


def keep_sender(case: Case, identity: dict) -> Sender:
    """An anonymous case keeps no name and no account, only the address that its answer shall reach, if any."""
    if case.is_anonymous:
        identity = {name: identity.get(name, "") for name in ("phone", "email", "address")}
    values = {("organization" if name == "applicant" else name): value for name, value in identity.items()}
    return Sender.objects.create(case=case, **values)


def applicants(kind: str, rules) -> tuple[str, ...]:
    """Who may send a case of the kind by the scheme: ``member``, ``society``, ``organization``. Opinions: everyone."""
    if kind not in REQUESTS:
        return MEMBER, SOCIETY
    row = answer_rule(kind, rules)
    return tuple(row.get("applicants") or (MEMBER, SOCIETY))


def may_be_about(item: Item, user, on: date) -> bool:
    """Whether the person can read the item they write about."""
    return Item.objects.visible_to(user, on).filter(pk=item.pk).exists()


def promised(kind: str, organization: Organization, on: date) -> dict[str, dict]:
    """What the form promises before sending: the scheme's rows for accepting and answering."""
    rules = rules_of(Case(organization=organization, kind=kind), on)
    rows = {"answer": answer_rule(kind, rules)}
    return {"accept": accept_rule(rules), **rows} if kind in REQUESTS else rows
