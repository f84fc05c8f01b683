"""The look proves itself: readable in every scheme, colours named once, nothing inline."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

ROOT = Path(settings.BASE_DIR)
CSS = ROOT / "static" / "css"
LIGHT, DARK, CONTRAST, CONTRAST_DARK = "light", "dark", "more contrast", "dark, more contrast"
LAYERS = {
    LIGHT: (LIGHT,),
    DARK: (LIGHT, DARK),
    CONTRAST: (LIGHT, CONTRAST),
    CONTRAST_DARK: (LIGHT, DARK, CONTRAST, CONTRAST_DARK),
}
READABLE = 4.5
VISIBLE = 3.0

# Text on the ground it is set on.
TEXT = [
    *[(text, ground) for ground in ("paper", "wash", "wash-strong") for text in ("ink", "muted")],
    *[
        (text, ground)
        for ground in ("paper", "wash")
        for text in ("red-text", "gold", "done", "soon", "late", "excused")
    ],
    ("on-red", "red"),
    ("on-red", "red-hover"),
    ("ink", "mark"),
    ("red-text", "red-wash"),
    ("ink", "red-wash"),
    *[(state, f"{state}-wash") for state in ("done", "soon", "late", "excused")],
    *[("ink", f"{state}-wash") for state in ("done", "soon", "late", "excused")],
    ("on-heat-low", "heat-1"),
    ("on-heat-low", "heat-2"),
    ("on-heat-high", "heat-3"),
    ("on-heat-high", "heat-4"),
]
# Edges of what can be pressed or filled in, and the ring around what has the focus.
EDGES = [("line-strong", "paper"), ("focus", "paper"), ("focus", "wash"), ("red-text", "paper")]


def scheme_of(media: str) -> str:
    if "contrast" in media:
        return CONTRAST_DARK if "dark" in media else CONTRAST
    return DARK if "dark" in media else LIGHT


def colours_by_scheme() -> dict[str, dict[str, str]]:
    """What each scheme of tokens.css sets anew, by media query."""
    found: dict[str, dict[str, str]] = {}
    media = ""
    for line in (CSS / "tokens.css").read_text().splitlines():
        if line.startswith("@media"):
            media = line
        elif line == "}":
            media = ""
        elif match := re.match(r"\s*--([\w-]+): (#[0-9a-f]{6});$", line):
            found.setdefault(scheme_of(media), {})[match[1]] = match[2]
    return found


def colours(scheme: str) -> dict[str, str]:
    by_scheme = colours_by_scheme()
    return {name: value for layer in LAYERS[scheme] for name, value in by_scheme[layer].items()}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", LAYERS)
def test_every_text_is_readable_on_its_ground(scheme):
    named = colours(scheme)
    weak = {pair: round(contrast(*(named[name] for name in pair)), 2) for pair in TEXT}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < READABLE} == {}


@pytest.mark.parametrize("scheme", LAYERS)
def test_every_edge_can_be_seen(scheme):
    named = colours(scheme)
    weak = {pair: round(contrast(*(named[name] for name in pair)), 2) for pair in EDGES}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < VISIBLE} == {}


def test_every_scheme_was_found():
    assert set(colours_by_scheme()) == set(LAYERS)
    assert {"paper", "ink", "red"} <= set(colours(LIGHT))


def test_only_the_tokens_name_a_colour():
    colour = re.compile(r":[^;{]*(#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?)\()")
    named = {
        sheet.name: colour.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S))
        for sheet in CSS.glob("*.css")
        if sheet.name != "tokens.css"
    }
    assert {name: found for name, found in named.items() if found} == {}


def test_every_token_in_use_exists():
    known = set(re.findall(r"(--[\w-]+):", "".join(sheet.read_text() for sheet in CSS.glob("*.css"))))
    used = set(re.findall(r"var\((--[\w-]+)", "".join(sheet.read_text() for sheet in CSS.glob("*.css"))))
    assert used - known == set()


def test_templates_have_no_inline_style_or_script():
    """The Content-Security-Policy would silently drop them. Pages of an archive's package are opened from a disk."""
    inline = re.compile(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:|<script(?![^>]*\ssrc=)", re.I)
    found = {}
    served = {*(ROOT / "templates").rglob("*.html")} - {*(ROOT / "templates" / "archive").rglob("*.html")}
    for template in served:
        markup = re.sub(r"{% comment %}.*?{% endcomment %}", "", template.read_text(), flags=re.S)
        if hits := inline.findall(markup):
            found[str(template.relative_to(ROOT))] = hits
    assert found == {}


def test_every_icon_that_templates_name_is_drawn():
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static" / "icons.svg").read_text()))
    templates = "".join(template.read_text() for template in (ROOT / "templates").rglob("*.html"))
    named = set(re.findall(r'icon\.html" with name="([\w-]+)"', templates)) | set(
        re.findall(r' icon="([\w-]+)"', templates)
    )
    assert named - drawn == set()


def test_every_component_says_what_it_takes():
    silent = [
        component.name
        for component in (ROOT / "templates" / "components").glob("*.html")
        if not component.read_text().startswith("{% comment %}")
    ]
    assert silent == []


@pytest.mark.parametrize(
    "page", ["400.html", "403.html", "403_csrf.html", "404.html", "410.html", "413.html", "500.html", "503_disk.html"]
)
def test_an_error_page_needs_nothing_to_be_drawn(page):
    drawn = render_to_string(page)
    assert '<html lang="zh-Hans" data-mode="normal">' in drawn
    assert "党务公开门户" in drawn
