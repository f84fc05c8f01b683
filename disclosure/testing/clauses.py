"""Which tests name which clause of the source documents: ``python -m disclosure.testing.clauses > docs/clauses.md``.

Read from the source by its syntax tree, without running anything: decorators, parameters and a module's own marks.
"""

import ast
import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("catalog", "disclosure", "feedback")
CLAUSES = ROOT / "docs" / "clauses.csv"
TABLE = ROOT / "docs" / "clauses.md"

DOCUMENTS = {
    "000": "龙口市科技局党支部",
    "001": "机关部门",
    "002": "平罗县国土资源局",
    "003": "岳阳市统计局党组",
    "004": "綦江县党的基层组织",
}
INTRODUCTION = """\
# Clauses and the tests that name them

Written by `python -m disclosure.testing.clauses > docs/clauses.md`; a test fails when it is stale. The clauses, in
`clauses.csv`, are a summary of what the five documents demand and how the portal answers. A test names a clause when it
proves that the answer holds, or a part of it; a clause with no test is not yet proven, or not yet built.
"""


@cache
def clauses() -> dict[str, dict[str, str]]:
    """Every clause of the documents by its id, in their order."""
    with CLAUSES.open(encoding="utf-8", newline="") as lines:
        return {row["id"]: row for row in csv.DictReader(lines)}


def test_files() -> list[Path]:
    return sorted(path for app in APPS for path in (ROOT / app).rglob("test_*.py"))


test_files.__test__ = False


def named_in(node: ast.AST) -> Iterator[str]:
    """Clause ids in calls of ``pytest.mark.clause`` or of a name for it, anywhere below the node."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call) and ast.unparse(each.func).split(".")[-1] == "clause":
            yield from (word.value for word in each.args if isinstance(word, ast.Constant))


def marks_of(path: Path) -> Iterator[tuple[str, str]]:
    """(clause, test name) for every mark in a file; a mark of the whole module counts for each of its tests."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    module = [
        clause
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark"
        for clause in named_in(node)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            marked = [clause for decorator in node.decorator_list for clause in named_in(decorator)]
            yield from ((clause, node.name) for clause in [*module, *marked])


def proofs() -> dict[str, dict[str, list[str]]]:
    """Clause → file → tests, files and tests in order, each test once."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in test_files():
        for clause, test in marks_of(path):
            tests = found.setdefault(clause, {}).setdefault(path.relative_to(ROOT).as_posix(), [])
            if test not in tests:
                tests.append(test)
    return found


def as_sentence(test: str) -> str:
    return test.removeprefix("test_").replace("_", " ")


def cell(tests_by_file: dict[str, list[str]]) -> str:
    return "<br>".join(
        f"[{path}](../{path}): {'; '.join(as_sentence(test) for test in tests)}"
        for path, tests in tests_by_file.items()
    )


def table() -> str:
    """The page as markdown: one table a document."""
    found, lines, source = proofs(), [INTRODUCTION], None
    proven = sum(clause in found for clause in clauses())
    lines.append(f"{proven} of {len(clauses())} clauses are named by a test.\n")
    for clause, row in clauses().items():
        if row["source"] != source:
            source = row["source"]
            lines.append(f"\n## {source} {DOCUMENTS[source]}\n\n| id | clause | tests |\n| --- | --- | --- |")
        lines.append(f"| {clause} | {row['clause'].replace('|', '/')} | {cell(found.get(clause, {})) or '–'} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(), end="")
