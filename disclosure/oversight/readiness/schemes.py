"""The schemes that many organisations work by, read together."""

from collections.abc import Iterable, Sequence
from datetime import date

from catalog.schemes.models import Adoption, Scheme
from catalog.schemes.rules import Row, with_changes
from disclosure.organizations.models.directory import Organization


def schemes_of(organizations: Sequence[Organization], on: date) -> dict[int, Row | None]:
    """Organisation id → the scheme's data it works by, its own or the nearest superior's (QJ-24), with its own changes."""
    paths = {path for organization in organizations for path in organization.line_paths}
    rows = Adoption.objects.in_force(on).filter(organization__path__in=paths).order_by("pk")
    adopted = list(rows.values_list("organization__path", "scheme_id", "changes"))
    documents = documents_of(scheme for _path, scheme, _changes in adopted)
    data = {path: changed(documents[scheme], changes or {}) for path, scheme, changes in adopted}
    return {
        organization.pk: next((data[path] for path in organization.line_paths[::-1] if path in data), None)
        for organization in organizations
    }


def documents_of(schemes: Iterable[int]) -> dict[int, Row]:
    """One query; every organisation may have a scheme of its own."""
    return dict(Scheme.objects.filter(pk__in=set(schemes)).values_list("pk", "data"))


def changed(data: Row, changes: Row) -> Row:
    """Only what is asked here: who must be different people. The rest of the document is shared, not copied."""
    own = {path: value for path, value in changes.items() if path.startswith("separation.")}
    return {**data, **with_changes({"separation": data.get("separation") or {}}, own)} if own else data
