"""What drafts had set differently before they held a document of their own is in it, and comes out of it again."""

from importlib import import_module
from types import SimpleNamespace

from catalog.schemes.rules import with_changes
from catalog.schemes.tests.scheme_data import SLUGS, scheme

moved = import_module("catalog.migrations.0017_move_the_changes_into_the_document")
CHANGES = {
    "time_limits.fixed.rule": {"working_days": 3},
    "requests.answer.rule": {"working_days": 12},
    "archive.rule": {"working_days": 30},
}


class Rows(list):
    """The rows of a table as the migration asks for them."""

    def select_related(self, *names):
        return self

    def filter(self, **asked):
        return self

    def order_by(self, *names):
        return self

    def first(self):
        return self[0]


def tables(*drafts):
    rows = {"SchemeDraft": Rows(drafts), "Scheme": Rows(draft.scheme for draft in drafts[:1])}
    return SimpleNamespace(get_model=lambda app, name: SimpleNamespace(objects=rows[name]))


def draft_of(slug, **fields):
    saved: list = []
    return SimpleNamespace(scheme=SimpleNamespace(data=scheme(slug)), saved=saved, **fields,
                           save=lambda update_fields: saved.extend(update_fields))  # fmt: skip


def test_the_changes_go_into_the_document_and_come_back():
    for slug in SLUGS:
        draft = draft_of(slug, changes=CHANGES)
        moved.write_documents(tables(draft), None)
        assert draft.document == with_changes(scheme(slug), CHANGES)
        assert draft.saved == ["document"]
        draft.changes = None
        moved.write_changes(tables(draft), None)
        assert draft.changes == CHANGES


def test_a_draft_from_scratch_goes_back_to_the_first_preset():
    first = draft_of("longkou", document=scheme("longkou"))
    scratch = draft_of("longkou", document=with_changes(scheme("longkou"), CHANGES))
    scratch.scheme = None
    moved.write_changes(tables(first, scratch), None)
    assert (scratch.scheme, scratch.changes) == (first.scheme, CHANGES)
