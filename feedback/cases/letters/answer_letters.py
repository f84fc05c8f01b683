"""Which papers go out with a message: the answer's own, where the sender chose to be answered by e-mail (LK-21, JG-04)."""

from disclosure.files.pdf import PrintingUnavailable
from feedback.cases.letters.letters import docx_of_document, pdf_of_document
from feedback.cases.models.cases import Letter, Step
from feedback.cases.models.replies import Document, Outgoing
from feedback.cases.notifications.sender import step_of

Name = Document.Name
ANSWERS = (Name.REPLY, Name.REFUSAL, Name.SUPERIOR)
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def papers_of(message: Outgoing) -> list[Document]:
    """Those that the very step issued, to the letter's own sender."""
    letter = message.letter
    if message.channel != Outgoing.Channel.EMAIL or letter.reply_by != Letter.ReplyBy.EMAIL:
        return []
    step = Step.objects.filter(letter=letter, pk=step_of(message.key)).first()
    if step is None:
        return []
    rows = Document.objects.filter(letter=letter, name__in=ANSWERS, made_at=step.at)
    return list(rows.select_related("letter__organization").order_by("pk"))


def attached(message: Outgoing) -> list[tuple[str, bytes, str]]:
    return [drawn(document) for document in papers_of(message)]


def drawn(document: Document) -> tuple[str, bytes, str]:
    """As PDF; as Word where the server cannot draw one. The file's name says the paper's kind and the letter's number."""
    name = f"{document.get_name_display()}（{document.letter.number}）"
    try:
        return f"{name}.pdf", pdf_of_document(document), PDF
    except PrintingUnavailable:
        return f"{name}.docx", docx_of_document(document), DOCX
