"""What belongs to the one procedure: functions that begin, lock and audit, row locks, calls of the audit."""

import ast
from collections.abc import Iterator

from disclosure.testing.shape.imports import base_of
from disclosure.testing.shape.tree import Module

DIALECT = {"begin", "lock", "locked", "audit"}
AUDIT, RECORD = "disclosure.audit", "record"
TABLE, LOCKS = "Workflow", {"lock_row", "lock_rows", "lock_organization"}


def dialect(module: Module) -> list[str]:
    """Its own functions of the procedure, with or without underscores around the name."""
    return [node.name for node in module.functions() if node.name.strip("_") in DIALECT]


def calls(module: Module) -> Iterator[ast.Call]:
    return (node for node in module.nodes if isinstance(node, ast.Call))


def row_locks(module: Module) -> Iterator[str]:
    for call in calls(module):
        if isinstance(call.func, ast.Attribute) and call.func.attr == "select_for_update":
            yield module.at(call)


def borrowed_locks(module: Module) -> Iterator[str]:
    """The locks of the workflow, taken in a module that declares no table."""
    named = [(call, ast.unparse(call.func).rpartition(".")[2]) for call in calls(module)]
    if not any(name == TABLE for _, name in named):
        yield from (module.at(call) for call, name in named if name in LOCKS)


def record_names(module: Module) -> set[str]:
    """What the module calls the audit's ``record``, also under another name or as ``record.record``."""
    found = set()
    for node in module.nodes:
        if isinstance(node, ast.ImportFrom) and f"{base_of(node, module.package)}.".startswith(f"{AUDIT}."):
            found |= {alias.asname or alias.name for alias in node.names if alias.name == RECORD}
    return found | {f"{name}.{RECORD}" for name in found} | {f"{AUDIT}.{RECORD}.{RECORD}"}


def audit_calls(module: Module) -> Iterator[str]:
    names = record_names(module)
    return (module.at(call) for call in calls(module) if ast.unparse(call.func) in names)
