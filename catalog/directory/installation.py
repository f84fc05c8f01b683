"""A scheme's own annex as an organisation's catalogue in force, through the same path as any import (LK-27, YY-16)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.directory.actions import approve, file, put_in_force
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.importing.read_by import rules_to_read_by
from catalog.directory.models import Catalogue
from catalog.schemes.loading import annex
from catalog.schemes.models import Scheme
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import Actor

SECTORS = {label: value for value, label in Organization.Sector.choices}


@transaction.atomic
def install_scheme_catalogue(
    organization: Organization, slug: str, *, by: User | Actor, now: datetime, in_force_from: date
) -> Catalogue:
    """Import the annex of the organisation's own document, approve it, file it where the document says with whom, and put it in
    force. Raises ``ValidationError`` where it works by another one."""
    scheme = Scheme.objects.get(slug=slug)
    rules = rules_to_read_by(organization, scheme, in_force_from)
    if rules.scheme != scheme:
        raise ValidationError(f"《{scheme.title}》的目录是别的组织的，请导入本组织自己的目录。")
    data = scheme.data["catalogue"]
    catalogue = commit_import(
        organization,
        preview=read_file(annex(slug), f"{slug}.csv", rules, organization=organization),
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
