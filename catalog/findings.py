"""What the leak search finds: in a title and text, in a stored file. The two names that others call."""

from pathlib import Path

from catalog.file_kinds import Kind
from catalog.file_text import words_of
from catalog.leaks.places import findings_in_text
from catalog.leaks.search import find

__all__ = ["findings_in_file", "findings_in_text"]


def findings_in_file(path: Path, kind: Kind, name: str) -> list[dict]:
    """Findings as they are kept beside the file: kind, mask, place, excerpt. ``path`` is absolute."""
    return [row.as_dict() for row in find(words_of(path, kind.extension), "文件里")]
