"""What templates name is there: in production a missing static file breaks the page."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.urls import URLResolver, get_resolver

from disclosure.testing.servers import BASE_DIR

STATIC = re.compile(r"{% static '([^'{}]+)'")
ADDRESS = re.compile(r"{% url '([^'{}]+)'|\bto=\"([\w:-]+)\"")
TEMPLATE = re.compile(r"[\"']([a-z_/]+\.html)[\"']")


def named(pattern: re.Pattern, paths) -> Iterator[tuple[str, str]]:
    """(File, what it names) for every hit."""
    for path in paths:
        for found in pattern.finditer(path.read_text(encoding="utf-8")):
            yield path.relative_to(BASE_DIR).as_posix(), found[found.lastindex or 0]


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
    assert len(found) > 200
    for _place, name in found:
        get_template(name)


def test_every_template_compiles():
    """A component is named with the arguments it has."""
    for path in templates():
        get_template(path.relative_to(BASE_DIR / "templates").as_posix())


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
    # With those that are there only where the place has an identity provider.
    known = set(addresses(get_resolver("disclosure.single_sign_on.tests.urls")))
    found = list(named(ADDRESS, templates()))
    assert len(found) > 130
    assert [row for row in found if row[1] not in known] == []
