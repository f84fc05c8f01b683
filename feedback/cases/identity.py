"""Who sent a case is seen only where it is needed, for a reason, and each look is on record (against retaliation)."""

from collections.abc import Callable, Iterator, Mapping
from re import Pattern

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError

from disclosure.organizations.access import Access
from disclosure.organizations.names.recognising import (
    address_signs,
    mailbox_signs,
    name_signs,
    phone_signs,
    spelled,
    tells,
)
from disclosure.organizations.roles import APPROVE
from disclosure.workflow.kit import OnRecord
from feedback.cases.conflict_of_interest import is_own_case
from feedback.cases.handlers import STAFF_PERMISSION
from feedback.cases.models.cases import Case, Sender
from feedback.cases.notifications.manual import BY_HAND
from feedback.cases.states import Kind

NAME, PHONE, MAILBOX, ADDRESS = "姓名", "电话", "电子邮箱", "通信地址"
# An organisation that asked stands in many texts and is no person.
APPLICANT = "申请组织"
SIGNS: Mapping[str, Callable[[str], Iterator[Pattern]]] = {
    NAME: name_signs,
    PHONE: phone_signs,
    MAILBOX: mailbox_signs,
    ADDRESS: address_signs,
}


def why_not(case: Case, access: Access) -> str:
    """Empty when the person may see who sent the case. Who handles an opinion does not, beyond what answering needs,
    whatever other posts they hold: another collector does."""
    if not access.is_known:
        return "请先登录。"
    if is_own_case(case, access.user):
        return "这件来件反映的是您经办的事，您不能看来件人是谁。"
    if case.handler_id == access.user.pk and case.reply_by in BY_HAND:
        return ""
    if case.handler_id == access.user.pk and case.kind == Kind.OPINION:
        return "这件意见由您承办，答复不用知道来件人是谁，所以不给您看。"
    if access.can(STAFF_PERMISSION[case.kind], case.organization):
        return ""
    return "您没有查看来件人的权限。"


def refuse_strangers(case: Case, access: Access, words: str) -> None:
    """Who drafts items in the organisation may have no right to see the case."""
    knows = any(access.can(each, case.organization) for each in (STAFF_PERMISSION[case.kind], APPROVE))
    if not knows and case.handler_id != access.user_id:
        raise PermissionDenied(words)


def sender_of(case: Case) -> Sender | None:
    return Sender.objects.select_related("person", "organization").filter(case=case).first()


def is_told(sender: Sender | None, text: str) -> bool:
    """Whether the text holds anything that is known of the sender, however it is written."""
    return sender is not None and tells(
        text, (sign for label, value in known(sender) for sign in signs_of(label, value))
    )


def signs_of(label: str, value: str) -> Iterator[Pattern]:
    return SIGNS.get(label, spelled)(value)


def refuse_telling(case: Case, *words: str, by, field: str = NON_FIELD_ERRORS) -> None:
    """Words that others read say nothing of who sent the case. Who did not look who it was is held to what the case and
    its answers themselves say, and each try is on record: nobody finds out by trying names."""
    sender = sender_of(case)
    if sender is None:
        return
    signs = [sign for label, value in known(sender) if label != APPLICANT for sign in signs_of(label, value)]
    if not has_looked(case, by):
        said = "\n".join((case.subject, case.text, case.purpose, *case.replies.values_list("text", flat=True)))
        signs = [sign for sign in signs if tells(said, [sign])]
    if any(tells(text, signs) for text in words):
        refusal = {field: "这里写了来件人的姓名、电话或者住处，别人会看到。请删去。"}
        if has_looked(case, by):
            raise ValidationError(refusal)
        raise OnRecord(refusal, word="case.sender_named", about=case)


def has_looked(case: Case, by) -> bool:
    """Whether the person knows who sent it: entered it, or looked on record."""
    if by is None or case.registered_by_id == by.pk:
        return by is not None
    return case.steps.filter(action="sender_seen", by=by).exists()


def known(sender: Sender) -> list[tuple[str, str]]:
    """What is known of the sender: label and words."""
    rows = (
        (NAME, sender.name or (sender.person.full_name if sender.person else "")),
        ("账号", sender.person.username if sender.person else ""),
        (APPLICANT, sender.organization.name if sender.organization else ""),
        (PHONE, sender.phone),
        (MAILBOX, sender.email),
        (ADDRESS, sender.address),
    )
    return [(label, value) for label, value in rows if value]
