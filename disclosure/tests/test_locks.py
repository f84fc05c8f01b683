"""``docs/locks.md`` and the code agree on who locks rows and writes the log outside the workflow."""

import re

from disclosure.testing.servers import BASE_DIR
from disclosure.testing.shape import procedures, tree
from disclosure.testing.shape.figures import outside_workflow

ROW = re.compile(r"^\| `([\w.]+)` \| (lock|log|lock, log) \| (.+) \|$", re.MULTILINE)


def listed() -> dict[str, str]:
    """Module → what it does by itself."""
    text = (BASE_DIR / "docs" / "locks.md").read_text(encoding="utf-8")
    return {module: what for module, what, _reason in ROW.findall(text)}


def what_it_does(module: tree.Module) -> str:
    locks = [*procedures.row_locks(module), *procedures.borrowed_locks(module)]
    does = {"lock": locks, "log": list(procedures.audit_calls(module))}
    return ", ".join(word for word, places in does.items() if places)


def found() -> dict[str, str]:
    modules = outside_workflow(tree.read(BASE_DIR))
    return {module.name: what for module in modules if (what := what_it_does(module))}


def test_whoever_locks_or_logs_outside_the_workflow_is_listed_with_a_reason():
    expected, known = found(), listed()
    missing = {module: what for module, what in expected.items() if known.get(module) != what}
    assert missing == {}, "docs/locks.md: name them with the reason, or take them through the workflow"


def test_nobody_is_listed_without_need():
    assert set(listed()) - set(found()) == set(), "docs/locks.md: take them off the list"


def test_a_lock_of_the_workflow_counts_where_no_table_is_declared(tmp_path):
    call = "lock_organization(1)\n"
    for name, source in {
        "one.py": call,
        "two.py": f"things = Workflow(Thing, lock=lambda row: {call.strip()})\n",
    }.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    modules = tree.read(tmp_path)
    assert {name: list(procedures.borrowed_locks(module)) for name, module in modules.items()} == {
        "one": ["one.py:1"],
        "two": [],
    }
