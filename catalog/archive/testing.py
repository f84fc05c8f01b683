"""For tests: lets those with real transactions empty their database, which the archive's guard refuses as the audit's does; and
packs without setting the same text twice."""

from collections.abc import Iterator
from functools import cache

import pytest

from catalog.archive.appraisal import guard as appraisal
from catalog.archive.guard import GUARD
from disclosure.audit.testing import lifted
from disclosure.files import pdf


@pytest.fixture(autouse=True, scope="session")
def flush_lifts_the_guard_of_the_archive():
    with lifted(GUARD), lifted(appraisal.GUARD):
        yield


@pytest.fixture(autouse=True, scope="session")
def each_text_is_set_once() -> Iterator[None]:
    """Setting type is most of what packing costs. Asked anew where a test has exchanged the typesetter."""

    @cache
    def kept(typesetter, html: str, variant: str | None) -> bytes:
        return pdf.pdf_of(html, variant=variant)

    def once(html: str, *, variant: str | None = None) -> bytes:
        return kept(pdf.typesetter, html, variant)

    with pytest.MonkeyPatch.context() as patch:
        # By its name: it stands on the models, which are not there yet when this module is read.
        patch.setattr("catalog.archive.package.published.pdf_of", once)
        yield
