"""Where in its document a scheme says something, in words."""

from collections.abc import Mapping
from typing import Any


def source_words(row: Mapping[str, Any]) -> str:
    """四（二）1：原句; empty where the document says nothing of it, as of a preset."""
    sentence = row.get("sentence")
    return "：".join(filter(None, (row.get("article"), sentence))) if sentence else ""
