"""What templates name is there: in production a missing static file breaks the page."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver

from disclosure.testing.servers import BASE_DIR

STATIC = re.compile(r"{% static '([^'{}]+)'")
ADDRESS = re.compile(r"{% url '([^'{}]+)'")
TEMPLATE = re.compile(r"[\"']([a-z_/]+\.html)[\"']")


def named(pattern: re.Pattern, paths) -> Iterator[tuple[str, str]]:
    """(File, what it names) for every hit."""
    for path in paths:
        for name in pattern.findall(path.read_text(encoding="utf-8")):
            yield path.relative_to(BASE_DIR).as_posix(), name


def templates() -> list[Path]:
    return sorted((BASE_DIR / "templates").rglob("*.html"))


def modules() -> list[Path]:
    found = (path for app in ("catalog", "feedback", "disclosure") for path in (BASE_DIR / app).rglob("*.py"))
    return sorted(path for path in found if "tests" not in path.parts)


def test_every_static_file_that_a_template_names_exists():
    found = list(named(STATIC, templates()))
    assert len(found) > 30
    assert [row for row in found if finders.find(row[1]) is None] == []


def test_every_template_that_is_named_exists():
    found = list(named(TEMPLATE, [*templates(), *modules()]))
    assert len(found) > 300
    for _place, name in found:
        get_template(name)


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[str]:
    """Every name of an address, with its namespace."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)
        elif pattern.name:
            yield namespace + pattern.name


def test_every_address_that_a_template_names_exists():
    """``{% url … as … %}`` says nothing of a wrong name: the link is only empty."""
    known = set(addresses(get_resolver()))
    found = list(named(ADDRESS, templates()))
    assert len(found) > 80
    assert [row for row in found if row[1] not in known] == []
