"""A migration that landed is never edited: other databases have run it as it was. Its digest stands in ``migrations.txt``.

A new migration adds its line: ``python -m disclosure.tests.test_migrations > disclosure/tests/migrations.txt``.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LANDED = Path(__file__).with_name("migrations.txt")


def lines() -> Iterator[str]:
    """``digest  path`` for every migration, by path."""
    patterns = ("*/migrations/0*.py", "*/*/migrations/0*.py")
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}"


def test_every_migration_is_as_it_landed():
    assert list(lines()) == LANDED.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    print("\n".join(lines()))
