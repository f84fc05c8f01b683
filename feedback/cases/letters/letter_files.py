"""Letters drawn as PDF and Word, and opened as a file."""

from django.http import HttpResponse

from disclosure.deadlines.dates import plain
from disclosure.files.papers.official import OfficialPaper, official_docx, official_file, official_pdf
from feedback.cases.letters.letter_templates import paragraphs
from feedback.cases.letters.letters import unnamed
from feedback.cases.models.replies import Letter


def paper_of(letter: Letter, *, hides_name: bool = False) -> OfficialPaper:
    """``hides_name``: for the staff pages, where nobody sees who sent a case."""
    organization = letter.case.organization.name
    addressee = salutation_of(letter, hides_name=hides_name)
    signed_on, text = plain(letter.made_on), paragraphs(letter.body)
    return OfficialPaper(organization, [organization, letter.title], letter.number, addressee, text, signed_on)


def pdf_of_letter(letter: Letter, *, hides_name: bool = False) -> bytes:
    """Raises ``PrintingUnavailable``."""
    return official_pdf(paper_of(letter, hides_name=hides_name))


def docx_of_letter(letter: Letter, *, hides_name: bool = False) -> bytes:
    return official_docx(paper_of(letter, hides_name=hides_name))


def file_response(letter: Letter, kind: str, name: str, *, hides_name: bool = False) -> HttpResponse:
    """As a file called ``name``. Raises ``Http404`` for another kind, ``PrintingUnavailable``."""
    return official_file(paper_of(letter, hides_name=hides_name), kind, name)


def salutation_of(letter: Letter, *, hides_name: bool) -> str:
    return unnamed(letter.case) if hides_name and names_sender(letter) else letter.salutation or unnamed(letter.case)


def names_sender(letter: Letter) -> bool:
    """What goes to a third party names that one."""
    return letter.name != Letter.Name.THIRD_PARTY
