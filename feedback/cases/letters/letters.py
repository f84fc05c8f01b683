"""Papers to the sender (文书): made from the organisation's words, numbered, kept as they were sent, drawn as PDF and Word."""

from datetime import date, datetime

from django.db.models.functions import Length
from django.template.loader import render_to_string
from django.utils import timezone

from disclosure.deadlines.dates import plain
from disclosure.deadlines.models import Deadline
from disclosure.files.pdf import pdf_of
from disclosure.organizations.models.directory import Organization
from feedback.cases.letters.docx import write_docx
from feedback.cases.letters.wording import filled, paragraphs, wording_of
from feedback.cases.models.cases import Letter, Sender
from feedback.cases.models.replies import Document, Reply
from feedback.cases.states import REQUESTS

Name = Document.Name
# The word of the paper in its number, as in longkou公开答字〔2026〕3号.
NUMBERED = {
    Name.ACCEPTANCE: "受理",
    Name.NON_ACCEPTANCE: "不受",
    Name.COMPLETION: "补正",
    Name.EXTENSION: "延期",
    Name.THIRD_PARTY: "征询",
    Name.REPLY: "答",
    Name.REFUSAL: "告",
    Name.SUPERIOR: "审",
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
}
# Nobody by name: on a paper that the desk looks at, and to a sender who gave none.
APPLICANT, SOMEBODY = "申请人", "来件人"


def issue(
    letter: Letter, name: str, *, reply: Reply | None = None, by, now: datetime, salutation: str = "", **values
) -> Document:
    """Make the paper ``name`` (``Document.Name``) of a letter, within the action that sends it.

    ``values`` are any of ``PLACES``: a text or a day. ``salutation`` is for a paper that goes to another than the sender;
    without it the paper names its sender, if they gave a name.
    """
    on = timezone.localdate(now)
    places = {**facts_of(letter), **{PLACES[key]: said(value) for key, value in values.items()}}
    wording = wording_of(letter.organization, name)
    return Document.objects.create(
        letter=letter,
        reply=reply,
        name=name,
        number=next_number(letter.organization, name, on.year),
        title=filled(wording.title, places)[:100] or Name(name).label,
        salutation=(salutation or sender_named(letter))[:100],
        body=filled(wording.body, places),
        made_on=on,
        made_by=by,
        made_at=now,
    )


def said(value: str | date | None) -> str:
    return plain(value) if isinstance(value, date) else str(value or "").strip()


def facts_of(letter: Letter) -> dict[str, str]:
    due_on = Deadline.objects.filter(pk=letter.answer_deadline_id).values_list("due_on", flat=True).first()
    return {
        "编号": letter.number,
        "标题": letter.subject,
        "种类": letter.get_kind_display(),
        "组织": letter.organization.name,
        "收到日期": plain(letter.received_on),
        "受理日期": said(letter.accepted_on),
        "答复期限": said(due_on),
        "联系电话": letter.organization.supervision_phone,
    }


def sender_named(letter: Letter) -> str:
    sender = Sender.objects.select_related("person", "organization").filter(letter=letter).first()
    if letter.is_anonymous or sender is None:
        return unnamed(letter)
    return sender.name or str(sender.organization or sender.person or "") or unnamed(letter)


def unnamed(letter: Letter) -> str:
    return APPLICANT if letter.kind in REQUESTS else SOMEBODY


def next_number(organization: Organization, name: str, year: int) -> str:
    """Behind the organisation's row lock, taken after the letter's: no two papers get one number."""
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    head = f"{organization.code}公开{NUMBERED[Name(name)]}字〔{year}〕"
    rows = Document.objects.filter(number__startswith=head).order_by(Length("number").desc(), "-number")
    last = rows.values_list("number", flat=True).first()
    return f"{head}{int(last[len(head) : -1]) + 1 if last else 1}号"


def pdf_of_document(document: Document, *, hides_name: bool = False) -> bytes:
    """``hides_name``: for the desk, where nobody sees who sent a letter. Raises ``PrintingUnavailable``."""
    return pdf_of(render_to_string("feedback/paper.html", context_of(document, hides_name=hides_name)))


def docx_of_document(document: Document, *, hides_name: bool = False) -> bytes:
    return write_docx(**context_of(document, hides_name=hides_name))


def context_of(document: Document, *, hides_name: bool) -> dict:
    return {
        "title": document.title,
        "number": document.number,
        "salutation": unnamed(document.letter) if hides_name and names_sender(document) else document.salutation,
        "paragraphs": paragraphs(document.body),
        "organization": document.letter.organization.name,
        "day": plain(document.made_on),
    }


def names_sender(document: Document) -> bool:
    """What goes to a third party names that one."""
    return document.name != Name.THIRD_PARTY
