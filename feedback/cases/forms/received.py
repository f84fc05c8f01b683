"""What a case that comes in must have, wherever it was written down, and the base of the forms that ask for it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from disclosure.organizations.names.recognising import name_signs, tells
from disclosure.outgoing.sms import is_mobile
from disclosure.web.forms import DeskForm
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind

NAMED, ANONYMOUS = "named", "anonymous"
CONTACTS = ("name", "phone", "email", "address")
# Days; what is said to have come before them is a slip of the pen.
LONG_AGO = 3652


class ReceivedForm(DeskForm):
    """Asks under which name a case is sent (``who``) and how the answer reaches its sender."""

    sometimes_required = CONTACTS

    def contacts(self) -> Mapping[str, Any]:
        return {name: self.cleaned_data.get(name, "") for name in CONTACTS}

    def check(self, case: Case, identity: Mapping[str, Any], today: date) -> None:
        """Everything that ``check_received`` finds, said at its field where it can still be mended."""
        try:
            check_received(case, identity, today)
        except ValidationError as error:
            for name, faults in error.error_dict.items():
                place = name if name in self.fields else "who"
                if place not in self.errors:
                    self.add_error(place, faults)


def names_sender(name: str, text: str) -> bool:
    return tells(text, name_signs(name))


def check_received(case: Case, identity: Mapping[str, Any], today: date) -> None:
    """Raises ``ValidationError`` by field."""
    faults = {}
    if case.received_on > today:
        faults["received_on"] = "收到日期不能晚于今天。"
    elif (today - case.received_on).days > LONG_AGO:
        faults["received_on"] = "收到日期在十年以前，请核对年份。"
    if case.item and case.item.organization_id != case.organization_id:
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
