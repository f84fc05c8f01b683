"""Organisations, the entries of their directories, and notices, by their names."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.db.models import Max
from django.urls import reverse

from catalog.bulletins.models import Bulletin
from catalog.directory.contents import catalogues_for
from catalog.directory.models import Catalogue, Entry
from catalog.items.models import Item
from catalog.public.directory import scope_words
from catalog.public.finding.groups import MOST, Group, Question, group_of, offer
from catalog.schemes.choices import Scope
from disclosure.deadlines.dates import local_day, plain
from disclosure.organizations.models.directory import Organization

# An entry of a catalogue for a class of organisations stands in many directories; so many are looked at.
LOOKED_AT = 200
NOTHING_YET = "还没有向社会公开过"


def organizations(question: Question) -> Group | None:
    rows = Organization.objects.active().filter(question.holding("name", "short_name"), question.under("path"))
    found = ((row.get_absolute_url(), row.name, [row.get_kind_display()]) for row in rows.order_by("path")[: MOST + 1])
    return group_of("organizations", "党组织", question, found)


def entries(question: Question) -> Group | None:
    """Of the catalogues by which their owners work; each with when something under it was last to be read by this reader."""
    found = Entry.objects.entries().filter(question.holding("name"), catalogue__in=Catalogue.objects.in_force())
    found = found.filter(question.under("catalogue__organization__path"))
    order = found.select_related("catalogue__organization").order_by(
        "catalogue__organization__path", "catalogue", "lft"
    )
    lines = list(worked_by(order[:LOOKED_AT]))[: MOST + 1]
    return group_of("entries", "公开目录里的事项", question, entry_rows(lines, question))


def worked_by(lines: Iterable[Entry]) -> Iterator[Entry]:
    """Those that stand in the directory of the organisation that made them."""
    lines = list(lines)
    works = catalogues_for({line.catalogue.organization for line in lines}) if lines else {}
    for line in lines:
        catalogue = works[line.catalogue.organization_id]
        if catalogue is not None and catalogue.pk == line.catalogue_id:
            yield line


def entry_rows(lines: list[Entry], question: Question) -> Iterator[tuple[str, str, list[str]]]:
    latest = latest_of(lines, question) if lines else {}
    for line in lines:
        organization = line.catalogue.organization
        at = latest.get((organization.pk, line.code))
        url = reverse("catalog:entry", args=[organization.code, line.code])
        yield url, line.name, [str(organization), f"{line.code}　{scope_words(line)}", *state_of(line, at)]


def state_of(line: Entry, at: datetime | None) -> list[str]:
    """That there was nothing is said only of what is owed to society: of the rest this reader may not know."""
    if at:
        return [f"最近公开 {plain(local_day(at))}"]
    return [NOTHING_YET] if line.scope == Scope.SOCIETY else []


def latest_of(lines: list[Entry], question: Question) -> Mapping[tuple[int, str], datetime]:
    """Organisation and code → since when the newest may be read. One statement."""
    reader, stamp = (
        question.reading.reader,
        "published_inside_at" if question.reading.is_member else "published_outside_at",
    )
    items = Item.objects.visible_to(reader, question.reading.on).filter(
        organization__in={line.catalogue.organization_id for line in lines},
        entry__code__in={line.code for line in lines},
    )
    rows = items.order_by().values_list("organization", "entry__code").annotate(latest=Max(stamp))
    return {(organization, code): at for organization, code, at in rows}


def bulletins(question: Question) -> Group | None:
    rows = Bulletin.objects.visible_to(question.reading.reader, question.reading.on)
    rows = rows.filter(question.holding("title", "body"), question.under()).select_related("organization")
    newest = rows.order_by("-published_at", "-pk")[: MOST + 1]
    found = ((row.get_absolute_url(), row.title, [str(row.organization), row.get_kind_display()]) for row in newest)
    return group_of("bulletins", "情况通报", question, found)


def register() -> None:
    offer(organizations, before_items=True)
    offer(entries, before_items=True)
    offer(bulletins)
