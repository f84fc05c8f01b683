"""Modules whose types are checked less than the others, as ``.mypy.toml`` lists them."""

import tomllib
from pathlib import Path

CONFIGURATION = ".mypy.toml"


def overrides(root: Path) -> list[dict]:
    path = root / CONFIGURATION
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return tomllib.loads(text).get("tool", {}).get("mypy", {}).get("overrides", [])


def lenient_modules(root: Path) -> dict[str, int]:
    """``types_ignored`` are not checked at all; ``types_lenient`` are these and the half-checked. No library counts."""
    own = [part for part in overrides(root) if "ignore_missing_imports" not in part]
    ignored = [part for part in own if part.get("ignore_errors")]
    count = {"types_lenient": own, "types_ignored": ignored}
    return {name: sum(len(part["module"]) for part in parts) for name, parts in count.items()}
