"""Where a state is written: assigned, set by name, or changed in the database."""

import ast
from collections.abc import Iterator

from disclosure.testing.shape.tree import Module

STATES = {"state", "status"}


def is_assigned(node: ast.AST) -> bool:
    """Also inside a tuple, in an augmented assignment, or as the target of a loop."""
    return isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in STATES


def words(node: ast.AST) -> set[object]:
    """The constants of a display such as ``["state", "saved_at"]``."""
    return {inner.value for inner in ast.walk(node) if isinstance(inner, ast.Constant)}


def is_set_by_name(call: ast.Call) -> bool:
    named = isinstance(call.func, ast.Name) and call.func.id == "setattr"
    return named and len(call.args) > 1 and bool(words(call.args[1]) & STATES)


def is_updated(call: ast.Call) -> bool:
    """``update(state=…)`` and ``update(**{"state": …})``."""
    keywords = {word.arg for word in call.keywords if word.arg}
    unpacked = (word.value for word in call.keywords if word.arg is None and isinstance(word.value, ast.Dict))
    keys = {value for display in unpacked for key in display.keys if key for value in words(key)}
    return bool((keywords | keys) & STATES)


def is_updated_in_bulk(call: ast.Call) -> bool:
    fields = [*call.args[1:2], *(word.value for word in call.keywords if word.arg == "fields")]
    return any(words(field) & STATES for field in fields)


def is_written(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return is_assigned(node)
    method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
    if method == "update":
        return is_updated(node)
    return is_updated_in_bulk(node) if method == "bulk_update" else is_set_by_name(node)


def state_writes(module: Module) -> Iterator[str]:
    return (module.at(node) for node in module.nodes if is_written(node))
