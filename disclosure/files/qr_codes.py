"""QR codes as data URIs: a drawing in the page, nothing fetched."""

from functools import lru_cache

import segno


@lru_cache(maxsize=500)
def qr_code(address: str) -> str:
    """Readable from a printed poster with a smudge on it, and on a dark page."""
    return segno.make(address, error="q", micro=False).svg_data_uri(border=2, omitsize=True, light="white")
