"""A migration that landed is never edited: other databases have run it as it was. Its digest stands in ``migrations.txt``.

A new migration adds its line: ``python -m disclosure.tests.test_migrations > disclosure/tests/migrations.txt``.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState

ROOT = Path(__file__).resolve().parent.parent.parent
LANDED = Path(__file__).with_name("migrations.txt")


def lines() -> Iterator[str]:
    """``digest  path`` for every migration, by path."""
    patterns = ("*/migrations/0*.py", "*/*/migrations/0*.py")
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        yield f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(ROOT).as_posix()}"


def test_every_migration_is_as_it_landed():
    assert list(lines()) == LANDED.read_text(encoding="utf-8").splitlines()


def tables(*, replace_migrations: bool) -> dict[tuple[str, str], dict]:
    loader = MigrationLoader(None, replace_migrations=replace_migrations)
    squashed = set() if replace_migrations else set(loader.replacements)
    leaves = [leaf for leaf in loader.graph.leaf_nodes() if leaf not in squashed]
    return {key: parts(model) for key, model in loader.project_state(leaves).models.items()}


def parts(model: ModelState) -> dict:
    """What a model is made of, whatever the order in which it came to be."""
    found = {f"field {name}": field.deconstruct()[1:] for name, field in model.fields.items()}
    for option, value in model.options.items():
        if option in {"constraints", "indexes"}:
            found |= {f"{option} {each.name}": each.deconstruct() for each in value}
        else:
            found[option] = value
    return found | {"bases": model.bases, "managers": [name for name, manager in model.managers]}


def test_a_new_database_gets_what_the_squashed_migrations_made_one_after_the_other():
    assert tables(replace_migrations=True) == tables(replace_migrations=False)


if __name__ == "__main__":
    print("\n".join(lines()))
