"""The files that rows name: wherever a model has a path under ``MEDIA_ROOT`` and the digest of what stands there."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from django.apps import apps
from django.conf import settings

from disclosure.backup.tables import Model, tables


def named_files(models: Iterable[Model], alias: str) -> Iterator[tuple[str, str]]:
    """Path and SHA-256, each path once. A row whose file was destroyed names none."""
    seen: set[str] = set()
    for model in models:
        if has_file(model):
            rows = model._base_manager.using(alias).exclude(path="").order_by("path").values_list("path", "sha256")
            for path, digest in rows.iterator(chunk_size=2000):
                if path not in seen:
                    seen.add(path)
                    yield path, digest


def has_file(model: Model) -> bool:
    return {"path", "sha256"} <= {field.name for field in model._meta.local_concrete_fields}


def is_named(path: str) -> bool:
    """By any row of the portal."""
    return any(model._base_manager.filter(path=path).exists() for model in tables(apps) if has_file(model))


def place_of(path: str) -> Path:
    """Where it belongs. ValueError for what would lie elsewhere."""
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or not parts.parts:
        raise ValueError(f"outside: {path}")
    return Path(settings.MEDIA_ROOT) / parts
