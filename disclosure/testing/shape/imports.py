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


def in_order(graph: Edges) -> list[str]:
    """Each module after what it imports, but for circles."""
    ordered: dict[str, bool] = {}

    def visit(name: str) -> None:
        ordered[name] = False
        for other in sorted(graph[name]):
            if other not in ordered:
                visit(other)
        del ordered[name]
        ordered[name] = True

    for name in sorted(graph):
        if name not in ordered:
            visit(name)
    return list(ordered)


def reversed_graph(graph: Edges) -> Edges:
    back: Edges = {name: set() for name in graph}
    for name, others in graph.items():
        for other in others:
            back[other].add(name)
    return back


def components(graph: Edges) -> list[list[str]]:
    """The strongly connected components, each after those that it imports."""
    back, taken, found = reversed_graph(graph), set[str](), []
    for name in reversed(in_order(graph)):
        component, ahead = [], [name]
        while ahead:
            if (one := ahead.pop()) not in taken:
                taken.add(one)
                component.append(one)
                ahead.extend(back[one])
        if component:
            found.append(sorted(component))
    return found[::-1]


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


def packages(graph: Edges) -> list[str]:
    """Those at the second level that hold modules: ``catalog.items``."""
    return sorted({".".join(name.split(".")[:2]) for name in graph if name.count(".") > 1})


def chains_inside(graph: Edges) -> dict[str, int]:
    lengths = {package: len(longest_chain(inside(graph, package))) for package in packages(graph)}
    return dict(sorted(lengths.items(), key=lambda entry: -entry[1]))


def is_hook(node: ast.AST, module: Module) -> bool:
    """Django's own place for imports that need the models."""
    return module.path.name == "apps.py" and getattr(node, "name", "") == "ready"


def inside_functions(module: Module) -> Iterator[str]:
    functions = [node for node in module.functions() if not is_hook(node, module)]
    nodes = {inner for function in functions for inner in ast.walk(function) if isinstance(inner, Imports)}
    return (module.at(node) for node in sorted(nodes, key=lambda node: node.lineno))
