"""Which letters go out with a message: the answer's own, where the sender chose to be answered by e-mail (LK-21, JG-04)."""

from disclosure.files.kinds import DOCX, PDF
from disclosure.files.pdf import PrintingUnavailable
from feedback.cases.letters.letter_files import docx_of_letter, pdf_of_letter
from feedback.cases.models.cases import Case, Step
from feedback.cases.models.replies import Letter, Outgoing
from feedback.cases.notifications.sender import step_of

Name = Letter.Name
ANSWERS = (Name.REPLY, Name.REFUSAL, Name.SUPERIOR, Name.HANDOVER)


def attached(message: Outgoing) -> list[tuple[str, bytes, str]]:
    """Those that the very step issued, to the case's own sender: file name, content, content type."""
    case = message.case
    if message.channel != Outgoing.Channel.EMAIL or case.reply_by != Case.ReplyBy.EMAIL:
        return []
    step = Step.objects.filter(case=case, pk=step_of(message.key)).first()
    if step is None:
        return []
    rows = Letter.objects.filter(case=case, name__in=ANSWERS, made_at=step.at)
    return [draw(letter) for letter in rows.select_related("case__organization").order_by("pk")]


def draw(letter: Letter) -> tuple[str, bytes, str]:
    """As PDF; as Word where the server cannot draw one. The file's name says the letter's kind and the case's number."""
    name = f"{letter.get_name_display()}（{letter.case.number}）"
    try:
        return f"{name}.pdf", pdf_of_letter(letter), PDF.content_type
    except PrintingUnavailable:
        return f"{name}.docx", docx_of_letter(letter), DOCX.content_type
