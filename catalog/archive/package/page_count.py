"""How many pages a document has (页数)."""

import io
import logging
from pathlib import Path

from pypdf import PdfReader

MOST = 100_000
logging.getLogger("pypdf").setLevel(logging.ERROR)


def pages_of_pdf(content: bytes | Path) -> int:
    """Zero where the file does not say, or says something impossible."""
    try:
        with io.BytesIO(content) if isinstance(content, bytes) else content.open("rb") as file:
            count = int(PdfReader(file).root_object["/Pages"]["/Count"])
    except Exception:  # whatever a broken file makes the reader raise
        return 0
    return count if 0 < count <= MOST else 0


def is_pdf(name: str, content_type: str) -> bool:
    return content_type == "application/pdf" or name.lower().endswith(".pdf")
