"""Letters to the sender (文书): made from the organisation's words, numbered, kept as they were sent."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models.functions import Length

from disclosure.deadlines.dates import local_day, plain
from disclosure.deadlines.models import Deadline
from disclosure.organizations.models.directory import Organization
from disclosure.workflow.locks import lock_organization
from feedback.cases.letters.letter_templates import filled, find_text
from feedback.cases.models.cases import Case, Sender
from feedback.cases.models.replies import Letter, Reply
from feedback.cases.states import REQUESTS

Name = Letter.Name
# The word of the letter in its number, as in longkou公开答字〔2026〕3号.
NUMBERED = {
    Name.ACCEPTANCE: "受理",
    Name.NON_ACCEPTANCE: "不受",
    Name.COMPLETION: "补正",
    Name.EXTENSION: "延期",
    Name.THIRD_PARTY: "征询",
    Name.REPLY: "答",
    Name.REFUSAL: "告",
    Name.SUPERIOR: "审",
    Name.HANDOVER: "转",
}
PLACES = {
    "text": "内容",
    "reason": "理由",
    "legal_basis": "依据",
    "until_on": "期限",
    "result": "答复结果",
    "item": "公开事项",
    "held_by": "可能掌握的单位",
    "superior": "上级组织",
    "decision": "审定结果",
    "opinion": "上级意见",
    "place": "转到",
    "way": "怎样转",
    "reach": "怎样联系",
}


def issue(
    case: Case, name: str, *, reply: Reply | None = None, by, now: datetime, salutation: str = "", **values
) -> Letter:
    """Make the letter ``name`` (``Letter.Name``) of a case, within the action that sends it.

    ``values`` are any of ``PLACES``: a text or a day. ``salutation`` is for a letter that goes to another than the sender;
    without it the letter names its sender, if they gave a name.
    """
    on = local_day(now)
    places = {**common_places(case), **{PLACES[key]: format_value(value) for key, value in values.items()}}
    text = find_text(case.organization, name)
    return Letter.objects.create(
        case=case,
        reply=reply,
        name=name,
        number=next_number(case.organization, name, on.year),
        title=filled(text.title, places)[:100] or Name(name).label,
        salutation=(salutation or sender_named(case))[:100],
        body=filled(text.body, places),
        made_on=on,
        made_by=by,
        made_at=now,
    )


def format_value(value: str | date | None) -> str:
    return plain(value) if isinstance(value, date) else str(value or "").strip()


def common_places(case: Case) -> Mapping[str, str]:
    due_on = Deadline.objects.filter(pk=case.answer_deadline_id).values_list("due_on", flat=True).first()
    return {
        "编号": case.number,
        "标题": case.subject,
        "种类": case.get_kind_display(),
        "组织": case.organization.name,
        "收到日期": plain(case.received_on),
        "受理日期": format_value(case.accepted_on),
        "答复期限": format_value(due_on),
        "联系电话": case.organization.supervision_phone,
    }


def sender_named(case: Case) -> str:
    sender = Sender.objects.select_related("person", "organization").filter(case=case).first()
    if case.is_anonymous or sender is None:
        return unnamed(case)
    return sender.name or str(sender.organization or sender.person or "") or unnamed(case)


def unnamed(case: Case) -> str:
    """On a letter that staff look at, and to a sender who gave no name."""
    return "申请人" if case.kind in REQUESTS else "来件人"


def next_number(organization: Organization, name: str, year: int) -> str:
    """Behind the organisation's row lock, taken after the case's: no two letters get one number."""
    lock_organization(organization.pk)
    head = f"{organization.code}公开{NUMBERED[Name(name)]}字〔{year}〕"
    rows = Letter.objects.filter(number__startswith=head).order_by(Length("number").desc(), "-number")
    last = rows.values_list("number", flat=True).first()
    return f"{head}{int(last[len(head) : -1]) + 1 if last else 1}号"
