"""Schemes issued on the first day: a file beside the script, or one of those that the portal has."""

from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import ValidationError

from catalog.directory.actions import approve, put_in_force
from catalog.directory.adoption import adopt_scheme
from catalog.directory.importing.commit import commit_import
from catalog.directory.importing.preview import read_file
from catalog.directory.installation import install_scheme_catalogue
from catalog.schemes.document.reading import check_text
from catalog.schemes.loading import load_scheme
from catalog.schemes.models import Scheme
from catalog.schemes.rules import SchemeRules
from disclosure.organizations.models.directory import Organization
from disclosure.oversight.rehearsal.base.organizations import organization_of
from disclosure.oversight.rehearsal.script import NewScheme, Written
from disclosure.workflow.kit import SYSTEM


def add_scheme(written: Written, row: NewScheme, now: datetime) -> None:
    """Issued on the first day; with a catalogue of its own where it names one."""
    organization, on = organization_of(row.org), written.script.first
    scheme = scheme_from(written.folder / row.file, now) if row.file else Scheme.objects.filter(slug=row.slug).first()
    if scheme is None:
        raise ValidationError(f"系统里没有代号为“{row.slug}”的方案。")
    adopt_scheme(organization, scheme=scheme, from_on=on, as_issued=True, by=SYSTEM, now=now)
    if row.catalogue:
        add_catalogue(organization, scheme, written.folder / row.catalogue, on=on, now=now)
    elif row.slug:
        install_scheme_catalogue(organization, row.slug, by=SYSTEM, now=now, in_force_from=on)


def scheme_from(path: Path, now: datetime) -> Scheme:
    try:
        checked = check_text(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        raise ValidationError(f"没有“{path.name}”这个文件，或者不能读。") from None
    if checked.faults:
        raise ValidationError(f"“{path.name}”不是完整的方案：{''.join(map(str, checked.faults))}")
    slug = checked.data.get("slug") or path.stem
    load_scheme({**checked.data, "slug": slug}, now=now)
    return Scheme.objects.get(slug=slug)


def add_catalogue(organization: Organization, scheme: Scheme, path: Path, *, on: date, now: datetime) -> None:
    try:
        content = path.read_bytes()
    except OSError:
        raise ValidationError(f"没有“{path.name}”这个文件，或者不能读。") from None
    given, rules = {"by": SYSTEM, "now": now}, SchemeRules(scheme, scheme.data)
    preview = read_file(content, path.name, rules, organization=organization)
    catalogue = commit_import(organization, preview=preview, title="党务公开目录", **given)
    put_in_force(approve(catalogue, **given), on=on, **given)
