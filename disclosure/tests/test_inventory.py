"""The list of tests: what it counts, and what it notices when tests move."""

import textwrap
from collections import Counter
from pathlib import Path

import pytest

from disclosure.testing.inventory.comparing import compare, read_renames
from disclosure.testing.inventory.table import Test, inventory, load, write


def listed(root: Path, source: str, shared: str = "") -> dict[str, int]:
    """Assertions by test of one file, which may import from ``app.tests.shared``."""
    folder = root / "app" / "tests"
    folder.mkdir(parents=True)
    (folder / "test_one.py").write_text(textwrap.dedent(source), encoding="utf-8")
    (folder / "shared.py").write_text(textwrap.dedent(shared), encoding="utf-8")
    return {test.name: test.assertions for test in inventory(root, Counter())}


def test_assertions_blocks_that_raise_and_checking_calls_are_counted(tmp_path):
    source = """
        def test_all(page):
            assert 1
            with pytest.raises(ValueError):
                assert 2
            expect(page).to_be_visible()
            self.assertEqual(1, 1)
            page.check("#agree")
            sorted([])
    """
    assert listed(tmp_path, source) == {"test_all": 5}


def test_helpers_count_at_each_call_also_through_others_and_from_other_files(tmp_path):
    source = """
        from app.tests.shared import refused

        def holds(x):
            assert x
            refused(x)
            holds(x)

        def test_one():
            holds(1)
            holds(2)
    """
    shared = "def refused(x):\n    with pytest.raises(x):\n        pass\n"
    assert listed(tmp_path, source, shared) == {"test_one": 4}


def test_functions_of_an_imported_module_and_methods_count_too(tmp_path):
    source = """
        from app.tests import shared

        def test_one(django_assert_num_queries):
            shared.refused(1)
            with django_assert_num_queries(1):
                shared.Diary().at(1).shows("open")
    """
    shared = """
        def refused(x):
            assert x

        class Diary:
            def shows(self, x):
                assert x
    """
    assert listed(tmp_path, source, shared) == {"test_one": 3}


def test_a_function_of_the_portal_asserts_nothing(tmp_path):
    source = """
        from catalog.checks import check_plan

        def test_one():
            check_plan(1)
    """
    assert listed(tmp_path, source) == {"test_one": 0}


def test_a_test_in_a_class_has_the_node_that_pytest_gives_it(tmp_path):
    source = "class TestItems:\n    def test_one(self):\n        assert 1\n"
    listed(tmp_path, source)
    assert inventory(tmp_path, Counter()) == [Test("app/tests/test_one.py::TestItems::test_one", 1, 0)]


def test_the_list_is_read_as_it_was_written(tmp_path):
    tests = [Test("a/test_b.py::test_c", 2, 3), Test("a/test_b.py::test_d", 0, 1)]
    write(tests, tmp_path / "tests.txt")
    assert load(tmp_path / "tests.txt") == tests


def test_a_test_that_only_moved_is_neither_gone_nor_new():
    found = compare([Test("a.py::test_x", 2, 1)], [Test("b/c.py::test_x", 2, 1)], {})
    assert (found.gone, found.weaker, found.new, found.is_loss) == ([], [], [], False)


def test_a_renamed_test_is_known_by_the_table(tmp_path):
    (tmp_path / "renames").write_text("# old, new\ntest_x\ttest_y\n", encoding="utf-8")
    renames = read_renames(tmp_path / "renames")
    found = compare([Test("a.py::test_x", 2, 1)], [Test("a.py::test_y", 2, 1)], renames)
    assert (found.gone, found.new) == ([], [])


def test_one_of_two_tests_of_the_same_name_is_renamed_by_its_node():
    before = [Test("a.py::test_x", 2, 1), Test("b.py::test_x", 3, 1)]
    after = [Test("a.py::test_x", 2, 1), Test("b.py::test_y", 3, 1)]
    assert compare(before, after, {"b.py::test_x": "test_y"}).is_loss is False
    assert compare(before, after, {}).gone == ["test_x (2 → 1): a.py::test_x, b.py::test_x"]


@pytest.mark.parametrize(("assertions", "cases", "loss"), [(1, 4, True), (2, 3, True), (2, 4, False), (3, 5, False)])
def test_fewer_assertions_or_cases_are_a_loss(assertions, cases, loss):
    found = compare([Test("a.py::test_x", 2, 4)], [Test("b.py::test_x", assertions, cases)], {})
    assert (bool(found.weaker), found.is_loss) == (loss, loss)


def test_gone_and_new_tests_are_named():
    found = compare([Test("a.py::test_x", 2, 1)], [Test("a.py::test_y", 2, 1)], {})
    assert (len(found.gone), len(found.new)) == (1, 1)
