"""The tests' own code, read and parsed: functions of test modules and of what they share, and who imports what."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Place = tuple[str, str]  # dotted module, name in it


@dataclass
class Suite:
    """Functions at the top of a module, by their place; and for a name the place that it was imported from."""

    functions: dict[Place, Function] = field(default_factory=dict)
    imports: dict[Place, Place] = field(default_factory=dict)
    tests: dict[str, Place] = field(default_factory=dict)  # by the node id that pytest uses

    @cached_property
    def methods(self) -> dict[str, Place | None]:
        """The only method of a name in all the tests' classes; None where there are more."""
        found: dict[str, Place | None] = {}
        for module, name in self.functions:
            if "::" in name:
                short = name.rpartition("::")[2]
                found[short] = None if short in found else (module, name)
        return found

    def resolve(self, module: str, name: str) -> Place | None:
        """Where a name of a module is defined; None for a local or built-in one."""
        place = (module, name)
        while place in self.imports:
            place = self.imports[place]
        return place if place in self.functions or place != (module, name) else None


def is_of_tests(path: Path) -> bool:
    return not {"tests", "testing"}.isdisjoint(path.parts[:-1]) or path.name.startswith("test_")


def files(root: Path) -> Iterator[Path]:
    paths = (path.relative_to(root) for path in sorted(root.rglob("*.py")))
    return (path for path in paths if is_of_tests(path) and not any(part.startswith(".") for part in path.parts))


def functions_of(node: ast.Module | ast.ClassDef, before: str = "") -> Iterator[tuple[str, Function]]:
    """Functions and methods, a method as ``Class::name``."""
    for child in node.body:
        if isinstance(child, Function):
            yield before + child.name, child
        elif isinstance(child, ast.ClassDef):
            yield from functions_of(child, f"{before}{child.name}::")


def imports_of(tree: ast.Module) -> Iterator[tuple[str, Place]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((alias.asname or alias.name, (node.module, alias.name)) for alias in node.names)


def read(root: Path) -> Suite:
    suite = Suite()
    for path in files(root):
        module = ".".join(path.with_suffix("").parts)
        tree = ast.parse((root / path).read_text(encoding="utf-8"))
        suite.imports.update({(module, name): place for name, place in imports_of(tree)})
        for name, function in functions_of(tree):
            suite.functions[module, name] = function
            if path.name.startswith("test_") and function.name.startswith("test_"):
                suite.tests[f"{path.as_posix()}::{name}"] = (module, name)
    return suite
