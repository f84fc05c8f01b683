"""How a file leaves the portal, stored or just made, once it is known that its reader may have it."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django_sendfile import sendfile

from disclosure.files.kinds import CSV, JPEG, KINDS, PDF, PNG, extension_of
from disclosure.files.models import StoredFileRow

# What a browser shows by itself and cannot run.
INLINE = {PDF.content_type, PNG.content_type, JPEG.content_type, "image/gif", "image/webp"}


def serve(request, kept):
    """``kept``: a row that has a stored file. Shown in place where that is safe, else downloaded under its own name."""
    is_inline = kept.content_type in INLINE
    response = sendfile(
        request,
        file_of(kept),
        attachment=not is_inline,
        attachment_filename=kept.name,
        mimetype=kept.content_type if is_inline else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def file_of(kept: StoredFileRow) -> Path:
    """Where its bytes are."""
    return Path(settings.MEDIA_ROOT) / kept.path


def download(data: bytes, name: str, *, is_inline: bool = False) -> HttpResponse:
    """A file just made; ``is_inline``: shown rather than saved."""
    response = HttpResponse(data)
    name_file(response, name, is_inline=is_inline)
    return response


def name_file(response: HttpResponseBase, name: str, *, is_inline: bool = False) -> None:
    """The file's kind is what ``name`` ends in, one of ``KINDS``."""
    kind = KINDS[extension_of(name)]
    response["Content-Type"] = f"{kind.content_type}; charset=utf-8" if kind is CSV else kind.content_type
    response["Content-Disposition"] = content_disposition_header(not is_inline, name) or ""
