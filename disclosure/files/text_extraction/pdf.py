"""PDF, whose library is loaded only where there is one: that takes longer than most files take to read."""

from collections.abc import Iterator

from disclosure.files.text_extraction.passage import Passage


def pdf_passages(file) -> Iterator[Passage]:
    from disclosure.files.text_extraction.pdf_pages import read_pdf  # noqa: PLC0415  only where there is a PDF

    yield from read_pdf(file)
