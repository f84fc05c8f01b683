"""A scheme's own annex as an organisation's catalogue in force, through the same path as any import (LK-27, YY-16)."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from catalog.directory.actions import KEEPERS, approve, file, put_in_force
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.models import Catalogue
from catalog.schemes.loading import annex
from catalog.schemes.models import Adoption, Scheme
from catalog.schemes.rules import Row, SchemeRules
from disclosure.organizations.models.directory import Organization
from disclosure.organizations.models.people import User
from disclosure.workflow.kit import Act, Actor, Workflow

adoptions = Workflow(
    Adoption,
    code="scheme",
    words={"adopted": "施行方案", "loaded": "装入实施方案", "changed": "修改实施方案"},
    reads=("organization", "scheme"),
)
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


@adoptions.start("adopt", "施行方案", who=KEEPERS, by_system=True)
def adopt_scheme(act: Act, *, scheme: Scheme, from_on: date, changes: Row | None = None) -> None:
    """The organisation, and those below it that have none of their own, work by the scheme from the day on (QJ-24); what was in
    force ends. ``changes``: what the organisation sets differently (path → value)."""
    organization = act.subject
    current = Adoption.objects.filter(organization=organization, until_on__isnull=True).first()
    if current and current.from_on >= from_on:
        raise ValidationError("新方案的施行日期要晚于现行方案。")
    if current:
        current.until_on = from_on - timedelta(days=1)
        current.save(update_fields=["until_on"])
    act.create(Adoption(organization=organization, scheme=scheme, from_on=from_on, changes=changes or {}))
    details = {"scheme": scheme.slug, "from_on": str(from_on), "replaces": current.scheme.slug if current else None}
    act.record("adopted", **details, **({"changes": changes} if changes else {}))
