"""A page as a PDF with its fonts inside. Nothing is fetched: only the portal's own static files and data URIs are read."""

import logging
import re
from functools import cache
from importlib import import_module
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

logger = logging.getLogger(__name__)
MISSING = "本机缺少排版组件（Pango），暂时不能生成 PDF。请系统管理员安装 libpango 后重启。"


TOO_LONG = "这份内容太长，或者表格太大，排不成 PDF。"
# A few dozen pages: what is set in about as long as somebody waits for it.
MOST_TAGS = 4000
MOST_CHARACTERS = 60_000
SPAN = re.compile(r'\b(?:col|row)span="(\d{1,9})"')


class PrintingUnavailable(Exception):
    """Raised where the machine cannot set type, or not this; the message is Chinese and fit for a page."""

    def __init__(self, message: str = MISSING):
        super().__init__(message)


class Refused(ValueError):
    """Raised for an address that a document may not read."""


def pdf_of(html: str, *, variant: str | None = None) -> bytes:
    """``variant`` is one of WeasyPrint's, as ``pdf/a-2b``. Raises ``PrintingUnavailable``, also for what would take minutes.

    Addresses are relative to the portal's root, so ``{% static %}`` works as on a page.
    """
    weasyprint = typesetter()
    if is_too_long(html):
        raise PrintingUnavailable(TOO_LONG)
    page = weasyprint.HTML(string=html, base_url=settings.PORTAL_URL, url_fetcher=fetcher())
    try:
        return page.write_pdf(pdf_variant=variant)
    except RecursionError as error:
        logger.warning("a page is nested too deeply to be printed")
        raise PrintingUnavailable(TOO_LONG) from error


def is_too_long(html: str) -> bool:
    """Told by its tags, each cell counted as often as it spans, and by its characters."""
    spans = sum(int(span) for span in SPAN.findall(html))
    return html.count("<") + spans > MOST_TAGS or len(html) > MOST_CHARACTERS


@cache
def typesetter():
    """Loaded when the first page is printed: a machine without Pango still runs the portal."""
    # It tells every step of every page, and every rule meant for screens.
    for name in ("weasyprint", "fontTools"):
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        return import_module("weasyprint")
    except (ImportError, OSError) as error:
        logger.warning("WeasyPrint cannot be loaded: %s", error)
        raise PrintingUnavailable from error


@cache
def fetcher():
    urls = import_module("weasyprint.urls")

    class OwnFilesOnly(urls.URLFetcher):
        def fetch(self, url, headers=None):
            if urlsplit(url).scheme == "data":
                return super().fetch(url, headers)
            path = own_file(url)
            return urls.URLFetcherResponse(url, path.read_bytes(), {"Content-Type": guess_type(path.name)[0] or ""})

    return OwnFilesOnly(allowed_protocols=["data"], allow_redirects=False)


def own_file(url: str) -> Path:
    """The static file that an address of this portal names, collected or still in the source tree. Raises ``Refused``."""
    root = urlsplit(settings.PORTAL_URL)
    asked = urlsplit(url)
    if (asked.scheme, asked.netloc) != (root.scheme, root.netloc) or not asked.path.startswith(settings.STATIC_URL):
        raise Refused(f"{url} is no static file of the portal")
    name = unquote(asked.path.removeprefix(settings.STATIC_URL))
    found = Path(finders.find(name) or staticfiles_storage.path(name))
    if not found.is_file():
        raise Refused(f"{url} does not exist")
    return found
