"""Small real files of every kind, for the tests: made here, so that nothing binary stands in the repository."""

import io
import zipfile

from docx import Document
from openpyxl import Workbook
from PIL import Image


def saved(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    document.core_properties.author = ""
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def xlsx(value="名单") -> bytes:
    book = Workbook()
    book.active["A1"] = value
    return saved(book)


def pptx(*texts: str, notes: str = "", show: str = "1") -> bytes:
    """One slide; no library here writes PowerPoint, so the parts are written as they are."""
    drawing = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    show_ns = 'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    related = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    paragraphs = "".join(f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in texts)
    parts = {
        "[Content_Types].xml": "<Types/>",
        "ppt/presentation.xml": f'<p:presentation {show_ns} {related}><p:sldIdLst><p:sldId id="256" r:id="rId1"/></p:sldIdLst></p:presentation>',
        "ppt/_rels/presentation.xml.rels": relations(("rId1", "slide", "slides/slide1.xml")),
        "ppt/slides/slide1.xml": f'<p:sld {show_ns} {drawing} show="{show}">{paragraphs}</p:sld>',
    }
    if notes:
        parts["ppt/slides/_rels/slide1.xml.rels"] = relations(("rId1", "notesSlide", "../notesSlides/notesSlide1.xml"))
        parts["ppt/notesSlides/notesSlide1.xml"] = (
            f"<p:notes {show_ns} {drawing}><a:p><a:r><a:t>{notes}</a:t></a:r></a:p></p:notes>"
        )
    return packed(parts)


def relations(*rows: tuple[str, str, str]) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    lines = "".join(f'<Relationship Id="{each}" Type="{base}{kind}" Target="{target}"/>' for each, kind, target in rows)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def packed(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def with_member(package: bytes, name: str, content: bytes | str = b"x") -> bytes:
    buffer = io.BytesIO(package)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def with_changed(package: bytes, name: str, change) -> bytes:
    """The package with one part changed by a function of its text."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return packed({**parts, name: change(parts[name].decode())})


def pdf(*pages: str, catalog: str = "", info: str = "", more: tuple[str, ...] = ()) -> bytes:
    """A PDF with a line of plain letters and digits a page. ``catalog``: entries of its root; ``more``: further objects,
    numbered on from 5 + 2 × the number of pages."""
    pages = pages or ("page",)
    kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< {info} >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        resources = "<< /Font << /F1 3 0 R >> >>" if text else "<< /XObject << >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    return assembled([*objects, *more])


def assembled(objects: list[str]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def picture(kind: str = "PNG", *, exif=None, size=(8, 8), **options) -> bytes:
    buffer = io.BytesIO()
    given = {"exif": exif} if exif else {}
    Image.new("RGB", size, "white").save(buffer, kind, **given, **options)
    return buffer.getvalue()


PDF = pdf()
PNG = picture("PNG")
JPEG = picture("JPEG")
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600
