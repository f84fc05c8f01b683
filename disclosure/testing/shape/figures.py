"""All figures of a tree: a number for each name, and below ``where`` the places behind it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from disclosure.testing.shape import addresses, dicts, imports, leniency, procedures, states, tree
from disclosure.testing.shape.tree import Module

WORKFLOW = "disclosure.workflow"
MOST_IMPORTS, MOST_LOOSE = 15, 16
IGNORE = re.compile(r"#\s*type:\s*ignore")
Modules = dict[str, Module]
Find = Callable[[Module], Iterable[str]]
Numbers = dict[str, float]
Where = dict[str, object]
Part = tuple[Numbers, Where]


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


def size(modules: Modules) -> Part:
    lines = sum(module.line_count for module in modules.values())
    docstrings = sum(len(tree.docstring_lines(module)) for module in modules.values())
    blank = sum(len(tree.blank_lines(module)) for module in modules.values())
    share = round((docstrings + blank) / max(lines, 1), 3)
    counts = {"modules": len(modules), "lines": lines, "docstring_lines": docstrings, "blank_lines": blank}
    return {**counts, "docstring_and_blank_share": share}, {}


def chains(modules: Modules, graph: imports.Edges) -> Part:
    chain, inside, circles = imports.longest_chain(graph), imports.chains_inside(graph), imports.circles(graph)
    numbers = {"chain": len(chain), "chain_inside": max(inside.values(), default=0), "circles": len(circles)}
    return {**numbers}, {"chain": chain, "chain_inside": inside, "circles": circles}


def fan_out(modules: Modules, graph: imports.Edges) -> Part:
    """Of modules with code; 95 of a hundred import no more than ``fanout_p95``."""
    counts = most_first({name: len(graph[name]) for name, module in modules.items() if module.has_code})
    ordered = sorted(counts.values()) or [0]
    wide = {name: count for name, count in counts.items() if count > MOST_IMPORTS}
    percentile = ordered[int(0.95 * (len(ordered) - 1))]
    numbers = {"fanout_p95": percentile, "fanout_max": ordered[-1], "fanout_over_15": len(wide)}
    return {**numbers}, {"fanout_over_15": wide}


def inner_imports(modules: Modules) -> Part:
    found = by_module(modules.values(), imports.inside_functions)
    return {"imports_inside": total(found)}, {"imports_inside": found}


def folders(modules: Modules) -> Part:
    """Folders with more than 16 loose modules."""
    paths = [module.path for module in modules.values() if module.path.name != "__init__.py"]
    counts = most_first(Counter(path.parent.as_posix() for path in paths))
    crowded = {folder: count for folder, count in counts.items() if count > MOST_LOOSE}
    return {"crowded": len(crowded), "crowded_max": max(counts.values(), default=0)}, {"crowded": crowded}


def written_states(modules: Modules) -> Part:
    found = by_module(outside_workflow(modules), states.state_writes)
    return {"state_writes": total(found)}, {"state_writes": found}


def own_procedures(modules: Modules) -> Part:
    others = outside_workflow(modules)
    dialect = by_module(others, procedures.dialect)
    locks, audits = by_module(others, procedures.row_locks), by_module(others, procedures.audit_calls)
    functions = {"dialects": len(dialect), "dialect_functions": total(dialect)}
    where = {"dialects": dialect, "locks": sizes(locks), "audit_calls": sizes(audits)}
    return {**functions, "locks": total(locks), "audit_calls": total(audits)}, {**where}


def built_dicts(modules: Modules) -> Part:
    found = by_module(modules.values(), dicts.dict_builders)
    packages: Counter[str] = Counter()
    for name, places in found.items():
        packages[tree.package_of(name)] += len(places)
    return {"dicts": total(found)}, {"dicts": most_first(packages)}


def addresses_in_python(modules: Modules, segments: frozenset[str]) -> Part:
    found = by_module(modules.values(), lambda module: addresses.in_python(module, segments))
    return {"addresses_py": total(found)}, {"addresses_py": sizes(found)}


def addresses_in_templates(root: Path, segments: frozenset[str]) -> Part:
    texts = {path: (root / path).read_text(encoding="utf-8") for path in tree.files(root, "*.html")}
    found = {path.as_posix(): list(addresses.in_template(path, text, segments)) for path, text in texts.items()}
    counts = sizes({path: places for path, places in found.items() if places})
    return {"addresses_html": sum(counts.values())}, {"addresses_html": counts}


def types(root: Path, modules: Modules) -> Part:
    """Comments that switch the type checker off, and modules that it treats gently."""
    ignores = sum(len(IGNORE.findall(module.text)) for module in modules.values())
    return {"ignores": ignores, **leniency.lenient_modules(root)}, {}


def figures(root: Path) -> dict:
    modules, segments = tree.read(root), addresses.served()
    graph = imports.edges(modules)
    parts = [
        size(modules), chains(modules, graph), fan_out(modules, graph), inner_imports(modules), folders(modules),
        written_states(modules), own_procedures(modules), built_dicts(modules),
        addresses_in_python(modules, segments), addresses_in_templates(root, segments), types(root, modules),
    ]  # fmt: skip
    numbers = {name: number for part, _ in parts for name, number in part.items()}
    return {**numbers, "where": {name: places for _, where in parts for name, places in where.items()}}
