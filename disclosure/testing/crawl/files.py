"""What stands in an answer that is no page: feeds and data as text, documents by their words, packages by their names."""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator

import pypdf

OFFICE_TEXT = re.compile(r"(word/document|xl/sharedStrings|xl/worksheets/.*)\.xml")
# Where a paragraph, a row or a string ends.
LINE_ENDS = re.compile(r"(?<=</w:p>)|(?<=</row>)|(?<=</si>)|(?<=</c>)")


def file_lines(content_type: str, body: bytes) -> list[str]:
    if "json" in content_type:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=1).splitlines()
    if "xml" in content_type and not body.startswith(b"PK"):
        return re.sub(r">\s*<", ">\n<", body.decode()).splitlines()
    if content_type.startswith("text/"):
        return body.decode(errors="replace").splitlines()
    if body.startswith(b"PK"):
        return list(package_lines(body))
    return pdf_lines(body) if body.startswith(b"%PDF") else []


def package_lines(body: bytes) -> Iterator[str]:
    """Of Word and Excel the words, of others the names of the members."""
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        names = sorted(package.namelist())
        texts = [name for name in names if OFFICE_TEXT.fullmatch(name)]
        for name in texts or names:
            yield name
            yield from office_lines(package.read(name).decode()) if texts else []


def office_lines(source: str) -> Iterator[str]:
    for part in LINE_ENDS.split(source):
        if words := html.unescape(re.sub(r"<[^>]*>", " ", part)).split():
            yield " ".join(words)


def pdf_lines(body: bytes) -> list[str]:
    pages = pypdf.PdfReader(io.BytesIO(body)).pages
    return [line.strip() for page in pages for line in page.extract_text().splitlines() if line.strip()]
