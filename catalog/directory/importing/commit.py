"""A confirmed preview becomes a draft catalogue: the start of the table of catalogues."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Max, Q

from catalog.directory.actions import KEEPERS, catalogues, require_maker
from catalog.directory.importing import wordings
from catalog.directory.importing.branches import Remarks, branches_of
from catalog.directory.importing.preview import Preview
from catalog.directory.importing.read_by import saved
from catalog.directory.models import Catalogue
from catalog.directory.trees import plant
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Audience
from disclosure.workflow.kit import Act, Refused

Row = Mapping[str, Any]


class ImportRefused(Refused):
    """The file has errors or open questions; the message names the row."""


@catalogues.start("import", "导入目录", who=KEEPERS, by_system=True, to={Catalogue.State.DRAFT})
def commit_import(
    act: Act,
    *,
    preview: Preview,
    title: str,
    answers: wordings.Answers | None = None,
    applies_to: str = Catalogue.AppliesTo.OWN,
    sectors: Sequence[str] = (),
    notes: Sequence[Row] | None = None,
    presets: Sequence[str] = (),
    document: Row | None = None,
) -> None:
    """Write the next version as a draft. Missing departments and audiences are made, the answers are kept.

    ``document``: what the scheme's own file says of the catalogue.
    """
    organization = act.subject
    require_maker(act, applies_to, list(sectors))
    preview = preview.answered(answers) if answers else preview
    require_ready(preview)
    scheme = saved(preview.rules.scheme, now=act.now)
    catalogue = Catalogue(
        organization=organization,
        scheme=scheme,
        title=title,
        version=next_version(organization, title, applies_to),
        applies_to=applies_to,
        sectors=list(sectors),
        notes=list(notes) if notes is not None else notes_of(preview),
        presets=list(presets),
    )
    act.move(Catalogue.State.DRAFT, catalogue)
    act.create(catalogue)
    add_missing(preview, organization)
    plant(catalogue, branches_of(preview.rows, preview.rules, Remarks.of(document or {})))
    wordings.keep(preview.answers, scheme=scheme, by=act.by, now=act.now)
    act.record(
        "imported",
        file=preview.filename,
        sha256=preview.digest,
        entries=len(preview.rows),
        answers={f"{column}:{word}": meaning for (column, word), meaning in preview.answers.items()},
    )


def require_ready(preview: Preview) -> None:
    problems = [*(each.message for each in preview.errors), *(each.message for each in preview.questions)]
    if problems:
        more = f"（另有{len(problems) - 1}处）" if len(problems) > 1 else ""
        raise ImportRefused(f"{problems[0]}{more}")
    if not preview.rows:
        raise ImportRefused("文件里没有目录事项。")


def next_version(organization: Organization, title: str, applies_to: str) -> int:
    """One more than the highest of the same line: the same title, or the same reach."""
    rows = Catalogue.objects.filter(Q(title=title) | Q(applies_to=applies_to), organization=organization)
    return (rows.aggregate(highest=Max("version"))["highest"] or 0) + 1


def notes_of(preview: Preview) -> list[Row]:
    """The reader's warnings stay with the catalogue: gaps and near-duplicates of the source are part of it; so do the file's own
    words for channels."""
    codes = {each.row.number: each.row.code for each in preview.rows}
    return [
        *(
            {"kind": warning.code, "code": codes.get(warning.row), "note": warning.message}
            for warning in preview.warnings
        ),
        *(
            {"kind": "channel", "code": None, "note": f"公开形式“{word}”按“{name}”办"}
            for word, name in preview.channels_renamed.items()
        ),
    ]


def add_missing(preview: Preview, organization: Organization) -> None:
    Department.objects.bulk_create(
        (Department(organization=organization, name=name) for name in preview.new_departments), ignore_conflicts=True
    )
    Audience.objects.bulk_create(
        (Audience(organization=organization, name=name) for name in preview.new_audiences), ignore_conflicts=True
    )
