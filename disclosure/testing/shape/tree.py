"""The modules of a Python tree, read and parsed, never run."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

SKIPPED_FOLDERS = {"node_modules", "migrations", "tests", "testing", "var", "bin"}
SKIPPED_FILES = {"conftest.py", "manage.py"}
Function = ast.FunctionDef | ast.AsyncFunctionDef
WITH_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One file: its dotted name, its path below the top folder, its text and its syntax tree."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node of the tree, walked once."""
        return list(ast.walk(self.tree))

    @property
    def package(self) -> str:
        """The package that its relative imports start from."""
        return self.name if self.path.name == "__init__.py" else self.name.rpartition(".")[0]

    @property
    def line_count(self) -> int:
        return self.text.count("\n")

    @property
    def has_code(self) -> bool:
        """More than a docstring and a name or two."""
        return self.line_count > 3

    def at(self, node: ast.AST) -> str:
        """Where a node stands, as an editor opens it."""
        return f"{self.path.as_posix()}:{getattr(node, 'lineno', 1)}"

    def functions(self) -> Iterator[Function]:
        return (node for node in self.nodes if isinstance(node, Function))


def is_skipped(path: Path) -> bool:
    """Tests, migrations, tools and what is hidden do not count."""
    hidden = any(part.startswith(".") for part in path.parts)
    named = path.name.startswith("test_") or path.name in SKIPPED_FILES
    return hidden or named or not SKIPPED_FOLDERS.isdisjoint(path.parts[:-1])


def files(root: Path, pattern: str) -> Iterator[Path]:
    """Paths below the top folder, in order."""
    found = (path.relative_to(root) for path in sorted(root.rglob(pattern)))
    return (path for path in found if not is_skipped(path))


def dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def read(root: Path) -> dict[str, Module]:
    """Every module by its dotted name."""
    found = {}
    for path in files(root, "*.py"):
        text = (root / path).read_text(encoding="utf-8")
        found[dotted(path)] = Module(dotted(path), path, text, ast.parse(text))
    return found


def package_of(name: str) -> str:
    """The package at the second level: ``catalog.items`` for ``catalog.items.models``, ``catalog`` for ``catalog.urls``."""
    return ".".join(name.split(".")[:-1][:2]) or name


def docstrings(module: Module) -> Iterator[ast.Expr]:
    for node in module.nodes:
        if isinstance(node, WITH_DOCSTRING) and ast.get_docstring(node, clean=False) is not None:
            yield cast(ast.Expr, node.body[0])


def docstring_lines(module: Module) -> set[int]:
    return {
        line
        for node in docstrings(module)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }  # fmt: skip


def blank_lines(module: Module) -> set[int]:
    """Outside docstrings."""
    blank = {number for number, line in enumerate(module.text.split("\n")[:-1], 1) if not line.strip()}
    return blank - docstring_lines(module)
