"""Addresses of this site written out, where ``reverse()`` or ``{% url %}`` should make them."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import django
from django.urls import URLResolver, get_resolver

from disclosure.testing.shape.tree import Module, docstrings

FIRST_SEGMENT = re.compile(r"/([\w.-]+)(?![\w.-])")
QUOTED = re.compile(r"""["']/([\w.-]+)(?=[/?#"'])""")
# Served when this was written; used where Django does not start.
FALLBACK = frozenset(
    {
        "accounts", "admin", "api", "b", "c", "calendar", "consultations", "feeds", "gallery", "guide", "healthz", "i",
        "me", "meetings", "o", "opinions", "oversight", "questions", "reading", "requests", "robots.txt", "screen",
        "search", "sitemap",
    }
)  # fmt: skip


def first_segments(patterns: Iterable, before: str = "") -> Iterator[str]:
    """The fixed first segment of every route."""
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver) and "/" not in route:
            yield from first_segments(pattern.url_patterns, route)
        elif segment := route.partition("/")[0].partition("<")[0].strip("\\$"):
            yield segment


def served() -> frozenset[str]:
    """First segments that the site's own URLconf serves."""
    try:
        django.setup()
        return frozenset(first_segments(get_resolver().url_patterns))
    except Exception as error:
        print(f"Django does not start ({error}): the usual addresses are looked for", file=sys.stderr)
        return FALLBACK


def strings(module: Module) -> Iterator[ast.Constant]:
    """String literals and the beginnings of f-strings, without docstrings."""
    skipped = {node.value for node in docstrings(module)}
    for node in module.nodes:
        if isinstance(node, ast.JoinedStr):
            skipped |= set(node.values[1:])
    for node in module.nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node


def is_address(text: str, segments: frozenset[str]) -> bool:
    found = FIRST_SEGMENT.match(text)
    return found is not None and found[1] in segments


def in_python(module: Module, segments: frozenset[str]) -> list[str]:
    """The site map itself may name addresses."""
    if module.path.name == "urls.py":
        return []
    return [module.at(node) for node in strings(module) if is_address(str(node.value), segments)]


def in_template(path: Path, text: str, segments: frozenset[str]) -> Iterator[str]:
    """In an attribute such as ``href`` or in an argument of a tag such as ``url="/me/"``."""
    for found in QUOTED.finditer(text):
        if found[1] in segments:
            yield f"{path.as_posix()}:{text.count(chr(10), 0, found.start()) + 1}"
