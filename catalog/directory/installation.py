"""A scheme's own annex as an organisation's catalogue in force, through the same path as any import (LK-27, YY-16)."""

from datetime import date, datetime

from django.db import transaction

from catalog.directory.actions import approve, file, put_in_force
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.models import Catalogue
from catalog.schemes.loading import annex
from catalog.schemes.models import Scheme
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import Actor

SECTORS = {label: value for value, label in Organization.Sector.choices}


@transaction.atomic
def install_scheme_catalogue(
    organization: Organization, slug: str, *, by: User | Actor, now: datetime, in_force_from: date
) -> Catalogue:
    """Import the annex, approve it, file it where the document says with whom, and put it in force."""
    scheme = Scheme.objects.get(slug=slug)
    data = scheme.data["catalogue"]
    catalogue = commit_import(
        organization,
        preview=read_file(annex(slug), f"{slug}.csv", SchemeRules(scheme, scheme.data), organization=organization),
        title=data["title"],
        applies_to=data["applies_to"]["kind"],
        sectors=[SECTORS[label] for label in data["applies_to"].get("sectors", [])],
        notes=data.get("notes") or [],
        presets=data.get("presets") or [],
        document=data,
        by=by,
        now=now,
    )
    catalogue = approve(catalogue, by=by, now=now)
    if data.get("filed_with"):
        catalogue = file(catalogue, filed_with=data["filed_with"], filed_on=in_force_from, by=by, now=now)
    return put_in_force(catalogue, on=in_force_from, by=by, now=now)
