"""Whether the tests of each clause notice when its behaviour is taken away: ``python -m disclosure.testing.mutations [CLAUSE…]``.

One line of ``mutations.yaml`` after the other is changed in a copy of this tree, and the test that the row names runs there; exit 1
where one still passes. Nothing is changed here.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from disclosure.testing.clauses import ROOT

LIST = Path(__file__).with_suffix(".yaml")
TEMPLATES = Path("var/test-templates/sqlite")
# What pytest answers where tests failed; it answers otherwise where they could not even be collected.
FAILED = 1


@dataclass(frozen=True)
class Mutation:
    """``taken``: what is true no more once ``old``, which stands once in ``file``, reads ``new``; ``test``: fails then."""

    clause: str
    taken: str
    file: str
    old: str
    new: str
    test: str

    @property
    def test_file(self) -> str:
        return self.test.partition("::")[0]

    @property
    def test_name(self) -> str:
        return self.test.partition("::")[2]

    def mutated(self, text: str) -> str:
        if (times := text.count(self.old)) != 1:
            raise LookupError(f"{self.clause}: what is to be taken away stands {times} times in {self.file}")
        return text.replace(self.old, self.new)


def mutations() -> list[Mutation]:
    return [Mutation(**row) for row in yaml.safe_load(LIST.read_text(encoding="utf-8"))]


def copy_tree(target: Path) -> None:
    """What git knows or would add, and the migrated database of the tests, so that it need not be made again."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    if (ROOT / TEMPLATES).is_dir():
        shutil.copytree(ROOT / TEMPLATES, target / TEMPLATES)


def is_noticed(mutation: Mutation, tree: Path) -> bool:
    path = tree / mutation.file
    text = path.read_text(encoding="utf-8")
    path.write_text(mutation.mutated(text), encoding="utf-8")
    try:
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", mutation.test]
        run = subprocess.run(command, cwd=tree, env={**os.environ, "PYTHONPATH": ""}, capture_output=True)
        return run.returncode == FAILED
    finally:
        path.write_text(text, encoding="utf-8")


def main(wanted: Sequence[str]) -> int:
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copy_tree(tree)
        for mutation in mutations():
            if not wanted or mutation.clause in wanted:
                noticed = is_noticed(mutation, tree)
                unnoticed += not noticed
                print(f"{mutation.clause} {'noticed' if noticed else 'NOT NOTICED'}: {mutation.taken}", flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
