"""The next version of a catalogue, made by one approved change (LK-20): same tree, same codes, one entry other or gone."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from catalog.changes.models import EntryChange
from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.contents import catalogues_for
from catalog.directory.models import Catalogue, Entry
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import SYSTEM


def current_version(catalogue: Catalogue) -> Catalogue | None:
    """The version in force of the same catalogue: since the change was asked for, another may have replaced it."""
    rows = Catalogue.objects.in_force().filter(
        organization=catalogue.organization_id, title=catalogue.title, applies_to=catalogue.applies_to
    )
    return rows.select_related("organization", "scheme").order_by("-version").first()


def require_current_version(catalogue: Catalogue) -> Catalogue:
    current = current_version(catalogue)
    if current is None:
        raise ValidationError("这份目录已经不在施行，不能再变更。")
    return current


def entry_in(catalogue: Catalogue, code: str) -> Entry:
    entry = Entry.objects.filter(catalogue=catalogue, code=code).entries().first()
    if entry is None:
        raise ValidationError("施行中的目录里已经没有这一项。")
    return entry


def organizations_under(catalogue: Catalogue) -> list[int]:
    """Ids of all that work by the catalogue today: its maker, or those of its class below. Two queries."""
    below = list(Organization.objects.filter(path__startswith=catalogue.organization.path))
    chosen = catalogues_for(below)
    return [pk for pk, found in chosen.items() if found and found.pk == catalogue.pk]


def remake(current: Catalogue, change: EntryChange, *, on: date, by: User, now: datetime) -> Catalogue:
    """Made by the system on the decider's word, which is on record with the change.

    What was filed before goes up by the change's own filing; a catalogue never filed still goes up as a whole.
    """
    draft = catalogues.new_version(current, by=SYSTEM, now=now)
    entry = entry_in(draft, change.entry_code)
    if change.kind == EntryChange.Kind.CHANGE:
        rewrite(entry, change.after, now=now)
    else:
        entries.remove_entry(entry, by=SYSTEM, now=now)
    made = catalogues.approve(draft, by=SYSTEM, now=now, filing=change.filing if current.is_filed else None)
    made.approved_by = by
    made.save(update_fields=["approved_by"])
    return catalogues.put_in_force(made, on=on, by=SYSTEM, now=now)


def rewrite(entry: Entry, after: Mapping[str, Any], *, now: datetime) -> None:
    """Departments by their names, where the maker of the catalogue has them; the others stay as words."""
    values = dict(after)
    names = values.pop("department_names", None)
    if names is not None:
        entry.departments.set(Department.objects.filter(organization=entry.catalogue.organization_id, name__in=names))
        values["department_names"] = names
    entries.change_entry(entry, by=SYSTEM, now=now, **values)
