"""Schemes of organisations' own: whose a scheme is, what its next draft begins with, and the row that an issue makes."""

from collections.abc import Mapping
from datetime import date, datetime
from importlib.resources import files
from itertools import count
from typing import Any

import yaml

from catalog.schemes.copying import copied, identity, with_presets
from catalog.schemes.loading import fill
from catalog.schemes.models import Scheme, Wording
from catalog.schemes.rules import find_scheme
from disclosure.organizations.models.directory import Organization

Row = Mapping[str, Any]
# Of the organisation and of its issue, never of the rules.
IDENTITY = ("slug", "title", "document_number", "issuer", "issued_on", "source")
FIELD_KEYS = {Wording.Field.LIMIT: "time_limits", Wording.Field.SCOPE: "scopes", Wording.Field.CHANNEL: "forms"}


def is_issued_by(scheme: Scheme, organization: Organization) -> bool:
    """Whether it is the organisation's own document; a preset is that of the one that its file names as the issuer, or that works
    by it as its own already."""
    if scheme.organization_id:
        return scheme.organization_id == organization.pk
    is_named = bool(scheme.issuer) and plain_name(scheme.issuer) == plain_name(organization.name)
    return is_named or scheme.adoptions.filter(organization=organization).exists()


def is_document_of(document: Row, organization: Organization) -> bool:
    """Of a file: where it names no issuer, it is of whoever brings it."""
    issuer = document.get("issuer")
    return not issuer or plain_name(issuer) == plain_name(organization.name)


def plain_name(name: str) -> str:
    """中共綦江县委 issues through 中共綦江县委办公室."""
    return name.removeprefix("中共").removesuffix("办公室")


def is_at_home(scheme: Scheme, organization: Organization, on: date) -> bool:
    """Whether the organisation may be shown it as its own or as its superior's (QJ-24)."""
    if scheme.organization:
        return scheme.organization.path in organization.line_paths
    if is_issued_by(scheme, organization):
        return True
    found = find_scheme(organization, on)
    return found is not None and found.scheme == scheme


def own_copy(scheme: Scheme, organization: Organization) -> Row:
    """Another's rules as a complete document of the organisation's own: every ground a preset, named after the organisation."""
    title = f"{organization.name}党务公开实施方案"
    return with_presets(copied(scheme.data, title=title, issuer=organization.name))


def first_document(scheme: Scheme | None, organization: Organization, title: str) -> Row:
    """What a draft begins with: the organisation's own document as it stands, the rules of another's, or a blank."""
    if scheme is None:
        return blank(title, organization.name)
    if is_issued_by(scheme, organization):
        return with_identity(scheme.data, title, organization.name)
    return copied(scheme.data, title=title, issuer=organization.name)


def blank(title: str, issuer: str) -> Row:
    """A small document in neutral words, every number a preset."""
    data = yaml.safe_load(files("catalog.schemes.document").joinpath("blank.yaml").read_text(encoding="utf-8"))
    data["catalogue"]["title"] = f"{issuer}党务公开目录"
    return with_identity(data, title, issuer)


def with_identity(document: Row, title: str, issuer: str) -> Row:
    """As a draft has it: not issued yet."""
    return {**identity(title, issuer), **{key: value for key, value in document.items() if key not in IDENTITY}}


def issue_scheme(organization: Organization, document: Row, *, copied_from: Scheme | None, now: datetime) -> Scheme:
    """The next scheme of the organisation's own, with the confirmed wordings of what it was copied from. The caller has locked
    the organisation."""
    slug = next_slug(organization)
    scheme = Scheme(slug=slug, organization=organization)
    fill(scheme, {**document, "slug": slug}, now=now)
    scheme.save()
    if copied_from:
        keep_wordings(scheme, copied_from)
    return scheme


def next_slug(organization: Organization) -> str:
    """By its code, which another organisation may have had before."""
    taken = set(Scheme.objects.filter(slug__startswith=f"{organization.code}-").values_list("slug", flat=True))
    first = Scheme.objects.filter(organization=organization).count() + 1
    return next(slug for number in count(first) if (slug := f"{organization.code}-{number}") not in taken)


def keep_wordings(scheme: Scheme, source: Scheme) -> None:
    """Only of words that the document still has."""
    words = {
        field: {word for row in scheme.data[key] for word in row["raw_words"]} for field, key in FIELD_KEYS.items()
    }
    rows = [row for row in source.wordings.all() if row.raw in words.get(Wording.Field(row.field), ())]
    for row in rows:
        row.pk, row.scheme = None, scheme
    Wording.objects.bulk_create(rows)
