"""Letters drawn as PDF and Word, and opened as a file."""

from django.http import Http404, HttpResponse
from django.template.loader import render_to_string

from disclosure.files.pdf import pdf_of
from disclosure.files.serving import download
from feedback.cases.letters.docx import write_docx
from feedback.cases.letters.letter_templates import paragraphs
from feedback.cases.letters.letters import unnamed
from feedback.cases.models.replies import Letter


def pdf_of_letter(letter: Letter, *, hides_name: bool = False) -> bytes:
    """``hides_name``: for the staff pages, where nobody sees who sent a case. Raises ``PrintingUnavailable``."""
    context = {
        "letter": letter,
        "salutation": salutation_of(letter, hides_name=hides_name),
        "paragraphs": paragraphs(letter.body),
    }
    return pdf_of(render_to_string("feedback/letter.html", context))


def docx_of_letter(letter: Letter, *, hides_name: bool = False) -> bytes:
    return write_docx(letter, salutation=salutation_of(letter, hides_name=hides_name))


FORMATS = {"pdf": pdf_of_letter, "docx": docx_of_letter}


def file_response(letter: Letter, kind: str, name: str, *, hides_name: bool = False) -> HttpResponse:
    """As a file called ``name``; Word is saved, PDF is shown. Raises ``Http404`` for another kind, ``PrintingUnavailable``."""
    if kind not in FORMATS:
        raise Http404("没有这种格式。")
    return download(FORMATS[kind](letter, hides_name=hides_name), f"{name}.{kind}", is_inline=kind == "pdf")


def salutation_of(letter: Letter, *, hides_name: bool) -> str:
    return unnamed(letter.case) if hides_name and names_sender(letter) else letter.salutation


def names_sender(letter: Letter) -> bool:
    """What goes to a third party names that one."""
    return letter.name != Letter.Name.THIRD_PARTY
