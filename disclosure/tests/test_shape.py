"""The figures of the code's shape, each on a tree of a few lines."""

from pathlib import Path

import pytest

from disclosure.testing.servers import BASE_DIR
from disclosure.testing.shape import addresses, dicts, imports, procedures, states, tree
from disclosure.testing.shape.__main__ import exceeded, tightened
from disclosure.testing.shape.figures import figures, lenient_modules, overrides


def plant(root: Path, sources: dict[str, str]) -> dict[str, tree.Module]:
    """A tree from the texts of its files, ``{"catalog/items.py": "…"}``."""
    for name, source in sources.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return tree.read(root)


def module(root: Path, source: str) -> tree.Module:
    return plant(root, {"one.py": source})["one"]


def test_tests_migrations_and_tools_are_left_out(tmp_path):
    names = [
        "app/one.py",
        "app/tests/two.py",
        "app/migrations/three.py",
        "app/test_four.py",
        "bin/five.py",
        ".a/six.py",
    ]
    found = plant(tmp_path, dict.fromkeys(names, ""))
    assert list(found) == ["app.one"]


def test_docstrings_and_blank_lines_are_counted_apart(tmp_path):
    one = module(tmp_path, '"""Two\n\nlines."""\n\nx = 1\n\n\ndef f():\n    """One."""\n    return "not a docstring"\n')
    assert (one.line_count, len(tree.docstring_lines(one)), len(tree.blank_lines(one))) == (10, 4, 3)


@pytest.mark.parametrize(
    "source",
    ["from app.low import x", "import app.low", "from app import low", "from .low import x", "from . import low"],
)
def test_every_way_to_import_is_resolved(tmp_path, source):
    graph = imports.edges(plant(tmp_path, {"app/high.py": source, "app/low.py": "x = 1", "app/__init__.py": ""}))
    assert "app.low" in graph["app.high"]


def test_two_dots_lead_to_the_folder_above(tmp_path):
    graph = imports.edges(plant(tmp_path, {"app/sub/high.py": "from ..low import x", "app/low.py": "x = 1"}))
    assert graph["app.sub.high"] == {"app.low"}


def test_a_package_imports_relative_to_itself(tmp_path):
    found = plant(tmp_path, {"app/sub/__init__.py": "from .low import x", "app/sub/low.py": "x = 1"})
    assert imports.edges(found)["app.sub"] == {"app.sub.low"}


def test_the_longest_chain_goes_from_the_roof_down():
    graph = {"roof": {"wall", "floor"}, "wall": {"floor"}, "floor": set(), "shed": {"floor"}}
    assert imports.longest_chain(graph) == ["roof", "wall", "floor"]


def test_a_circle_is_found_and_its_modules_count_in_a_chain():
    graph = {"roof": {"a"}, "a": {"b"}, "b": {"c"}, "c": {"a", "floor"}, "floor": set()}
    assert imports.circles(graph) == [["a", "b", "c"]]
    assert len(imports.longest_chain(graph)) == 5


def test_two_circles_that_only_lead_to_each_other_are_two():
    graph = {"a": {"b"}, "b": {"a", "c"}, "c": {"d"}, "d": {"c"}}
    assert imports.circles(graph) == [["c", "d"], ["a", "b"]]


def test_a_chain_inside_a_package_does_not_leave_it():
    graph = {"app.sub.a": {"app.sub.b"}, "app.sub.b": {"app.other"}, "app.other": {"app.more"}, "app.more": set()}
    assert imports.chains_inside(graph) == {"app.sub": 2}


def test_imports_inside_functions_are_named_but_for_the_hook_of_an_app(tmp_path):
    hook = "class App:\n    def ready(self):\n        import os\n"
    found = plant(tmp_path, {"app/apps.py": hook, "app/one.py": "import os\n\n\ndef f():\n    import re\n"})
    assert [place for one in found.values() for place in imports.inside_functions(one)] == ["app/one.py:5"]


@pytest.mark.parametrize(
    "source",
    [
        "item.state = S.DRAFT",
        "item.state, item.saved_at = S.DRAFT, now",
        "item.saved_at, (item.status, item.by) = now, pair",
        "item.state += 1",
        "item.state: str = S.DRAFT",
        "setattr(item, 'state', S.DRAFT)",
        "Item.objects.filter(pk=1).update(state=S.DRAFT)",
        "Item.objects.update(**{'status': S.DRAFT})",
        "Item.objects.bulk_update(rows, ['saved_at', 'state'])",
        "Item.objects.bulk_update(rows, fields=['state'])",
    ],
)
def test_a_state_is_written(tmp_path, source):
    assert list(states.state_writes(module(tmp_path, source))) == ["one.py:1"]


@pytest.mark.parametrize(
    "source",
    [
        "state = item.state",
        "item.saved_at = item.state",
        "item.state == S.DRAFT",
        "setattr(item, name, value)",
        "Item.objects.filter(state=S.DRAFT).update(saved_at=now)",
        "values.update(more)",
        "Item.objects.bulk_update(rows, ['saved_at'])",
        "Item.objects.create(state=S.DRAFT)",
    ],
)
def test_a_state_is_only_read(tmp_path, source):
    assert list(states.state_writes(module(tmp_path, source))) == []


