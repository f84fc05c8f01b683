"""What the published item is called in a package, and how many pages a PDF has (页数)."""

import io
import logging
from pathlib import Path
from typing import Any

from pypdf import PdfReader

CONTENT = "公开内容"
MOST_PAGES = 100_000
logging.getLogger("pypdf").setLevel(logging.ERROR)


def pages_of_pdf(content: bytes | Path) -> int:
    """How many pages (页数); zero where the file does not say, or says something impossible."""
    try:
        with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file:
            pages: Any = PdfReader(file).root_object["/Pages"]
            count = int(pages["/Count"])
    except Exception:  # whatever a broken file makes the reader raise
        return 0
    return count if 0 < count <= MOST_PAGES else 0
