"""Answers that hold no secret leave compressed."""

from django.conf import settings
from django.middleware.gzip import GZipMiddleware

# Text; documents, packages and pictures are compressed in themselves.
COMPRESSED = {
    "application/atom+xml",
    "application/javascript",
    "application/json",
    "image/svg+xml",
    "text/csv",
    "text/html",
    "text/plain",
}


class CompressionMiddleware(GZipMiddleware):
    """The length of a compressed page tells those who listen what it repeats: a secret in it can be guessed sign by sign by
    whoever may write into the same page (BREACH, CVE-2013-3587). Such pages leave as they are.

    Stands above those that set cookies. Raises nothing.
    """

    def process_response(self, request, response):
        return super().process_response(request, response) if may_compress(request, response) else response


def may_compress(request, response) -> bool:
    """Nobody is signed in or has a case open, no cookie is set (a form's token sets one), and somebody else may get the
    same answer from the same address."""
    kind = response.get("Content-Type", "").partition(";")[0].strip()
    is_personal = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
    return kind in COMPRESSED and not is_personal and "no-store" not in response.get("Cache-Control", "")
