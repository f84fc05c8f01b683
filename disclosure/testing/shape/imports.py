"""Who imports whom inside a tree: chains, circles, fan-out, imports inside functions."""

import ast
from collections.abc import Iterator

from disclosure.testing.shape.tree import Module

Edges = dict[str, set[str]]
Imports = ast.Import | ast.ImportFrom


def base_of(node: ast.ImportFrom, package: str) -> str:
    """The module that names are imported from, relative or not."""
    if not node.level:
        return node.module or ""
    parts = package.split(".")
    above = parts[: len(parts) - node.level + 1]
    return ".".join([*above, node.module] if node.module else above)


def names_in(node: Imports, package: str) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    base = base_of(node, package)
    return [f"{base}.{alias.name}" for alias in node.names]


def imported(module: Module, known: dict[str, Module]) -> set[str]:
    """The modules of the tree that it imports; of ``a.b.name`` the module ``a.b``, unless the name is a module."""
    names = [
        name
        for node in module.nodes
        if isinstance(node, Imports)
        for name in names_in(node, module.package)
    ]  # fmt: skip
    found = {name if name in known else name.rpartition(".")[0] for name in names}
    return {name for name in found if name in known and name != module.name}


def edges(modules: dict[str, Module]) -> Edges:
    return {name: imported(module, modules) for name, module in modules.items()}


def inside(graph: Edges, package: str) -> Edges:
    """The part of the graph within one package."""
    own = {name for name in graph if name == package or name.startswith(f"{package}.")}
    return {name: graph[name] & own for name in own}


def reached(graph: Edges, name: str) -> set[str]:
    """The module and what it imports, also through others."""
    found, ahead = {name}, [name]
    while ahead:
        new = graph[ahead.pop()] - found
        found |= new
        ahead.extend(new)
    return found


def components(graph: Edges) -> list[list[str]]:
    """The groups of modules that import each other, each after those that it imports; most are of one."""
    below = {name: reached(graph, name) for name in graph}
    groups = {frozenset(other for other in below[name] if name in below[other]) for name in graph}
    return sorted(map(sorted, groups), key=lambda group: (len(below[group[0]]), group))


def circles(graph: Edges) -> list[list[str]]:
    return [component for component in components(graph) if len(component) > 1]


def longest_chain(graph: Edges) -> list[str]:
    """From the module at the roof down; a circle counts with all its modules."""
    chains: dict[str, list[str]] = {}
    for component in components(graph):
        below = {other for name in component for other in graph[name]} - set(component)
        longest = max((chains[other] for other in sorted(below)), key=len, default=[])
        chains.update(dict.fromkeys(component, [*component, *longest]))
    return max((chains[name] for name in sorted(chains)), key=len, default=[])


def chains_inside(graph: Edges) -> dict[str, int]:
    """Of each package at the second level that holds modules: ``catalog.items``."""
    packages = sorted({".".join(name.split(".")[:2]) for name in graph if name.count(".") > 1})
    lengths = {package: len(longest_chain(inside(graph, package))) for package in packages}
    return dict(sorted(lengths.items(), key=lambda entry: -entry[1]))


def is_hook(node: ast.AST, module: Module) -> bool:
    """Django's own place for imports that need the models."""
    return module.path.name == "apps.py" and getattr(node, "name", "") == "ready"


def inside_functions(module: Module) -> Iterator[str]:
    functions = [node for node in module.functions() if not is_hook(node, module)]
    nodes = {inner for function in functions for inner in ast.walk(function) if isinstance(inner, Imports)}
    return (module.at(node) for node in sorted(nodes, key=lambda node: node.lineno))
