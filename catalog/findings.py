"""What the leak search finds: in a title and text, in a stored file. The two names that others call."""

from pathlib import Path

from catalog.file_inspection import inspect
from catalog.file_kinds import Kind
from catalog.leaks.places import findings_in_text

__all__ = ["findings_in_file", "findings_in_text"]


def findings_in_file(path: Path, kind: Kind, name: str) -> list[dict]:
    """Findings as they are kept beside the file: kind, mask, place, excerpt. ``path`` is absolute. Takes up to seconds:
    a file just stored carries them already (``StoredFile.findings``). Raises ``FileRefused``."""
    return inspect(path, name if kind.fits(name) else f"{name}.{kind.extension}").findings
