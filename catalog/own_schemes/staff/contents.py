"""The contents of a scheme as its page lists them: each section in words, what it lacks, and where it is changed."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.review import SchemeContext
from catalog.own_schemes.sections.missing import by_section
from catalog.own_schemes.sections.table import GROUPS, Section
from disclosure.web.components import Badge

MOST_LINES = 8


@dataclass(frozen=True)
class SectionRow:
    """``lines``: what stands there; ``more``: how many lines are not shown; ``url``: empty where it cannot be changed now."""

    name: str
    title: str
    help: str
    lines: list[str]
    more: int
    badge: Badge
    missing: list[str]
    url: str


@dataclass(frozen=True)
class ContentGroup:
    title: str
    rows: list[SectionRow]


def contents_of(context: SchemeContext, *, may_write: bool) -> list[ContentGroup]:
    draft = context.subject
    missing = by_section(draft.document, context.checked.faults)
    return [
        ContentGroup(
            group.title,
            [row_of(section, draft, missing.get(section.name, []), may_write=may_write) for section in group.sections],
        )
        for group in GROUPS
    ]


def row_of(section: Section, draft: SchemeDraft, missing: list[str], *, may_write: bool) -> SectionRow:
    lines = section.say(draft.document)
    badge = badge_of(lines, missing, is_usual=section.is_usual, is_preset=section.is_preset(draft.document))
    url = reverse("admin:catalog_schemedraft_section", args=[draft.pk, section.name]) if may_write else ""
    more = max(len(lines) - MOST_LINES, 0)
    return SectionRow(section.name, section.title, section.help, lines[:MOST_LINES], more, badge, missing, url)


def badge_of(lines: list[str], missing: list[str], *, is_usual: bool, is_preset: bool) -> Badge:
    if missing:
        return Badge("soon", f"还差{len(missing)}处")
    if lines:
        return Badge("provisional", "有预设") if is_preset else Badge("done", "写好了")
    return Badge("draft", "没有写" if is_usual else "可以不写")


def following_of(groups: list[ContentGroup]) -> SectionRow | None:
    """The first section that lacks something."""
    return next((row for group in groups for row in group.rows if row.missing), None)
