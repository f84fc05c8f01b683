"""Two versions of a catalogue side by side: added, removed, changed, moved, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from catalog.directory import actions as catalogues
from catalog.directory import entries
from catalog.directory.comparison import compare
from catalog.directory.fields import FieldChange
from catalog.directory.models import Entry
from catalog.directory.tests.factories import branch, make_catalogue, make_entry
from catalog.items.tests.factories import TODAY, Desk
from disclosure.organizations.tests.factories import client_of, noon
from disclosure.workflow.kit import SYSTEM

pytestmark = pytest.mark.django_db
NOW = noon(TODAY)
TREE = [
    branch("1", "决议", [branch("1-1", "学习情况"), branch("1-2", "支部决议"), branch("1-3", "党费收缴")]),
    branch("2", "其他", [branch("2-1", "其他事项")]),
]


@pytest.fixture
def desk():
    return Desk(entries=TREE)


def next_version(desk):
    return catalogues.new_version(desk.catalogue, by=SYSTEM, now=NOW)


def node(catalogue, code) -> Entry:
    return Entry.objects.select_related("catalogue__organization").get(catalogue=catalogue, code=code)


def kinds(desk, draft) -> dict:
    return {row.code: row.kinds for row in compare(desk.catalogue, draft).differing}


def test_a_copy_differs_in_nothing(desk):
    comparison = compare(desk.catalogue, next_version(desk))
    assert comparison.differing == [] and len(comparison.rows) == 4
    assert comparison.sentence == "两版没有不同。"


@pytest.mark.clause("LK-20")
def test_added_removed_and_changed_entries_are_distinguished(desk):
    draft = next_version(desk)
    entries.change_entry(node(draft, "1-1"), name="学习教育", scope="party", by=SYSTEM, now=NOW)
    entries.remove_entry(node(draft, "1-2"), by=SYSTEM, now=NOW)
    make_entry(draft, "2-2", "新的事项", parent=node(draft, "2"))
    comparison = compare(desk.catalogue, draft)
    assert {row.code: row.kinds for row in comparison.differing} == {
        "1-1": ("changed",),
        "1-2": ("removed",),
        "2-2": ("added",),
    }
    assert [row.code for row in comparison.rows] == ["1-1", "1-2", "1-3", "2-1", "2-2"]
    assert comparison.sentence == "新增 1 项，去掉 1 项，有改动 1 项；其余 2 项没有变。"
    row = next(row for row in comparison.differing if row.code == "1-1")
    assert row.sides == [
        FieldChange(label="公开内容", old="学习情况", new="学习教育"),
        FieldChange(label="公开范围", old="社会", new="党内"),
    ]


def test_an_entry_below_another_heading_has_moved(desk):
    draft = next_version(desk)
    entries.move_entry(node(draft, "1-3"), target=node(draft, "2"), by=SYSTEM, now=NOW)
    assert kinds(desk, draft) == {"1-3": ("moved",)}
    side = compare(desk.catalogue, draft).differing[0].sides
    assert side == [FieldChange(label="位置", old="决议", new="其他")]


def test_one_that_changes_places_with_its_neighbour_has_moved_and_no_other(desk):
    draft = next_version(desk)
    entries.move_entry(node(draft, "1-3"), target=node(draft, "1-2"), position="left", by=SYSTEM, now=NOW)
    assert list(kinds(desk, draft).values()) == [("moved",)]


def test_an_entry_may_be_changed_and_moved(desk):
    draft = next_version(desk)
    entries.change_entry(node(draft, "1-3"), name="党费", by=SYSTEM, now=NOW)
    entries.move_entry(node(draft, "1-3"), target=node(draft, "2"), by=SYSTEM, now=NOW)
    assert kinds(desk, draft) == {"1-3": ("changed", "moved")}


def test_the_page_shows_this_version_beside_the_one_before_until_others_are_chosen(desk):
    draft = next_version(desk)
    entries.change_entry(node(draft, "1-1"), name="学习教育", by=SYSTEM, now=NOW)
    client = client_of(desk.secretary)
    text = client.get(f"/admin/catalog/catalogue/{draft.pk}/compare/").content.decode()
    assert "<del>学习情况</del>" in text and "<ins>学习教育</ins>" in text
    backwards = {"old": draft.pk, "new": desk.catalogue.pk}
    text = client.get(f"/admin/catalog/catalogue/{draft.pk}/compare/", backwards).content.decode()
    assert "<del>学习教育</del>" in text
    page = client.get(f"/admin/catalog/catalogue/{draft.pk}/change/").content.decode()
    assert f"/admin/catalog/catalogue/{draft.pk}/compare/" in page


def test_only_versions_of_the_same_organisation_are_compared(desk):
    other = Desk("other", entries=TREE)
    client = client_of(desk.secretary)
    address = f"/admin/catalog/catalogue/{desk.catalogue.pk}/compare/"
    text = client.get(address, {"old": other.catalogue.pk, "new": desk.catalogue.pk}).content.decode()
    assert "还有几处要改" in text and "other党支部" not in text
    assert client.get(address, {"old": "x", "new": ""}).status_code == 200
    assert client.get(f"/admin/catalog/catalogue/{other.catalogue.pk}/compare/").status_code == 404


def test_a_large_catalogue_takes_as_many_queries_as_a_small_one(desk):
    def queries(catalogue) -> int:
        draft = catalogues.new_version(catalogue, by=SYSTEM, now=NOW)
        Entry.objects.filter(catalogue=draft, rank="entry").update(note="改")
        client = client_of(desk.secretary)
        with CaptureQueriesContext(connection) as captured:
            text = client.get(f"/admin/catalog/catalogue/{draft.pk}/compare/").content.decode()
        assert "有改动" in text
        return len(captured)

    leaves = [branch(f"9-{number}", f"事项{number}") for number in range(1, 41)]
    large = make_catalogue(desk.organization, desk.scheme, [branch("9", "很多", leaves)], title="另一份目录")
    large = catalogues.approve(large, by=SYSTEM, now=NOW)
    assert queries(large) == queries(desk.catalogue)
