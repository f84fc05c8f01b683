"""What a trial is played with: the draft, the organisation, its catalogue and the calendar, as JSON takes them."""

from collections.abc import Mapping
from typing import Any

from catalog.directory.contents import catalogue_for
from catalog.directory.models import Catalogue, Entry
from catalog.own_schemes.models import SchemeDraft
from disclosure.deadlines.models import HolidayNotice, SpecialDay
from disclosure.organizations.models.directory import Department, Organization
from disclosure.oversight.trials.models import Trial

OF_ENTRY = (
    "code", "name", "scope", "inside_first", "scope_words", "audience_names", "limit_kind", "limit_words", "limit_rule",
    "channels", "department_names", "person_name",
)  # fmt: skip


def given_for(trial: Trial) -> Mapping[str, Any]:
    draft: SchemeDraft = trial.draft
    return {
        "first": trial.first_on.isoformat(),
        "until": trial.until_on.isoformat(),
        "organization": organization_row(trial.organization),
        "departments": departments_of(trial.organization),
        "document": draft.document,
        "entries": entries_of(trial.organization),
        "notices": [[row.year, row.text] for row in HolidayNotice.objects.in_force().order_by("year")],
        "days": days_by_hand(),
    }


def organization_row(organization: Organization) -> Mapping[str, str]:
    return {name: getattr(organization, name) for name in ("code", "name", "short_name", "kind", "sector")}


def departments_of(organization: Organization) -> list[str]:
    rows = Department.objects.filter(organization=organization, is_active=True)
    return list(rows.order_by("position", "pk").values_list("name", flat=True))


def catalogue_of(organization: Organization) -> Catalogue | None:
    """The one by which it works, else its newest draft."""
    return catalogue_for(organization) or organization.catalogues.order_by("-pk").first()


def entries_of(organization: Organization) -> list[Mapping[str, Any]]:
    """In the order of the catalogue; each with the names of its departments."""
    rows = Entry.objects.filter(catalogue=catalogue_of(organization)).entries().order_by("lft")
    return [
        {name: getattr(row, name) for name in OF_ENTRY} | {"departments": [each.name for each in row.departments.all()]}
        for row in rows.prefetch_related("departments")
    ]


def days_by_hand() -> list[tuple[str, bool, str]]:
    """Days that the administrator changed beside the notices."""
    rows = SpecialDay.objects.filter(source=SpecialDay.Source.OVERRIDE).order_by("on")
    return [(row.on.isoformat(), row.is_working, row.name) for row in rows]
