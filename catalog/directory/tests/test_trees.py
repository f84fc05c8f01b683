"""Trees stay sound, whoever writes at the same time."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.directory import trees
from catalog.directory.models import Catalogue, Entry
from catalog.directory.tests.factories import branch, make_catalogue, make_entry, make_scheme_loaded
from disclosure.organizations.tests.factories import make_department, make_organization
from disclosure.workflow.kit import NotNow

pytestmark = pytest.mark.each_database
WRITERS = 8


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """A database that threads open for themselves: PostgreSQL as it is, SQLite as a file copied from memory."""
    if connection.vendor != "sqlite":
        yield lambda: None
        return
    settings, name = connection.settings_dict, connection.settings_dict["NAME"]
    path = tmp_path / "shared.sqlite3"

    def share():
        connection.ensure_connection()
        with sqlite3.connect(path) as copy:
            connection.connection.backup(copy)
        settings["NAME"] = str(path)

    yield share
    settings["NAME"] = name


def in_threads(work, arguments):
    """Each call in a thread with a connection of its own; errors come up here."""

    def run(argument):
        try:
            return work(argument)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, arguments))


def make_busy_catalogue(organization, title):
    categories = [
        branch(str(number), f"第{number}类", [branch(f"{number}-{place}", f"事项{number}-{place}") for place in (1, 2)])
        for number in range(1, WRITERS + 1)
    ]
    return make_catalogue(organization, branches=categories, title=title)


def write_a_lot(writer):
    """Add, move and remove in two catalogues at once, from the places where others write too."""
    for catalogue in Catalogue.objects.order_by("pk"):
        own = Entry.objects.get(catalogue=catalogue, rank="category", code=str(writer))
        other = Entry.objects.get(catalogue=catalogue, rank="category", code=str(writer % WRITERS + 1))
        for turn in range(3):
            values = branch(f"{writer}-x{turn}", "并发新增").values
            node = trees.add_node(catalogue, parent=own, **values)
            trees.move_node(node, target=other, position="first-child")
            if turn % 2:
                trees.remove_node(node)
        trees.move_node(own, target=other, position="right")


def soundness(_):
    return {
        catalogue.title: (trees.faults(catalogue), Entry.objects.filter(catalogue=catalogue).count())
        for catalogue in Catalogue.objects.order_by("pk")
    }


@pytest.mark.clause("LK-27")
def test_eight_concurrent_writers_leave_every_tree_sound(shared_database):
    organization = make_organization("longkou")
    make_busy_catalogue(organization, "一号目录")
    make_busy_catalogue(make_organization("other"), "二号目录")
    shared_database()

    in_threads(write_a_lot, range(1, WRITERS + 1))

    ((first, second),) = [list(found.values()) for found in in_threads(soundness, [None])]
    expected = 1 + WRITERS * 3 + WRITERS * 2  # root, categories with two entries, two additions kept per writer
    assert first == second == ([], expected)


def test_catalogues_planted_at_once_get_trees_of_their_own(shared_database):
    organization = make_organization("longkou")
    first = make_catalogue(organization, title="先有的目录")
    shared_database()

    def make(number):
        catalogue = Catalogue.objects.create(organization=organization, scheme=first.scheme, title=f"目录{number}")
        trees.plant(catalogue, [branch("1", "类", [branch("1-1", "事项")])])
        return trees.faults(catalogue), trees.root_of(catalogue).tree_id

    made = in_threads(make, range(WRITERS))

    assert [faults for faults, _tree in made] == [[]] * WRITERS
    assert len({tree for _faults, tree in made}) == WRITERS


@pytest.mark.django_db
def test_a_write_to_one_catalogue_touches_no_other():
    catalogue, other = make_catalogue(make_organization("a")), make_catalogue(make_organization("b"))
    before = list(Entry.objects.filter(catalogue=other).order_by("pk").values())

    make_entry(catalogue)

    assert list(Entry.objects.filter(catalogue=other).order_by("pk").values()) == before


@pytest.mark.django_db
def test_planting_takes_a_handful_of_statements_for_any_number_of_entries():
    organization = make_organization()
    scheme = make_catalogue(organization).scheme
    counts = []
    for number, size in enumerate((1, 60)):
        catalogue = Catalogue.objects.create(organization=organization, scheme=scheme, title=f"目录{number}")
        with CaptureQueriesContext(connection) as captured:
            trees.plant(catalogue, [branch("1", "类", [branch(f"1-{place}", "事项") for place in range(size)])])
        counts.append(len(captured))
    assert max(counts) <= 10  # SQLite inserts some forty rows a statement


@pytest.mark.django_db
def test_planting_500_entries_takes_no_statement_for_any_one_of_them(django_assert_max_num_queries):
    organization = make_organization()
    office = make_department(organization)
    catalogue = Catalogue.objects.create(organization=organization, scheme=make_catalogue(organization).scheme)
    categories = [
        branch(str(number), "类", [branch(f"{number}-1", "小类", [entry_of(office, number, at) for at in range(50)])])
        for number in range(10)
    ]
    with django_assert_max_num_queries(24):  # of which SQLite needs 17 for its rows of 28 columns
        assert trees.plant(catalogue, categories) == 1 + 10 + 10 + 500
    assert trees.faults(catalogue) == []
    assert office.entries.count() == 500


def entry_of(department, number, at):
    return replace(branch(f"{number}-1-{at}", "事项"), departments=(department.name,))


SHAPES = st.lists(st.recursive(st.just([]), lambda below: st.lists(below, max_size=4), max_leaves=12), max_size=4)


def branches_of(shape, place=""):
    """Categories nested as the lists are; each has its place as its code."""
    codes = [f"{place}{number}" for number in range(len(shape))]
    return [branch(code, "类", branches_of(below, f"{code}-")) for code, below in zip(codes, shape, strict=True)]


def grow(catalogue, branches, parent=None):
    for each in branches:
        grow(catalogue, each.children, trees.add_node(catalogue, parent=parent, **each.values))


def bounds(catalogue):
    nodes = Entry.objects.filter(catalogue=catalogue).exclude(rank=Entry.Rank.ROOT).order_by("lft")
    return list(nodes.values_list("code", "parent__code", "level", "lft", "rght"))


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(shape=SHAPES)
def test_a_planted_tree_is_the_one_that_grows_node_by_node(shape):
    with transaction.atomic():
        organization = make_organization("longkou")
        scheme = make_scheme_loaded()
        planted, grown = (
            Catalogue.objects.create(organization=organization, scheme=scheme, title=title) for title in ("甲", "乙")
        )
        trees.plant(grown, [])
        trees.plant(planted, branches_of(shape))
        grow(grown, branches_of(shape))

        assert bounds(planted) == bounds(grown)
        assert trees.faults(planted) == trees.faults(grown) == []
        assert [trees.root_of(each).tree_id for each in (planted, grown)] == [planted.pk, grown.pk]
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_catalogue_in_force_cannot_be_changed():
    catalogue = make_catalogue(make_organization(), in_force=True)
    entry = Entry.objects.filter(catalogue=catalogue).entries().get()

    with pytest.raises(NotNow, match="请先开一版新目录"):
        trees.remove_node(entry)

    assert Entry.objects.filter(pk=entry.pk).exists()


@pytest.mark.django_db
def test_a_broken_tree_is_noticed_and_repaired_alone():
    catalogue, other = make_catalogue(make_organization("a")), make_catalogue(make_organization("b"))
    Entry.objects.filter(catalogue=catalogue).entries().update(lft=1, rght=2)
    untouched = list(Entry.objects.filter(catalogue=other).order_by("pk").values())
    assert trees.faults(catalogue) != []

    assert trees.repair(catalogue) is True

    assert trees.faults(catalogue) == []
    assert trees.repair(catalogue) is False
    assert list(Entry.objects.filter(catalogue=other).order_by("pk").values()) == untouched


@pytest.mark.django_db
def test_a_planted_catalogue_is_not_planted_again():
    catalogue = make_catalogue(make_organization())
    with pytest.raises(NotNow), transaction.atomic():
        trees.plant(catalogue, [branch("2", "再来一次")])
    assert Entry.objects.filter(catalogue=catalogue).entries().count() == 1


@pytest.mark.django_db
def test_the_nightly_check_finds_the_unsound_among_the_sound_in_one_query(django_assert_num_queries):
    broken, sound = make_catalogue(make_organization("a")), make_catalogue(make_organization("b"))
    Entry.objects.filter(catalogue=broken).entries().update(lft=1, rght=2)
    with django_assert_num_queries(1):
        assert trees.suspicious() == [broken.pk]

    assert trees.repair_all() == 1

    assert trees.suspicious() == []
    assert trees.faults(broken) == trees.faults(sound) == []
