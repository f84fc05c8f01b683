"""All figures of a tree: a number for each name, and below ``where`` the places behind it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from disclosure.testing.shape import addresses, dicts, imports, procedures, states, tree
from disclosure.testing.shape.tree import Module

WORKFLOW = "disclosure.workflow"
MOST_IMPORTS, MOST_LOOSE = 15, 16
IGNORE = re.compile(r"#\s*type:\s*ignore")
Modules = dict[str, Module]
Find = Callable[[Module], Iterable[str]]
Figures = dict[str, object]


def outside_workflow(modules: Modules) -> list[Module]:
    return [module for name, module in modules.items() if not f"{name}.".startswith(f"{WORKFLOW}.")]


def by_module(modules: Iterable[Module], find: Find) -> dict[str, list[str]]:
    """What is found in each module where anything is."""
    found = {module.name: list(find(module)) for module in modules}
    return {name: places for name, places in found.items() if places}


def total(found: dict[str, list[str]]) -> int:
    return sum(len(places) for places in found.values())


def most_first(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def sizes(found: dict[str, list[str]]) -> dict[str, int]:
    return most_first({name: len(places) for name, places in found.items()})


def size(modules: Modules) -> Figures:
    lines = sum(module.line_count for module in modules.values())
    docstrings = sum(len(tree.docstring_lines(module)) for module in modules.values())
    blank = sum(len(tree.blank_lines(module)) for module in modules.values())
    share = round((docstrings + blank) / max(lines, 1), 3)
    counts: Figures = {"modules": len(modules), "lines": lines, "docstring_lines": docstrings, "blank_lines": blank}
    return {**counts, "docstring_and_blank_share": share}


def fan_out(modules: Modules, graph: imports.Edges) -> Figures:
    """Of modules with code; 95 of a hundred import no more than ``fanout_p95``."""
    counts = most_first({name: len(graph[name]) for name, module in modules.items() if module.has_code})
    ordered = sorted(counts.values()) or [0]
    wide = {name: count for name, count in counts.items() if count > MOST_IMPORTS}
    figures = {"fanout_p95": ordered[int(0.95 * (len(ordered) - 1))], "fanout_max": ordered[-1]}
    return {**figures, "fanout_over_15": len(wide), "where": {"fanout_over_15": wide}}


def import_figures(modules: Modules) -> Figures:
    graph = imports.edges(modules)
    chain, chains, circles = imports.longest_chain(graph), imports.chains_inside(graph), imports.circles(graph)
    inside = by_module(modules.values(), imports.inside_functions)
    wide = fan_out(modules, graph)
    where = {"chain": chain, "chain_inside": chains, "circles": circles, "imports_inside": inside}
    figures = {"chain": len(chain), "chain_inside": max(chains.values(), default=0), "circles": len(circles)}
    return {**figures, "imports_inside": total(inside), **wide, "where": {**where, **wide["where"]}}  # type: ignore[dict-item]


def folders(modules: Modules) -> Figures:
    """Folders with more than 16 loose modules."""
    paths = [module.path for module in modules.values() if module.path.name != "__init__.py"]
    counts = most_first(Counter(path.parent.as_posix() for path in paths))
    crowded = {folder: count for folder, count in counts.items() if count > MOST_LOOSE}
    most = max(counts.values(), default=0)
    return {"crowded": len(crowded), "crowded_max": most, "where": {"crowded": crowded}}


def procedure_figures(modules: Modules) -> Figures:
    others = outside_workflow(modules)
    writes = by_module(others, states.state_writes)
    dialect = by_module(others, procedures.dialect)
    locks, audits = by_module(others, procedures.row_locks), by_module(others, procedures.audit_calls)
    figures = {"state_writes": total(writes), "dialects": len(dialect), "dialect_functions": total(dialect)}
    where = {"state_writes": writes, "dialects": dialect, "locks": sizes(locks), "audit_calls": sizes(audits)}
    return {**figures, "locks": total(locks), "audit_calls": total(audits), "where": where}


def dict_figures(modules: Modules) -> Figures:
    found = by_module(modules.values(), dicts.dict_builders)
    packages: Counter[str] = Counter()
    for name, places in found.items():
        packages[tree.package_of(name)] += len(places)
    return {"dicts": total(found), "where": {"dicts": most_first(packages)}}


def address_figures(root: Path, modules: Modules) -> Figures:
    segments = addresses.served()
    python = by_module(modules.values(), lambda module: addresses.in_python(module, segments))
    texts = {path: (root / path).read_text(encoding="utf-8") for path in tree.files(root, "*.html")}
    html = {path.as_posix(): list(addresses.in_template(path, text, segments)) for path, text in texts.items()}
    html = {path: places for path, places in html.items() if places}
    where = {"addresses_py": sizes(python), "addresses_html": sizes(html)}
    return {"addresses_py": total(python), "addresses_html": total(html), "where": where}


def ignores(modules: Modules) -> Figures:
    return {"ignores": sum(len(IGNORE.findall(module.text)) for module in modules.values())}


def figures(root: Path) -> Figures:
    modules = tree.read(root)
    found: Figures = {}
    where: Figures = {}
    for part in (
        size(modules), import_figures(modules), folders(modules), procedure_figures(modules), dict_figures(modules),
        address_figures(root, modules), ignores(modules),
    ):  # fmt: skip
        where |= part.pop("where", {})  # type: ignore[arg-type]
        found |= part
    return {**found, "where": where}
