"""A confirmed preview becomes a draft catalogue, in one transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from catalog.directory.actions import require_manager
from catalog.directory.importing import wordings
from catalog.directory.importing.branches import Remarks, branches_of
from catalog.directory.importing.preview import Preview
from catalog.directory.models import Catalogue
from catalog.directory.trees import plant
from catalog.schemes.models import Scheme
from disclosure.audit.record import record
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience
from disclosure.workflow.locks import lock_organization


class ImportRefused(ValueError):
    """Raised when the file has errors or open questions; the message names the row and is fit for a page."""


@transaction.atomic
def commit_import(
    preview: Preview,
    answers: wordings.Answers | None = None,
    *,
    organization: Organization,
    scheme: Scheme,
    title: str,
    by,
    now: datetime,
    applies_to: str = Catalogue.AppliesTo.OWN,
    sectors: Sequence[str] = (),
    notes: Sequence[dict] | None = None,
    presets: Sequence[str] = (),
    remarks: Remarks | None = None,
) -> Catalogue:
    """Write the next version as a draft. Missing departments and audiences are made, the answers are kept."""
    require_manager(organization, by=by, now=now)
    preview = preview.answered(answers) if answers else preview
    require_ready(preview)
    lock_organization(organization.pk)
    catalogue = Catalogue.objects.create(
        organization=organization,
        scheme=scheme,
        title=title,
        version=next_version(organization, title, applies_to),
        applies_to=applies_to,
        sectors=list(sectors),
        notes=list(notes) if notes is not None else notes_of(preview),
        presets=list(presets),
    )
    _make_missing(preview, organization)
    plant(catalogue, branches_of(preview.rows, preview.rules, remarks or Remarks()))
    wordings.keep(preview.answers, scheme=scheme, by=by, now=now)
    _record(catalogue, preview, by=by, now=now)
    return catalogue


def require_ready(preview: Preview) -> None:
    problems = [each.message for each in (*preview.errors, *preview.questions)]
    if problems:
        more = f"（另有{len(problems) - 1}处）" if len(problems) > 1 else ""
        raise ImportRefused(f"{problems[0]}{more}")
    if not preview.rows:
        raise ImportRefused("文件里没有目录事项。")


def next_version(organization: Organization, title: str, applies_to: str) -> int:
    """One more than the highest of the same line: the same title, or the same reach."""
    rows = Catalogue.objects.filter(Q(title=title) | Q(applies_to=applies_to), organization=organization)
    return (rows.aggregate(highest=Max("version"))["highest"] or 0) + 1


def notes_of(preview: Preview) -> list[dict]:
    """The reader's warnings stay with the catalogue: gaps and near-duplicates of the source are part of it."""
    codes = {each.row.number: each.row.code for each in preview.rows}
    return [
        {"kind": warning.code, "code": codes.get(warning.row), "note": warning.message} for warning in preview.warnings
    ]


def _make_missing(preview: Preview, organization: Organization) -> None:
    Department.objects.bulk_create(
        (Department(organization=organization, name=name) for name in preview.new_departments), ignore_conflicts=True
    )
    Audience.objects.bulk_create(
        (Audience(organization=organization, name=name) for name in preview.new_audiences), ignore_conflicts=True
    )


def _record(catalogue: Catalogue, preview: Preview, *, by, now: datetime) -> None:
    changes = {
        "file": preview.filename,
        "sha256": preview.digest,
        "entries": len(preview.rows),
        "answers": {f"{column}:{word}": meaning for (column, word), meaning in preview.answers.items()},
    }
    record("catalogue.imported", catalogue, by=by, now=now, organization=catalogue.organization, changes=changes)
