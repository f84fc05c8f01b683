"""The organisation of a trial with its draft and its catalogue in force, as the portal hands them over."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from catalog.changes.history import removals
from catalog.directory.actions import approve, put_in_force
from catalog.directory.adoption import adopt_own_scheme
from catalog.directory.models import Catalogue, Entry
from catalog.directory.trees import Branch, plant
from catalog.obligations.duties.opening import open_duties
from disclosure.organizations.actions import create_organization
from disclosure.organizations.models.directory import Department, Organization
from disclosure.oversight.trials.calendar import keep_calendar
from disclosure.workflow.kit import SYSTEM

Row = Mapping[str, Any]


def found_organization(given: Row, first: date, *, now: datetime) -> Organization:
    """The organisation with the draft and the catalogue in force from the first day on."""
    keep_calendar(given, now=now)
    organization = create_organization(superior=None, by=None, now=now, **given["organization"])
    Department.objects.bulk_create(
        Department(organization=organization, name=name, position=place)
        for place, name in enumerate(given["departments"])
    )
    document = {**given["document"], "document_number": "试运行", "issued_on": first.isoformat()}
    adoption = adopt_own_scheme(organization, document=document, from_on=first, by=SYSTEM, now=now)
    catalogue = Catalogue.objects.create(organization=organization, scheme=adoption.scheme, title="党务公开目录")
    plant(catalogue, [branch_of(entry) for entry in given["entries"]])
    catalogue = approve(catalogue, by=SYSTEM, now=now)
    put_in_force(catalogue, on=first, by=SYSTEM, now=now)
    open_duties(on=first, now=now, removals=removals)
    return organization


def branch_of(entry: Row) -> Branch:
    values = {name: value for name, value in entry.items() if name != "departments"}
    return Branch({"rank": Entry.Rank.ENTRY, **values}, departments=entry["departments"])
