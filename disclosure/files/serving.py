"""How a stored file leaves the portal, once it is known that its reader may have it."""

from pathlib import Path

from django.conf import settings
from django_sendfile import sendfile

from disclosure.files.models import StoredFileRow

# What a browser shows by itself and cannot run.
INLINE = {"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"}


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
