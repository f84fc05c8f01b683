"""The words of an attached file, to look for personal data in; a file that cannot be read has none."""

import lzma
import re
import zipfile
import zlib
from html import unescape
from pathlib import Path

from catalog.file_kinds import decoded

# Enough for hundreds of pages; the rest is not scanned.
SCANNED_BYTES = 20 * 1024 * 1024
TEXT_MEMBER = re.compile(r"^(word/(document|header\d*|footer\d*|footnotes|comments)|xl/(sharedStrings|worksheets/sheet\d+)|"
                         r"ppt/slides/slide\d+)\.xml$")  # fmt: skip
# Text runs of one paragraph belong together: a number is often split over several of them.
PARAGRAPH_END = re.compile(r"</(?:w:p|a:p|si|c|row)>")
# Neither bracket within: with `[^>]*` a run of opening brackets would take time by its square.
TAG = re.compile(r"<[^<>]*>")


def words_of(path: Path, extension: str) -> str:
    if extension in ("txt", "csv"):
        return decoded(path.read_bytes()[:SCANNED_BYTES]) or ""
    if extension in ("docx", "xlsx", "pptx"):
        return package_words(path)
    return ""


def package_words(path: Path) -> str:
    left, parts = SCANNED_BYTES, []
    try:
        with zipfile.ZipFile(path) as archive:
            for name in sorted(name for name in archive.namelist() if TEXT_MEMBER.match(name)):
                with archive.open(name) as member:
                    data = member.read(left)
                left -= len(data)
                parts.append(plain(data.decode("utf-8", "replace")))
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError):
        return ""
    return "\n".join(parts)


def plain(xml: str) -> str:
    return unescape(TAG.sub("", PARAGRAPH_END.sub("\n", xml)))
