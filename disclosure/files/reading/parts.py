"""The main part of an office package, found as the format says: by its relationship, not by its usual name."""

import io
import posixpath
import re
import zipfile

from lxml import etree

from disclosure.files.reading.errors import UnreadableFile

MAIN = "/officeDocument"
USUAL = re.compile(r"word/document\d*\.xml|xl/workbook\d*\.xml")
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(officeDocument|spreadsheetml|drawingml|wordprocessingml)/")


MOST_TAGS = 4_000_000  # five thousand rows as Word writes them have about half


def require_few_elements(content: bytes) -> None:
    """Raises UnreadableFile for XML whose tree would take gigabytes: a few bytes can be an element."""
    if content.count(b"<") > MOST_TAGS:
        raise UnreadableFile("文件里的内容太多，请只保留要用的表格，删去别的内容和空白的行列后再上传")


def parse(content: bytes) -> etree._Element:
    """Raises etree.XMLSyntaxError, or UnreadableFile for too much."""
    require_few_elements(content)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def main_part(package: zipfile.ZipFile) -> str:
    """The name of the part that holds the document or the workbook; empty when there is none."""
    names = set(package.namelist())
    if "_rels/.rels" in names:
        for relation in parse(package.read("_rels/.rels")).iter("{*}Relationship"):
            target = posixpath.normpath((relation.get("Target") or "").lstrip("/"))
            if (relation.get("Type") or "").endswith(MAIN) and target in names:
                return target
    return min(filter(USUAL.fullmatch, names), key=len, default="")


def root_name(content: bytes) -> str:
    """`document` or `workbook`: the name of a part's outermost element, whatever its namespace. Raises etree.XMLSyntaxError."""
    for _, element in etree.iterparse(io.BytesIO(content), events=("start",), resolve_entities=False):
        return etree.QName(element).localname
    return ""


def transitional(content: bytes) -> bytes:
    """A part in the namespaces that every library reads: Strict Open XML differs by them alone in what a table needs."""
    return STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/", content)


def in_usual_namespaces(data: bytes) -> bytes:
    """The package itself, or a copy of a strict one whose XML every library reads."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if not STRICT.search(package.read(main_part(package))):
            return data
        output = io.BytesIO()
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as copy:
            for part in package.infolist():
                copy.writestr(part.filename, transitional(package.read(part)))
    return output.getvalue()
