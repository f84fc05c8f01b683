"""What of a scheme is written into columns is no longer than they are: else the sweep or a page fails where it is worked by."""

from copy import deepcopy
from typing import Any

import pytest
from django.db.models import Field

from catalog.directory.models import Catalogue, Entry
from catalog.filings.models import Filing
from catalog.items.channels.models import ChannelRecord
from catalog.obligations.duties.models import Duty
from catalog.schemes.document.reading import check_data
from catalog.schemes.models import Wording
from catalog.schemes.tests.scheme_data import SLUGS, scheme
from disclosure.oversight.models import Rollout, Stage, Task

WRITTEN: list[tuple[str, type, str]] = [
    ("time_limits.periodic.recurrences.0.name", Duty, "recurrence"),
    ("time_limits.periodic.recurrences.0.label", Duty, "recurrence_label"),
    ("reports.0.name", Duty, "recurrence"),
    ("reports.0.to", Filing, "to_name"),
    ("filing.0.with", Filing, "to_name"),
    ("refusal.filed_with", Filing, "to_name"),
    ("off_catalogue.approver_name", Filing, "to_name"),
    ("catalogue.title", Catalogue, "title"),
    ("catalogue.filed_with", Catalogue, "filed_with"),
    ("catalogue_makers.rows.0.agreed_with", Catalogue, "agreed_with"),
    ("categories.0.name", Entry, "name"),
    ("forms.0.name", ChannelRecord, "channel"),
    ("open_questions.0.word", Wording, "raw"),
    ("open_questions.0.understood_as", Wording, "meaning"),
    ("rollout.title", Rollout, "title"),
    ("rollout.stages.0.name", Stage, "name"),
    ("rollout.stages.0.article", Stage, "article"),
    ("rollout.stages.0.sentence", Stage, "sentence"),
    ("rollout.stages.0.tasks.0.name", Task, "name"),
    ("rollout.stages.0.tasks.0.sentence", Task, "sentence"),
]


def inside(data: Any, key: str) -> Any:
    if isinstance(data, list):
        named = [row for row in data if row.get("kind") == key]
        return named[0] if named else data[int(key)] if key.isdigit() and int(key) < len(data) else None
    return data.get(key) if data else None


def with_text(path: str, text: str) -> Any:
    """The first scheme that has such a part."""
    *parents, last = path.split(".")
    for data in map(deepcopy, map(scheme, SLUGS)):
        place = data
        for key in parents:
            place = inside(place, key)
        if place is not None:
            place[last] = text
            return data
    raise AssertionError(f"no scheme has {path}")


@pytest.mark.parametrize(("path", "model", "column"), WRITTEN)
def test_a_word_that_is_longer_than_its_column_is_refused(path, model, column):
    field = model._meta.get_field(column)
    assert isinstance(field, Field) and field.max_length
    (fault,) = check_data(with_text(path, "长" * (field.max_length + 1))).wrong
    assert fault.place[-1] == path.rpartition(".")[2] and "最多" in fault.message