def test_the_workflow_may_do_what_others_may_not(tmp_path):
    source = "def _begin(row):\n    row.objects.select_for_update()\n    row.state = 1\n"
    plant(tmp_path, {"disclosure/workflow/guard.py": source, "disclosure/workflows.py": source})
    found = figures(tmp_path)
    assert (found["state_writes"], found["locks"], found["dialects"]) == (1, 1, 1)
    assert found["where"]["dialects"] == {"disclosure.workflows": ["_begin"]}


@pytest.mark.parametrize(
    "source",
    [
        "from disclosure.audit.record import record\nrecord('a', b)",
        "from disclosure.audit.record import record as put_on_record\nput_on_record('a', b)",
        "from disclosure.audit import record\nrecord.record('a', b)",
    ],
)
def test_a_call_of_the_audit_is_found_under_any_name(tmp_path, source):
    assert list(procedures.audit_calls(module(tmp_path, source))) == ["one.py:2"]


def test_another_function_called_record_is_not_the_audit(tmp_path):
    assert list(procedures.audit_calls(module(tmp_path, "from app.forms import record\nrecord('a')"))) == []


@pytest.mark.parametrize(
    ("head", "built"),
    [("-> dict", 1), ("-> dict[str, object]", 1), ("-> list[dict]", 1), ("-> dict | None", 1), ("", 1)]
    + [("-> dict[int, str]", 0), ("-> Facts", 0), ("-> tuple[dict, str]", 0)],
)
def test_dicts_that_a_template_could_read_are_counted(tmp_path, head, built):
    one = module(tmp_path, f"def facts(){head}:\n    return {{'a': 1}}\n")
    assert len(list(dicts.dict_builders(one))) == built


SEGMENTS = frozenset({"admin", "o", "robots.txt"})


@pytest.mark.parametrize(
    "source", ["'/admin/'", "f'/o/{code}/'", "'/admin'", "'/admin/#forms'", "f'/robots.txt'", "x.startswith('/o/')"]
)
def test_an_address_is_written_out(tmp_path, source):
    assert addresses.in_python(module(tmp_path, f"x = {source}"), SEGMENTS) == ["one.py:1"]


@pytest.mark.parametrize(
    "source",
    ["'/'", "'/static/a.css'", "'/office/'", "f'{base}/admin/'", "'see /admin/'"],
)
def test_no_address_of_this_site_is_written_out(tmp_path, source):
    assert addresses.in_python(module(tmp_path, f"x = {source}"), SEGMENTS) == []


def test_a_docstring_may_begin_with_an_address(tmp_path):
    assert addresses.in_python(module(tmp_path, "def f():\n    '/admin/: the desk'"), SEGMENTS) == []


def test_the_site_map_may_name_addresses(tmp_path):
    found = plant(tmp_path, {"app/urls.py": "x = '/admin/'"})
    assert addresses.in_python(found["app.urls"], SEGMENTS) == []


def test_addresses_in_templates_are_found_in_attributes_and_arguments():
    text = (
        "<a href=\"/o/x/\">{% url 'o' %}</a>\n{% include 'a.html' with url='/admin/' %}<img src=\"/static/a.png\">/o/"
    )
    assert list(addresses.in_template(Path("a.html"), text, SEGMENTS)) == ["a.html:1", "a.html:2"]


def test_the_site_itself_says_which_addresses_it_serves():
    assert addresses.served() >= {"admin", "o", "healthz", "oversight", "requests"}


def test_crowded_folders_and_wide_modules_are_named(tmp_path):
    names = [f"app/m{number}.py" for number in range(17)]
    wide = "\n".join(f"import app.m{number}" for number in range(16))
    plant(tmp_path, {**dict.fromkeys(names, "x = 1  # type: ignore\n"), "roof.py": wide})
    found = figures(tmp_path)
    assert found["where"]["crowded"] == {"app": 17}
    assert found["where"]["fanout_over_15"] == {"roof": 16}
    assert (found["ignores"], found["fanout_max"], found["chain"]) == (17, 16, 2)


def test_modules_with_gentle_types_are_counted_and_libraries_are_not(tmp_path):
    (tmp_path / ".mypy.toml").write_text(
        "[[tool.mypy.overrides]]\nignore_missing_imports = true\nmodule = ['lxml.*']\n"
        "[[tool.mypy.overrides]]\nstrict_optional = false\nmodule = ['app.one', 'app.two']\n"
        "[[tool.mypy.overrides]]\nignore_errors = true\nmodule = ['app.three']\n"
    )
    assert lenient_modules(tmp_path) == {"types_lenient": 3, "types_ignored": 1}


def test_every_module_with_gentle_types_exists():
    paths = [
        name.replace(".", "/") for part in overrides(BASE_DIR) for name in part["module"] if not name.endswith("*")
    ]
    lost = [path for path in paths if not any((BASE_DIR / f"{path}{end}").exists() for end in (".py", "/__init__.py"))]
    assert lost == [], "no longer there: take them out of .mypy.toml, or name them as they are called now"


def test_a_figure_over_its_limit_is_named():
    found = {"chain": 5, "locks": 2, "where": {"locks": {"app": 2}}}
    over = exceeded(found, {"chain": 5, "locks": 1, "chian": 3})
    assert [line.split(":")[0] for line in over] == ["chian", "locks"]
    assert "{'app': 2}" in over[1]


def test_limits_are_lowered_and_never_raised():
    text = "# limits\nchain = 9     # the longest\nlocks = 1\n"
    assert tightened(text, {"chain": 5, "locks": 2}) == "# limits\nchain = 5     # the longest\nlocks = 1\n"
