"""The files in which a catalogue may be taken away, as links for its page."""

from django.urls import reverse

from catalog.directory.exchange.write_government import GOVERNMENT_WRITERS
from catalog.directory.models import Catalogue
from disclosure.web.components import Link

FILE_KINDS = (("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"))


def downloads_of(catalogue: Catalogue) -> list[Link]:
    """The catalogue in its own columns, then in those of government affairs."""
    urls = {kind: reverse("admin:catalog_catalogue_download", args=[catalogue.pk, kind]) for kind, _name in FILE_KINDS}
    own = [Link(f"下载 {name}", urls[kind]) for kind, name in FILE_KINDS]
    names = [(kind, name) for kind, name in FILE_KINDS if kind in GOVERNMENT_WRITERS]
    return [
        *own,
        *(Link(f"下载 {name}（政务公开目录格式）", f"{urls[kind]}?columns=government") for kind, name in names),
    ]
