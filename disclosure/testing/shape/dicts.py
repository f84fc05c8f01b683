"""Functions that build dicts for templates, where a dataclass could say what is in them."""

import ast
import re
from collections.abc import Iterator

from disclosure.testing.shape.tree import Function, Module

# A dict keyed by numbers or tuples is a table to look things up in; no template reads it.
FOR_TEMPLATES = re.compile(r"((list|Sequence|Iterable|Iterator|Generator)\[)?dict(?!\w)(?!\[(?!str\b))")


def own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """What is inside a function, but not inside a function within it."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, Function | ast.Lambda | ast.ClassDef):
            yield from own_nodes(child)


def returns_display(function: Function) -> bool:
    return any(isinstance(node, ast.Return) and isinstance(node.value, ast.Dict) for node in own_nodes(function))


def builds_dict(function: Function) -> bool:
    """By its annotation; without one, by what it returns."""
    if function.returns is None:
        return returns_display(function)
    return FOR_TEMPLATES.match(ast.unparse(function.returns).strip("'")) is not None


def dict_builders(module: Module) -> Iterator[str]:
    return (module.at(function) for function in module.functions() if builds_dict(function))
