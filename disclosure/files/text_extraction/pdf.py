"""The door to PDF: the library behind it takes longer to load than most files to look through."""

from collections.abc import Iterator

from disclosure.files.text_extraction.passage import Passage


def pdf_passages(file) -> Iterator[Passage]:
    from disclosure.files.text_extraction.pdf_pages import read_pdf  # noqa: PLC0415  only where there is a PDF

    yield from read_pdf(file)
