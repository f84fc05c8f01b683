"""A page set as a PDF once is kept under what it says: asked for again it is read, changed it is set anew."""

import os
import re
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urljoin

from django.conf import settings

from disclosure.files.bounded.slots import PRINTING, Busy, slot
from disclosure.files.pdf import PrintingUnavailable, Refused, own_file, pdf_of

KEPT = timedelta(days=7)
ADDRESS = re.compile(r'\b(?:href|src)="([^"]+)"')
BUSY = "正在生成别的 PDF，请过几秒钟再打开一次。"


def set_once(html: str) -> bytes:
    """As ``pdf_of``; one page at a time is set. Raises ``PrintingUnavailable``."""
    place = folder() / f"{key_of(html)}.pdf"
    with suppress(FileNotFoundError):
        return place.read_bytes()
    try:
        with slot(PRINTING, settings.TURN_SECONDS / 4):
            return place.read_bytes() if place.exists() else kept(pdf_of(html), place)
    except Busy as busy:
        raise PrintingUnavailable(BUSY) from busy


def key_of(html: str) -> str:
    """Of the page, of the portal's files that it is drawn with, and of what sets it."""
    digest = sha256(f"{version('weasyprint')}\n{html}".encode())
    for address in ADDRESS.findall(html):
        with suppress(Refused, ValueError, OSError):
            digest.update(own_file(urljoin(settings.PORTAL_URL, address)).read_bytes())
    return digest.hexdigest()


def kept(content: bytes, place: Path) -> bytes:
    """Readable for the portal's own account alone: letters are among them."""
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, aside = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(aside, place)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return content


def folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "made"


def forget(*, now: datetime) -> int:
    """What was made a week ago; whoever asks for it again has it made again. A job of the nightly sweep."""
    old = [path for path in folder().glob("*") if path.stat().st_mtime < (now - KEPT).timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
