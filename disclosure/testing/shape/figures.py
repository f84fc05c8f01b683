"""All figures of a tree: a number for each name, and below ``where`` the places behind it."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from disclosure.testing.shape import addresses, dicts, imports, procedures, states, tree
from disclosure.testing.shape.tree import Module

WORKFLOW = "disclosure.workflow"
MOST_IMPORTS, MOST_LOOSE = 15, 16
IGNORE = re.compile(r"#\s*type:\s*ignore")
TYPES = ".mypy.toml"
Modules = dict[str, Module]
Places = dict[str, list[str]]


def outside_workflow(modules: Modules) -> list[Module]:
    return [module for name, module in modules.items() if not f"{name}.".startswith(f"{WORKFLOW}.")]


def by_module(modules: Iterable[Module], find: Callable[[Module], Iterable[str]]) -> Places:
    """What is found in each module where anything is."""
    return without_empty({module.name: list(find(module)) for module in modules})


def by_template(root: Path, segments: frozenset[str]) -> Places:
    texts = {path: (root / path).read_text(encoding="utf-8") for path in tree.files(root, "*.html")}
    return without_empty(
        {path.as_posix(): list(addresses.in_template(path, text, segments)) for path, text in texts.items()}
    )


def without_empty(found: Places) -> Places:
    return {name: places for name, places in found.items() if places}


def most_first(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def sizes(found: Places) -> dict[str, int]:
    return most_first({name: len(places) for name, places in found.items()})


def by_package(found: Places) -> dict[str, int]:
    packages: Counter[str] = Counter()
    for name, places in found.items():
        packages[tree.package_of(name)] += len(places)
    return most_first(packages)


def size(modules: Modules) -> dict[str, float]:
    lines = sum(module.line_count for module in modules.values())
    docstrings = sum(len(tree.docstring_lines(module)) for module in modules.values())
    blank = sum(len(tree.blank_lines(module)) for module in modules.values())
    share = round((docstrings + blank) / max(lines, 1), 3)
    counts = {"modules": len(modules), "lines": lines, "docstring_lines": docstrings, "blank_lines": blank}
    return {**counts, "docstring_and_blank_share": share}


def overrides(root: Path) -> list[dict]:
    """Groups of modules whose types are checked otherwise than the rest."""
    path = root / TYPES
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return tomllib.loads(text).get("tool", {}).get("mypy", {}).get("overrides", [])


def lenient_modules(root: Path) -> dict[str, int]:
    """``types_ignored`` are not checked at all; ``types_lenient`` are these and the half-checked. No library counts."""
    own = [part for part in overrides(root) if "ignore_missing_imports" not in part]
    ignored = [part for part in own if part.get("ignore_errors")]
    count = {"types_lenient": own, "types_ignored": ignored}
    return {name: sum(len(part["module"]) for part in parts) for name, parts in count.items()}


def structure(modules: Modules) -> tuple[dict[str, int], dict[str, object]]:
    """Chains, circles and width of the imports, and folders with too many loose modules."""
    graph = imports.edges(modules)
    chain, inside, circles = imports.longest_chain(graph), imports.chains_inside(graph), imports.circles(graph)
    fan = most_first({name: len(graph[name]) for name, module in modules.items() if module.has_code})
    ordered = sorted(fan.values()) or [0]
    wide = {name: count for name, count in fan.items() if count > MOST_IMPORTS}
    loose = Counter(module.path.parent.as_posix() for module in modules.values() if module.path.name != "__init__.py")
    crowded = {folder: count for folder, count in most_first(loose).items() if count > MOST_LOOSE}
    where = {"chain": chain, "chain_inside": inside, "circles": circles, "fanout_over_15": wide, "crowded": crowded}
    return {
        "chain": len(chain),
        "chain_inside": max(inside.values(), default=0),
        "circles": len(circles),
        # 95 of a hundred modules with code import no more.
        "fanout_p95": ordered[int(0.95 * (len(ordered) - 1))],
        "fanout_max": ordered[-1],
        "fanout_over_15": len(wide),
        "crowded": len(crowded),
        "crowded_max": max(loose.values(), default=0),
    }, {**where}


def places(root: Path, modules: Modules) -> dict[str, Places]:
    """Figure → where each of what it counts stands."""
    every, others, segments = list(modules.values()), outside_workflow(modules), addresses.served()
    return {
        "imports_inside": by_module(every, imports.inside_functions),
        "state_writes": by_module(others, states.state_writes),
        "dialect_functions": by_module(others, procedures.dialect),
        "locks": by_module(others, procedures.row_locks),
        "audit_calls": by_module(others, procedures.audit_calls),
        "dicts": by_module(every, dicts.dict_builders),
        "addresses_py": by_module(every, lambda module: addresses.in_python(module, segments)),
        "addresses_html": by_template(root, segments),
    }


def figures(root: Path) -> dict:
    modules = tree.read(root)
    found, (numbers, where) = places(root, modules), structure(modules)
    return {
        **size(modules),
        **numbers,
        **{name: sum(map(len, rows.values())) for name, rows in found.items()},
        "dialects": len(found["dialect_functions"]),
        "ignores": sum(len(IGNORE.findall(module.text)) for module in modules.values()),
        **lenient_modules(root),
        "where": {
            **where,
            **{name: found[name] for name in ("imports_inside", "state_writes")},
            "dialects": found["dialect_functions"],
            **{name: sizes(found[name]) for name in ("locks", "audit_calls", "addresses_py", "addresses_html")},
            "dicts": by_package(found["dicts"]),
        },
    }
